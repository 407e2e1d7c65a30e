package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.ProviderDraft;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.provider.Provider;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent to make a provider. Immutable. */
@RegisterForReflection
@Schema(
    name = "Provider",
    description = "An account at a vendor.",
    additionalProperties = Schema.False.class,
    examples =
        """
        {"name": "openai-main", "vendor": "openai", "base_url": "https://api.openai.com/v1",
         "credential": {"api_key": "sk-example"}, "settings": {"organization": "org-1"},
         "enabled": true}
        """)
record ProviderBody(
    @Schema(required = true, minLength = 1, maxLength = 128, description = "Unique in the tenant")
        @Nullable String name,
    @Schema(required = true, description = "An id of GET /vendors") @Nullable String vendor,
    @Schema(
            nullable = true,
            format = "uri",
            description =
                "http or https, no user, query or fragment; needed when the vendor has no default")
        @JsonProperty("base_url")
        @Nullable String baseUrl,
    @Schema(
            nullable = true,
            type = SchemaType.OBJECT,
            implementation = Object.class,
            writeOnly = true,
            description = "The vendor's secret fields; see GET /vendors")
        @Nullable Map<String, @Nullable Secret> credential,
    @Schema(
            nullable = true,
            type = SchemaType.OBJECT,
            implementation = Object.class,
            description = "The vendor's options; see GET /vendors")
        @Nullable Map<String, @Nullable Object> settings,
    @Schema(nullable = true, defaultValue = "true") @Nullable Boolean enabled) {

  static ProviderBody read(JsonFields fields) {
    return new ProviderBody(
        fields.text("name"),
        fields.text("vendor"),
        fields.text("base_url"),
        fields.secrets("credential"),
        fields.values("settings"),
        fields.flag("enabled"));
  }

  /** Returns the body of a provider that keeps its credential. */
  static ProviderBody withoutSecrets(Provider provider) {
    var url = provider.baseUrl();
    var settings = provider.settings().values();
    return new ProviderBody(
        provider.name(),
        provider.vendor().id(),
        url == null ? null : url.toString(),
        null,
        settings.isEmpty() ? null : new LinkedHashMap<>(settings),
        provider.enabled());
  }

  /** Returns the JSON object that would make the same provider, its secrets included. */
  static ObjectNode tree(Provider provider) {
    var tree = Bodies.tree(withoutSecrets(provider));
    var credential = tree.putObject("credential");
    provider.credential().fields().forEach((name, it) -> credential.put(name, it.reveal()));
    return tree;
  }

  ProviderDraft draft() {
    return new ProviderDraft(name, vendor, baseUrl, credential, settings, enabled);
  }

  /** Returns the draft of a provider that has no other credential than this body. */
  ProviderDraft wholeDraft() {
    var whole = credential == null ? new LinkedHashMap<String, @Nullable Secret>() : credential;
    return new ProviderDraft(name, vendor, baseUrl, whole, settings, enabled);
  }

  /** Shows the name only: there may be secrets in the wrong places. */
  @Override
  public String toString() {
    return "ProviderBody[" + name + "]";
  }
}
