package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.QuotaDraft;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaScope;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whose use a quota counts, as it is sent and shown. Immutable. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "QuotaScope",
    description = "Whose use counts: exactly one of tenant, key and user.",
    additionalProperties = Schema.False.class)
record QuotaScopeBody(
    @Schema(nullable = true, description = "true for everybody's in the tenant")
        @Nullable Boolean tenant,
    @Schema(
            nullable = true,
            description = "That of one API key: its id; in a configuration document its name")
        @Nullable String key,
    @Schema(
            nullable = true,
            minLength = 1,
            maxLength = 256,
            description = "That of one user, as tokens name it in sub")
        @Nullable String user,
    @Schema(nullable = true, description = "Only use of this model; of all models when left out")
        @Nullable String model) {

  static QuotaScopeBody read(JsonFields fields) {
    return new QuotaScopeBody(
        fields.flag("tenant"), fields.text("key"), fields.text("user"), fields.text("model"));
  }

  /** Returns the scope of a quota. */
  static QuotaScopeBody of(Quota quota) {
    return of(quota, quota.scope() instanceof QuotaScope.OfKey(var key) ? key.toString() : null);
  }

  /** Returns the scope of a quota, with its key called like this. */
  static QuotaScopeBody of(Quota quota, @Nullable String key) {
    var model = quota.model();
    return new QuotaScopeBody(
        quota.scope() instanceof QuotaScope.WholeTenant ? true : null,
        key,
        quota.scope() instanceof QuotaScope.OfUser(var user) ? user : null,
        model == null ? null : model.value());
  }

  QuotaDraft.Scope draft() {
    return new QuotaDraft.Scope(tenant, key, user, model);
  }
}
