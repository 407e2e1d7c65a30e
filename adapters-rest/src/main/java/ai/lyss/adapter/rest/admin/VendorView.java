package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.provider.VendorProfile;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What can be configured for a vendor. Immutable. */
@RegisterForReflection
@Schema(
    name = "Vendor",
    examples =
        """
        {"id": "openai", "title": "OpenAI", "default_base_url": "https://api.openai.com/v1",
         "credential": {"type": "object", "required": ["api_key"], "additionalProperties": false,
                        "properties": {"api_key": {"type": "string", "writeOnly": true}}},
         "settings": {"type": "object", "additionalProperties": false,
                      "properties": {"organization": {"type": "string"}}}}
        """,
    requiredProperties = {"id", "title", "default_base_url", "credential", "settings"},
    description = "What can be configured for a vendor.")
record VendorView(
    @Schema(examples = "openai") String id,
    @Schema(examples = "OpenAI") String title,
    @Schema(
            nullable = true,
            description = "Where its API is unless a provider says otherwise; null for nowhere")
        @JsonProperty("default_base_url")
        @Nullable String defaultBaseUrl,
    @Schema(description = "JSON Schema of a provider's credential") FieldsSchema credential,
    @Schema(description = "JSON Schema of a provider's settings") FieldsSchema settings) {

  static Listing of(List<VendorProfile> profiles) {
    return new Listing(profiles.stream().map(VendorView::of).toList(), null);
  }

  private static VendorView of(VendorProfile profile) {
    var url = profile.defaultBaseUrl();
    return new VendorView(
        profile.vendor().id(),
        profile.title(),
        url == null ? null : url.toString(),
        FieldsSchema.ofSecrets(profile.requiredCredential(), profile.optionalCredential()),
        FieldsSchema.ofOptions(profile.settings()));
  }

  /** All vendors. */
  @RegisterForReflection
  @Schema(
      name = "VendorPage",
      requiredProperties = {"items", "next_cursor"},
      description = "All vendors, on one page.")
  record Listing(
      List<VendorView> items,
      @Schema(nullable = true, description = "Always null") @JsonProperty("next_cursor")
          @Nullable String nextCursor) {}
}
