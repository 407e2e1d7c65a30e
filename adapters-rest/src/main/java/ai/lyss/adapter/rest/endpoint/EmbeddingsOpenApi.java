package ai.lyss.adapter.rest.endpoint;

import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.content;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.list;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.object;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.ref;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.text;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.type;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Sketches embeddings in OpenAI's dialect.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">Embeddings</a>
 */
final class EmbeddingsOpenApi {

  private static final String REQUEST = "EmbeddingsRequest";
  private static final String ANSWER = "Embeddings";

  private EmbeddingsOpenApi() {}

  /** Describes the operation, but for the failures of callers. */
  static void sketch(Operation operation) {
    RelayAnswers.takes(operation, REQUEST);
    RelayAnswers.relays(operation, content("application/json", ref(ANSWER)), RelayOpenApi.FAILURES);
  }

  static void addSchemas(Components components) {
    var input = type(SchemaType.ARRAY, "Texts, or tokens.").items(OASFactory.createSchema());
    components.addSchema(
        REQUEST,
        object(
                "Texts to embed in OpenAI's dialect; other fields go through untouched to vendors of"
                    + " its kind. A model of which no channel embeds, such as the simulator's, is"
                    + " refused with 400.")
            .addProperty("model", text("The public name of a model."))
            .addProperty("input", OASFactory.createSchema().anyOf(List.of(text("A text."), input)))
            .addProperty("dimensions", type(SchemaType.INTEGER, "How long a vector is to be."))
            .addProperty("encoding_format", text("float or base64."))
            .required(List.of("input"))
            .examples(List.of(Map.of("model", "simulator", "input", "Hello"))));
    components.addSchema(
        ANSWER,
        object("Vectors, one for each input.")
            .addProperty("object", text("Always list."))
            .addProperty("data", list(object("A vector and its index.")))
            .addProperty("model", text("The model that made them."))
            .addProperty("usage", object("Tokens used; absent where the vendor does not count."))
            .examples(List.of(whole())));
  }

  private static Map<String, Object> whole() {
    var vector = Map.of("object", "embedding", "index", 0, "embedding", List.of(0.25, -0.5));
    return Map.of(
        "object",
        "list",
        "data",
        List.of(vector),
        "model",
        "text-embedding-3-small",
        "usage",
        Map.of("prompt_tokens", 1, "total_tokens", 1));
  }
}
