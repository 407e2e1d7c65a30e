package ai.lyss.adapter.provider.ollama;

import ai.lyss.adapter.provider.translate.EmbeddingsTranslator;
import ai.lyss.domain.content.EmbeddingsAnswer;
import ai.lyss.domain.content.EmbeddingsContent;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;
import ai.lyss.domain.model.ModelName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings of Ollama. A text that is too long is refused rather than cut, as with chats.
 *
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api.md#generate-embeddings">
 *     Generate embeddings</a>
 */
final class OllamaEmbeddingsTranslator implements EmbeddingsTranslator {

  private static final byte[] EMBEDDINGS = key("embeddings");
  private static final byte[] MODEL = key("model");
  private static final byte[] COUNT = key("prompt_eval_count");
  private static final byte[] ERROR = key("error");

  @Override
  public byte[] body(EmbeddingsContent content, ModelName model) {
    var out = new JsonOut();
    out.object().name("model").text(model.value()).name("input").array();
    content.texts().forEach(out::chars);
    out.endArray().name("truncate").flag(false);
    var dimensions = content.dimensions();
    if (dimensions != null) {
      out.name("dimensions").number(dimensions);
    }
    out.endObject();
    return out.take();
  }

  @Override
  public Told read(byte[] in, int from, int to) {
    return new Answer(in).read(new JsonCursor(in, from, to));
  }

  /** One answer on its way. */
  private static final class Answer {
    private final byte[] in;
    private @Nullable List<RawJson> vectors;
    private @Nullable String model;
    private @Nullable Long count;
    private boolean errorGiven;
    private boolean numbersOnly = true;

    Answer(byte[] in) {
      this.in = in;
    }

    Told read(JsonCursor json) {
      json.enterObject();
      while (json.nextField()) {
        field(json);
      }
      json.atEnd();
      var found = vectors;
      if (json.fault() != null) {
        return Told.Failed.malformed("embeddings that are no JSON object: " + json.fault());
      }
      if (errorGiven) {
        return new Told.Failed(OllamaFailures.IN_STREAM);
      }
      if (found == null) {
        return Told.Failed.malformed("an answer without embeddings");
      }
      return numbersOnly
          ? new Told.Vectors(
              new EmbeddingsAnswer(found, model, new TokenUsage(count, null, null, null, null)))
          : Told.Failed.malformed("an embedding that is no array of numbers");
    }

    private void field(JsonCursor json) {
      var kind = json.peek();
      if (json.keyIs(EMBEDDINGS) && kind == JsonKind.ARRAY) {
        vectors = vectors(json);
      } else if (json.keyIs(MODEL) && kind == JsonKind.STRING) {
        model = json.string();
      } else if (json.keyIs(COUNT) && kind == JsonKind.NUMBER) {
        count = json.wholeNumber();
      } else {
        errorGiven |= json.keyIs(ERROR) && kind != JsonKind.NULL;
        json.skipValue();
      }
    }

    private List<RawJson> vectors(JsonCursor json) {
      var found = new ArrayList<RawJson>();
      json.enterArray();
      while (json.nextElement()) {
        numbersOnly &= json.peek() == JsonKind.ARRAY;
        if (json.skipValue()) {
          found.add(RawJson.of(in, json.span()));
        }
      }
      return found;
    }
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
