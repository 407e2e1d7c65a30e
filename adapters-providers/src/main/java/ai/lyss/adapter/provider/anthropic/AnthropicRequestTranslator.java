package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.model.ModelName;

/**
 * Writes a request as the Messages API takes it. Pure.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Messages</a>
 */
final class AnthropicRequestTranslator {

  /** How the answer is to come. */
  enum Form {
    WHOLE,
    STREAM
  }

  private AnthropicRequestTranslator() {}

  /**
   * Returns the body.
   *
   * @param fitting is told what is not in it
   */
  static byte[] body(
      ModelName model, Form form, ChatContent content, AnthropicQuirks quirks, Fitting fitting) {
    var tools = new AnthropicToolTranslator(content, fitting, quirks);
    var options = new AnthropicOptionTranslator(content, fitting, quirks, tools.isForced());
    var out = new JsonOut();
    out.object().name("model").text(model.value());
    out.name("max_tokens").number(options.maxTokens());
    new AnthropicMessageTranslator(content, fitting, quirks).write(out);
    tools.write(out);
    options.write(out);
    if (form == Form.STREAM) {
      out.name("stream").flag(true);
    }
    return out.endObject().take();
  }
}
