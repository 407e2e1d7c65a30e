package ai.lyss.application.chat;

/** What admission says of a request. */
sealed interface AdmissionDecision permits Admitted, Denied {}
