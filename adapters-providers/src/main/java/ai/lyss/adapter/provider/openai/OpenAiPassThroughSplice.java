package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.json.JsonSplice;
import ai.lyss.domain.model.ModelName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The body of what is passed through: the caller's, with the vendor's name of the model. */
final class OpenAiPassThroughSplice {

  private OpenAiPassThroughSplice() {}

  /** Returns the body to send: the caller's own array when there was nothing to edit. */
  static byte[] body(PassThroughRequest request, ModelName model) {
    var named = request.outline().modelSpan();
    if (request.contentType().equals(PassThroughRequest.JSON) || named == null) {
      return OpenAiEmbeddingsSplice.named(request.body(), request.outline(), model);
    }
    var body = request.body();
    var name = model.value().getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(body, named.start(), named.end(), name, 0, name.length)
        ? body
        : new JsonSplice(body).replace(named, name).bytes();
  }
}
