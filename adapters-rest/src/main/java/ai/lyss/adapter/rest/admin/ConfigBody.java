package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.ConfigDraft;
import ai.lyss.application.usecase.ConfigDraft.QuotaEntry;
import ai.lyss.application.usecase.TenantConfig;
import ai.lyss.application.usecase.TenantConfig.NamedQuota;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant's configuration as a document. Immutable. */
@RegisterForReflection
@Schema(
    name = "Config",
    examples =
        """
        {"version": 1,
         "providers": [{"name": "example-provider", "vendor": "openai",
                        "credential": {"api_key": "sk-example"}}],
         "channels": [{"name": "example-channel", "provider": "example-provider",
                       "models": [{"name": "example-model", "upstream": "gpt-4o-mini"}],
                       "weight": 100, "tags": ["example"]}],
         "routes": [{"model": "example-model", "policy": "adaptive",
                     "channels": {"names": ["example-channel"]}}],
         "quotas": [{"scope": {"tenant": true, "model": "example-model"}, "metric": "requests",
                     "window": "day", "limit": 1000}]}
        """,
    description =
        "A tenant's configuration. Things refer to each other by name. A section that is left out"
            + " says nothing about things of its kind.",
    additionalProperties = Schema.False.class)
record ConfigBody(
    @Schema(
            nullable = true,
            minimum = "1",
            maximum = "1",
            defaultValue = "1",
            description = "The form of the document")
        @Nullable Integer version,
    @Schema(
            nullable = true,
            maxItems = 5000,
            description = "A credential that is left out stays as it is stored")
        @Nullable List<@Nullable ProviderBody> providers,
    @Schema(nullable = true, maxItems = 5000) @Nullable List<@Nullable ConfigChannel> channels,
    @Schema(nullable = true, maxItems = 5000) @Nullable List<@Nullable ConfigRoute> routes,
    @Schema(nullable = true, maxItems = 5000, description = "Their keys are named")
        @Nullable List<@Nullable QuotaBody> quotas) {

  static ConfigDraft read(JsonFields fields) {
    return new ConfigDraft(
        fields.small("version"),
        fields.objects("providers", inner -> ProviderBody.read(inner).draft()),
        fields.objects("channels", ConfigChannel::read),
        fields.objects("routes", ConfigRoute::read),
        fields.objects("quotas", ConfigBody::quota));
  }

  /** Returns the document of a configuration, without any secret. */
  static ConfigBody of(TenantConfig config) {
    return new ConfigBody(
        ConfigDraft.VERSION,
        config.providers().stream()
            .<@Nullable ProviderBody>map(ProviderBody::withoutSecrets)
            .toList(),
        config.channels().stream().<@Nullable ConfigChannel>map(ConfigChannel::of).toList(),
        config.routes().stream().<@Nullable ConfigRoute>map(ConfigRoute::of).toList(),
        config.quotas().stream().<@Nullable QuotaBody>map(ConfigBody::quota).toList());
  }

  private static QuotaEntry quota(JsonFields fields) {
    var body = QuotaBody.read(fields);
    var scope = body.scope();
    return new QuotaEntry(scope == null ? null : scope.key(), body.draft());
  }

  private static QuotaBody quota(NamedQuota named) {
    var body = QuotaBody.of(named.quota(), QuotaScopeBody.of(named.quota(), named.key()));
    return named.quota().warnAtPermille().isEmpty() ? body.withoutWarnings() : body;
  }

  /** Shows the sizes only: there may be secrets in the wrong places. */
  @Override
  public String toString() {
    return "ConfigBody[" + version + "]";
  }
}
