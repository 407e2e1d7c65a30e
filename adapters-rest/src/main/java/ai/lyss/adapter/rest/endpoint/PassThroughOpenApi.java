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
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Sketches the operations that are passed through to vendors which offer them.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference">OpenAI's API</a>
 * @see <a href="https://docs.cohere.com/reference/rerank">Rerank</a>
 */
final class PassThroughOpenApi {

  private static final String JSON = "application/json";
  private static final String FORM = "multipart/form-data";
  private static final String MODEL = "The public name of a model.";
  private static final String ELSEWHERE =
      " Other fields go through untouched. A model whose vendor does not offer this, such as the"
          + " simulator's, is refused with 400.";

  private static final String IMAGE_EVENTS =
      """
      event: image_generation.completed
      data: {"type":"image_generation.completed","b64_json":"iVBORw0KGgo=","usage":\
      {"input_tokens":8,"output_tokens":272,"total_tokens":280}}

      """;

  private static final String SPEECH_EVENTS =
      """
      data: {"type":"speech.audio.delta","audio":"SUQzBAA="}

      data: {"type":"speech.audio.done","usage":{"input_tokens":4,"output_tokens":40,\
      "total_tokens":44}}

      """;

  private static final String TRANSCRIPT_EVENTS =
      """
      data: {"type":"transcript.text.delta","delta":"Hello"}

      data: {"type":"transcript.text.done","text":"Hello"}

      """;

  private PassThroughOpenApi() {}

  /** Describes an operation, but for the failures of callers. */
  static void sketch(String name, Operation operation) {
    switch (name) {
      case "createModeration" -> {
        RelayAnswers.takes(operation, "ModerationRequest");
        relays(operation, content(JSON, ref("Moderation")));
      }
      case "createRerank" -> {
        RelayAnswers.takes(operation, "RerankRequest");
        relays(operation, content(JSON, ref("Ranking")));
      }
      case "createImage" -> {
        RelayAnswers.takes(operation, "ImageRequest");
        relays(operation, RelayAnswers.orEvents(content(JSON, ref("Images")), IMAGE_EVENTS));
      }
      case "createSpeech" -> {
        RelayAnswers.takes(operation, "SpeechRequest");
        relays(operation, RelayAnswers.orEvents(sound(), SPEECH_EVENTS));
      }
      case "createTranscription" -> {
        RelayAnswers.takes(operation, content(FORM, ref("TranscriptionRequest")));
        relays(operation, RelayAnswers.orEvents(transcript(), TRANSCRIPT_EVENTS));
      }
      default -> throw new IllegalStateException(name + ": no sketch (expected: one)");
    }
  }

  private static void relays(Operation operation, Content answer) {
    RelayAnswers.relays(operation, answer, RelayOpenApi.FAILURES);
  }

  private static Content sound() {
    var bytes = text("The sound, in the format that was asked for.");
    bytes.setContentMediaType("audio/mpeg");
    return shown("audio/mpeg", bytes, "ID3 …");
  }

  private static Content transcript() {
    var bare = shown("text/plain", text("The text, or subtitles."), "Hello");
    return content(JSON, ref("Transcription"))
        .addMediaType("text/plain", bare.getMediaType("text/plain"));
  }

  private static Content shown(String mediaType, Schema schema, String example) {
    var content = content(mediaType, schema);
    content.getMediaType(mediaType).addExample("usual", OASFactory.createExample().value(example));
    return content;
  }

  static void addSchemas(Components components) {
    moderations(components);
    rankings(components);
    images(components);
    sounds(components);
  }

