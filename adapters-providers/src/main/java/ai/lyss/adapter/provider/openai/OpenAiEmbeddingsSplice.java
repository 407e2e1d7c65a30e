package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonSplice;
import ai.lyss.domain.model.ModelName;
import java.nio.charset.StandardCharsets;

/** The body for a vendor's embeddings: the caller's, with the vendor's name of the model. */
final class OpenAiEmbeddingsSplice {

  private OpenAiEmbeddingsSplice() {}

  /** Returns the body to send: the caller's own array when there was nothing to edit. */
  static byte[] body(EmbeddingsRequest request, ModelName model) {
    return named(request.body(), request.outline(), model);
  }

  /** Returns a JSON body with this name of the model, likewise. */
  static byte[] named(byte[] body, RequestOutline outline, ModelName model) {
    var splice = new JsonSplice(body);
    var named = outline.modelSpan();
    if (named == null) {
      var field = "\"model\":\"" + model.value() + "\",";
      splice.replace(JsonSpan.at(outline.insertAt()), ascii(field));
    } else if (!names(body, named, model)) {
      splice.replace(named, ascii('"' + model.value() + '"'));
    }
    return splice.bytes();
  }

  private static boolean names(byte[] body, JsonSpan span, ModelName model) {
    return body[span.start()] == '"'
        && new JsonChars(body, span.start() + 1, span.end() - 1).text().equals(model.value());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
