package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.TenantDraft;
import ai.lyss.domain.access.Tenant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent to make a tenant. Immutable. */
@RegisterForReflection
@Schema(
    name = "Tenant",
    description = "A customer, isolated from the others.",
    additionalProperties = Schema.False.class,
    examples = "{\"name\": \"acme\", \"enabled\": true}")
record TenantBody(
    @Schema(
            required = true,
            minLength = 1,
            maxLength = 128,
            description = "Unique in the installation")
        @Nullable String name,
    @Schema(
            nullable = true,
            defaultValue = "true",
            description = "Whether its keys and tokens work")
        @Nullable Boolean enabled) {

  static TenantBody read(JsonFields fields) {
    return new TenantBody(fields.text("name"), fields.flag("enabled"));
  }

  /** Returns the body that would make such a tenant. */
  static TenantBody of(Tenant tenant) {
    return new TenantBody(tenant.name(), tenant.enabled());
  }

  TenantDraft draft() {
    return new TenantDraft(name, enabled);
  }
}