  private static void moderations(Components components) {
    var parts = type(SchemaType.ARRAY, "Texts, or parts.").items(OASFactory.createSchema());
    components.addSchema(
        "ModerationRequest",
        object("Texts and images to judge, in OpenAI's form." + ELSEWHERE)
            .addProperty("model", text(MODEL + " Without it omni-moderation-latest."))
            .addProperty("input", OASFactory.createSchema().anyOf(List.of(text("A text."), parts)))
            .required(List.of("input"))
            .examples(List.of(Map.of("model", "simulator", "input", "Hello"))));
    var judged = Map.of("flagged", false, "categories", Map.of("violence", false));
    components.addSchema(
        "Moderation",
        object("The vendor's judgement.")
            .addProperty("id", text("The vendor's id."))
            .addProperty("model", text("The model that judged."))
            .addProperty("results", list(object("A judgement for each input.")))
            .examples(
                List.of(
                    Map.of(
                        "id",
                        "modr-1",
                        "model",
                        "omni-moderation-latest",
                        "results",
                        List.of(judged)))));
  }

  private static void rankings(Components components) {
    var documents = type(SchemaType.ARRAY, "What to order.").items(OASFactory.createSchema());
    components.addSchema(
        "RerankRequest",
        object("Documents to order, in the form of Cohere and its kin." + ELSEWHERE)
            .addProperty("model", text(MODEL))
            .addProperty("query", text("What is looked for."))
            .addProperty("documents", documents)
            .addProperty("top_n", type(SchemaType.INTEGER, "How many of the best to return."))
            .required(List.of("model"))
            .examples(
                List.of(
                    Map.of(
                        "model",
                        "simulator",
                        "query",
                        "tides",
                        "documents",
                        List.of("The sea rises.", "Bread needs salt.")))));
    components.addSchema(
        "Ranking",
        object("The vendor's order.")
            .addProperty("results", list(object("An index and its relevance_score.")))
            .examples(
                List.of(Map.of("results", List.of(Map.of("index", 0, "relevance_score", 0.875))))));
  }

  private static void images(Components components) {
    components.addSchema(
        "ImageRequest",
        object("What to draw, in OpenAI's form." + ELSEWHERE)
            .addProperty("model", text(MODEL))
            .addProperty("prompt", text("What the images are to show."))
            .addProperty("n", type(SchemaType.INTEGER, "How many."))
            .addProperty("stream", type(SchemaType.BOOLEAN, "Whether to answer as a stream."))
            .required(List.of("model"))
            .examples(List.of(Map.of("model", "simulator", "prompt", "A lighthouse"))));
    components.addSchema(
        "Images",
        object("The vendor's images.")
            .addProperty("created", type(SchemaType.INTEGER, "Seconds since 1970."))
            .addProperty("data", list(object("An image: b64_json or url.")))
            .addProperty("usage", object("Tokens used."))
            .examples(
                List.of(
                    Map.of(
                        "created",
                        1_764_000_000,
                        "data",
                        List.of(Map.of("b64_json", "iVBORw0KGgo=")),
                        "usage",
                        Map.of("input_tokens", 8, "output_tokens", 272, "total_tokens", 280)))));
  }

  private static void sounds(Components components) {
    components.addSchema(
        "SpeechRequest",
        object("What to speak, in OpenAI's form." + ELSEWHERE)
            .addProperty("model", text(MODEL))
            .addProperty("input", text("The text."))
            .addProperty("voice", text("Whose voice it is to be."))
            .addProperty("stream_format", text("sse for a stream of events, else audio."))
            .required(List.of("model"))
            .examples(List.of(Map.of("model", "simulator", "input", "Hello", "voice", "alloy"))));
    var file = text("The recording.");
    file.setContentMediaType("application/octet-stream");
    components.addSchema(
        "TranscriptionRequest",
        object("A recording, in OpenAI's form." + ELSEWHERE)
            .addProperty("model", text(MODEL))
            .addProperty("file", file)
            .addProperty("stream", type(SchemaType.BOOLEAN, "Whether to answer as a stream."))
            .required(List.of("model"))
            .examples(List.of(Map.of("model", "simulator", "file", "…"))));
    components.addSchema(
        "Transcription",
        object("What the vendor heard.")
            .addProperty("text", text("The text."))
            .addProperty("usage", object("Tokens used, or seconds."))
            .examples(List.of(Map.of("text", "Hello"))));
  }
}
