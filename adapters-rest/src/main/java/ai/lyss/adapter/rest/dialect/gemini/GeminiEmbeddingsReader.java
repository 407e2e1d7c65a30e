package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsRequest.Encoding;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs.Kind;
import ai.lyss.domain.chat.EmbeddingsTranslation;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.ModelName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the outline of an embedContent or batchEmbedContents body in one pass over its bytes,
 * checking that it is well-formed JSON. The model stands in the path, and where the body names one,
 * it has to be the same. A body that repeats a field the gateway reads is refused. One object a
 * body; not thread-safe.
 *
 * @see <a href="https://ai.google.dev/api/embeddings">Embeddings</a>
 */
final class GeminiEmbeddingsReader {

  private static final EmbeddingsTranslation TRANSLATION = new GeminiEmbeddingsTranslation();
  private static final String FOLDER = "models/";

  private final byte[] body;
  private final String model;
  private final JsonCursor json;
  private final GeminiBodyProblems problems;
  private @Nullable JsonSpan inputs;
  private int count;
  private long inputBytes;

  private GeminiEmbeddingsReader(String model, byte[] body) {
    this.body = body;
    this.model = model;
    this.json = new JsonCursor(body);
    this.problems = new GeminiBodyProblems(body, json);
  }

  /**
   * Reads the body of an embedContent.
   *
   * @param model as the path has it
   */
  static RequestReading readOne(String model, byte[] body) {
    return new GeminiEmbeddingsReader(model, body).read(Kind.CONTENT);
  }

  /** Reads the body of a batchEmbedContents; parameters as above. */
  static RequestReading readBatch(String model, byte[] body) {
    return new GeminiEmbeddingsReader(model, body).read(Kind.CONTENTS);
  }

  private RequestReading read(Kind kind) {
    var wrong = ModelName.problem(model);
    if (wrong != null) {
      return Unreadable.field("model", wrong);
    }
    if (json.peek() != JsonKind.OBJECT || !json.enterObject()) {
      return GeminiBodyProblems.malformed("a JSON object expected");
    }
    int insertAt = json.offset();
    var problem = kind == Kind.CONTENTS ? batch() : item("");
    if (problem != null) {
      return problem;
    }
    if (!json.atEnd()) {
      return GeminiBodyProblems.malformed(json.fault());
    }
    var given = inputs;
    if (given == null || count == 0) {
      return Unreadable.field("requests", "requests is empty (expected: at least 1 request).");
    }
    return new RequestReading.Relayable(
        new EmbeddingsRequest(
            Dialect.GEMINI,
            body,
            outline(insertAt),
            new Inputs(kind, count, given),
            Encoding.FLOAT,
            DropPolicy.NAMED,
            TRANSLATION));
  }

  private RequestOutline outline(int insertAt) {
    return RequestOutline.withoutOutput(
        new ModelName(model), null, false, Set.of(), insertAt, inputBytes);
  }

  /** Reads the fields of a batch; returns what is wrong with them, null when nothing is. */
  private @Nullable Unreadable batch() {
    while (json.nextField()) {
      if (!json.key().equals("requests")) {
        json.skipValue();
        continue;
      }
      if (inputs != null) {
        return GeminiBodyProblems.twice("requests");
      }
      if (json.peek() != JsonKind.ARRAY) {
        return problems.wrongType("requests", "an array of requests");
      }
      int start = json.offset();
      json.enterArray();
      while (json.nextElement()) {
        var place = "requests[" + count + "]";
        if (json.peek() != JsonKind.OBJECT) {
          return problems.wrongType(place, "a request");
        }
        json.enterObject();
        var problem = item(place + '.');
        if (problem != null) {
          return problem;
        }
      }
      inputs = new JsonSpan(start, json.offset());
    }
    return null;
  }

  /** Reads the fields of one request. */
  private @Nullable Unreadable item(String at) {
    boolean named = false;
    boolean given = false;
    while (json.nextField()) {
      var field = json.key();
      boolean names = field.equals("model");
      if (!names && !field.equals("content")) {
        json.skipValue();
        continue;
      }
      if (names ? named : given) {
        return GeminiBodyProblems.twice(at + field);
      }
      named |= names;
      given |= !names;
      var problem = names ? model(at + field) : content(at + field);
      if (problem != null) {
        return problem;
      }
    }
    count++;
    return given || json.fault() != null
        ? null
        : Unreadable.field(at + "content", at + "content is not specified");
  }

  private @Nullable Unreadable model(String field) {
    if (json.peek() == JsonKind.NULL) {
      json.skipValue();
      return null;
    }
    var expected = FOLDER + model + ", as in the path";
    if (json.peek() != JsonKind.STRING) {
      return problems.wrongType(field, expected);
    }
    var name = json.string();
    return name == null || name.equals(model) || name.equals(FOLDER + model)
        ? null
        : problems.wrongValue(field, expected);
  }

  private @Nullable Unreadable content(String field) {
    if (json.peek() != JsonKind.OBJECT) {
      return problems.wrongType(field, "a content");
    }
    json.skipValue();
    var span = json.span();
    inputs = field.equals("content") ? span : inputs;
    inputBytes += span.end() - span.start();
    return null;
  }
}
