package ai.lyss.adapter.rest.endpoint;

import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.content;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.list;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.object;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.ref;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.text;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.type;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Sketches embeddings in Gemini's dialect.
 *
 * @see <a href="https://ai.google.dev/api/embeddings">Gemini, embeddings</a>
 */
final class GeminiEmbeddingsOpenApi {

  private static final String ONE = "EmbedContentRequest";
  private static final String BATCH = "BatchEmbedContentsRequest";
  private static final String VECTOR = "ContentEmbedding";
  private static final String ONE_ANSWER = "EmbedContentResponse";
  private static final String BATCH_ANSWER = "BatchEmbedContentsResponse";
  private static final Map<String, Object> HELLO =
      Map.of("content", Map.of("parts", List.of(Map.of("text", "Hello"))));
  private static final Map<String, Object> NUMBERS = Map.of("values", List.of(0.25, -0.5));

  private GeminiEmbeddingsOpenApi() {}

  /** Describes the operation for one content, but for the failures of callers. */
  static void sketchOne(Operation operation) {
    sketch(operation, ONE, ONE_ANSWER);
  }

  /** Describes the operation for several contents, but for the failures of callers. */
  static void sketchBatch(Operation operation) {
    sketch(operation, BATCH, BATCH_ANSWER);
  }

  private static void sketch(Operation operation, String request, String answer) {
    RelayAnswers.takes(operation, request);
    RelayAnswers.relays(
        operation, content("application/json", ref(answer)), GeminiOpenApi.FAILURES);
  }

  static void addSchemas(Components components) {
    components.addSchema(
        ONE,
        object(
                "A content to embed in Gemini's dialect; other fields go through untouched to its"
                    + " vendor. A model of which no channel embeds, such as the simulator's, is"
                    + " refused with 400.")
            .addProperty("model", text("models/ and the model of the path, or absent."))
            .addProperty("content", object("Parts of text."))
            .addProperty("taskType", text("What the vector is for."))
            .addProperty("title", text("The title of the text."))
            .addProperty(
                "outputDimensionality", type(SchemaType.INTEGER, "How long a vector is to be."))
            .required(List.of("content"))
            .examples(List.of(HELLO)));
    components.addSchema(
        BATCH,
        object("Contents to embed in Gemini's dialect.")
            .addProperty("requests", list(ref(ONE)))
            .required(List.of("requests"))
            .examples(List.of(Map.of("requests", List.of(HELLO)))));
    components.addSchema(
        VECTOR,
        object("A vector.")
            .addProperty("values", list(type(SchemaType.NUMBER, "A number.")))
            .examples(List.of(NUMBERS)));
    components.addSchema(
        ONE_ANSWER,
        object("A vector.")
            .addProperty("embedding", ref(VECTOR))
            .addProperty("usageMetadata", usage())
            .examples(List.of(Map.of("embedding", NUMBERS))));
    components.addSchema(
        BATCH_ANSWER,
        object("Vectors, one for each request.")
            .addProperty("embeddings", list(ref(VECTOR)))
            .addProperty("usageMetadata", usage())
            .examples(List.of(Map.of("embeddings", List.of(NUMBERS)))));
  }

  private static Schema usage() {
    return object("Tokens used; absent where the vendor does not count.");
  }
}
