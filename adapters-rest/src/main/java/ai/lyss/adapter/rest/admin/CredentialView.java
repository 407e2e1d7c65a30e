package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.provider.Credential;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is shown of a credential: that there is one, never the secret. Immutable. */
@RegisterForReflection
@Schema(
    name = "CredentialHint",
    requiredProperties = {"set", "hint", "key_id"},
    description = "That a credential is set, never the secret.")
record CredentialView(
    @Schema(description = "Whether anything is set") boolean set,
    @Schema(
            nullable = true,
            description = "The last four characters, when enough stay hidden",
            examples = "…9xQ2")
        @Nullable String hint,
    @Schema(
            nullable = true,
            description = "The id of the master key that protects it; null when nothing is set")
        @JsonProperty("key_id")
        @Nullable String keyId) {

  static CredentialView of(Credential credential) {
    return new CredentialView(credential.isSet(), shown(credential.hint()), credential.keyId());
  }

  /** Returns a hint as it is shown; null when there is none. */
  static @Nullable String shown(String hint) {
    return hint.isEmpty() ? null : "…" + hint;
  }
}
