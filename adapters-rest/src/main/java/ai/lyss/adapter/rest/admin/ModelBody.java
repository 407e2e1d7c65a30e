package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.ModelDraft;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelOffer;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A model of a channel, as it is sent and shown. Immutable. */
@RegisterForReflection
@Schema(
    name = "Model",
    description = "A model that a channel offers.",
    additionalProperties = Schema.False.class)
record ModelBody(
    @Schema(required = true, examples = "gpt-4o-mini", description = "The name callers use")
        @Nullable String name,
    @Schema(
            nullable = true,
            examples = "gpt-4o-mini",
            description = "The vendor's name; the same when left out")
        @JsonProperty("upstream")
        @Nullable String vendorModel,
    @Schema(
            nullable = true,
            description =
                "Of tools, images, audio, documents, json_schema, moderation, rerank,"
                    + " image_generation, speech, transcription; null to declare nothing",
            examples = "[\"tools\", \"images\", \"json_schema\"]")
        @Nullable List<@Nullable String> capabilities,
    @Schema(nullable = true, minimum = "1", examples = "128000") @JsonProperty("context_tokens")
        @Nullable Long contextTokens,
    @Schema(nullable = true, minimum = "1", examples = "16384") @JsonProperty("max_output_tokens")
        @Nullable Long maxOutputTokens) {

  static ModelBody read(JsonFields fields) {
    return new ModelBody(
        fields.text("name"),
        fields.text("upstream"),
        fields.texts("capabilities"),
        fields.whole("context_tokens"),
        fields.whole("max_output_tokens"));
  }

  static ModelBody of(ModelOffer offer) {
    var capabilities = offer.capabilities();
    return new ModelBody(
        offer.name().value(),
        offer.vendorModel().value(),
        capabilities == null
            ? null
            : capabilities.stream().sorted().<@Nullable String>map(Capability::wireName).toList(),
        offer.contextTokens(),
        offer.maxOutputTokens());
  }

  ModelDraft draft() {
    return new ModelDraft(name, vendorModel, capabilities, contextTokens, maxOutputTokens);
  }
}
