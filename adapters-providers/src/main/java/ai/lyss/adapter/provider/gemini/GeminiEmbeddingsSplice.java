package ai.lyss.adapter.provider.gemini;

import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs.Kind;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSplice;
import ai.lyss.domain.model.ModelName;
import java.nio.charset.StandardCharsets;

/**
 * The body for Gemini's embeddings made out of one in its own dialect: the very bytes, but for the
 * name of the model, which each request of a batch repeats.
 */
final class GeminiEmbeddingsSplice {

  private static final byte[] MODEL = key("model");
  private static final byte[] REQUESTS = key("requests");

  private final byte[] body;
  private final JsonSplice splice;
  private final String named;

  private GeminiEmbeddingsSplice(byte[] body, String named) {
    this.body = body;
    this.splice = new JsonSplice(body);
    this.named = named;
  }

  /** Returns the body to send: the caller's own array when there was nothing to edit. */
  static byte[] of(EmbeddingsRequest request, ModelName model) {
    var splice = new GeminiEmbeddingsSplice(request.body(), GeminiAddress.name(model));
    var json = new JsonCursor(request.body());
    if (request.inputs().kind() == Kind.CONTENTS) {
      splice.batch(json);
    } else {
      splice.one(json);
    }
    return splice.splice.bytes();
  }

  private void batch(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(REQUESTS) && json.peek() == JsonKind.ARRAY) {
        json.enterArray();
        while (json.nextElement()) {
          one(json);
        }
      } else {
        json.skipValue();
      }
    }
  }

  private void one(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      boolean names = json.keyIs(MODEL) && json.peek() == JsonKind.STRING;
      json.skipValue();
      var span = json.span();
      if (names && !new JsonChars(body, span.start() + 1, span.end() - 1).text().equals(named)) {
        splice.replace(span, key('"' + named + '"'));
      }
    }
  }

  private static byte[] key(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
