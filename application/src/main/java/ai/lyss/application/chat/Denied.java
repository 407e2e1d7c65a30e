package ai.lyss.application.chat;

import ai.lyss.domain.failure.GatewayFailure;

/** A request that is not relayed; nothing was taken for it. */
record Denied(GatewayFailure failure) implements AdmissionDecision {}
