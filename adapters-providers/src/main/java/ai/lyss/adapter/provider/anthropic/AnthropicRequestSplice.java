package ai.lyss.adapter.provider.anthropic;

import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonSplice;
import ai.lyss.domain.model.ModelName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body for the vendor, made out of that of a caller of the same dialect: the model's name where
 * the vendor has another, a lowered output limit, and without the thoughts of other vendors'
 * models, which Claude refuses. Every other byte stays.
 *
 * @param body the body to send: the caller's own array when there was nothing to edit
 * @param dropped JSON pointers to what of the caller's body is not in it
 */
record AnthropicRequestSplice(byte[] body, List<String> dropped) {

  /**
   * Makes the body.
   *
   * @param clipped the output limit to send; null to keep the caller's
   */
  static AnthropicRequestSplice of(ChatRequest request, ModelName model, @Nullable Long clipped) {
    var outline = request.outline();
    var splice = new JsonSplice(request.body());
    var named = outline.modelSpan();
    if (named != null && !outline.model().equals(model)) {
      splice.replace(named, ascii('"' + model.value() + '"'));
    }
    if (clipped != null) {
      var limit = outline.outputLimitSpan();
      if (limit == null) {
        var field = "\"max_tokens\":" + clipped + ",";
        splice.replace(JsonSpan.at(outline.insertAt()), ascii(field));
      } else {
        splice.replace(limit, ascii(Long.toString(clipped)));
      }
    }
    var dropped = AnthropicMessageSplice.withoutForeignThoughts(request.body(), splice);
    return new AnthropicRequestSplice(splice.bytes(), dropped);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
