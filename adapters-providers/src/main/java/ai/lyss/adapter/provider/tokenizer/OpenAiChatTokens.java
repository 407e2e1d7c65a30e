package ai.lyss.adapter.provider.tokenizer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import java.util.Set;

/**
 * Counts the input of a Chat Completions body: the texts of its messages, three tokens that frame a
 * message, one for a name, three that begin the answer, and the functions it offers. One object a
 * body; not thread-safe.
 *
 * @see <a href="https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken">How to
 *     count tokens with tiktoken</a>
 */
final class OpenAiChatTokens {

  private static final byte[] MESSAGES = key("messages");
  private static final byte[] TOOLS = key("tools");
  private static final byte[] FUNCTIONS = key("functions");
  private static final byte[] RESPONSE_FORMAT = key("response_format");
  private static final String NAME = "name";
  private static final Set<String> OF_MESSAGE = Set.of("role", NAME, "content", "refusal");
  private static final Set<String> WITHIN = Set.of("text", NAME, "arguments", "refusal");
  private static final int MESSAGE_TOKENS = 3;
  private static final int NAME_TOKENS = 1;
  private static final int ANSWER_TOKENS = 3;

  private final byte[] body;
  private final JsonCursor json;
  private final TextTokens texts;
  private final int functionTokens;
  private long framing = ANSWER_TOKENS;

  private OpenAiChatTokens(byte[] body, TextTokens texts, int functionTokens) {
    this.body = body;
    this.json = new JsonCursor(body);
    this.texts = texts;
    this.functionTokens = functionTokens;
  }

  /**
   * Returns the tokens of a well-formed body.
   *
   * @param texts what counts its texts
   * @param functionTokens tokens that frame each function
   */
  static long of(byte[] body, TextTokens texts, int functionTokens) {
    return new OpenAiChatTokens(body, texts, functionTokens).total();
  }

  private long total() {
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (kind == JsonKind.ARRAY && json.keyIs(MESSAGES)) {
        messages();
      } else if (kind == JsonKind.ARRAY && (json.keyIs(TOOLS) || json.keyIs(FUNCTIONS))) {
        framing += OpenAiFunctionTokens.framing(body, json, texts, functionTokens);
      } else {
        boolean format = json.keyIs(RESPONSE_FORMAT);
        json.skipValue();
        if (format) {
          var span = json.span();
          texts.add(new String(body, span.start(), span.end() - span.start(), UTF_8));
        }
      }
    }
    return framing + texts.total();
  }

  private void messages() {
    json.enterArray();
    while (json.nextElement()) {
      framing += MESSAGE_TOKENS;
      if (json.peek() == JsonKind.OBJECT) {
        message();
      } else {
        json.skipValue();
      }
    }
  }

  private void message() {
    json.enterObject();
    while (json.nextField()) {
      var key = json.key();
      switch (json.peek()) {
        case STRING -> {
          framing += key.equals(NAME) ? NAME_TOKENS : 0;
          text(OF_MESSAGE.contains(key));
        }
        case ARRAY, OBJECT -> within();
        case NUMBER, TRUE, FALSE, NULL, INVALID -> json.skipValue();
      }
    }
  }

  /** The parts of a content, the calls of an earlier answer. */
  private void within() {
    switch (json.peek()) {
      case ARRAY -> {
        json.enterArray();
        while (json.nextElement()) {
          within();
        }
      }
      case OBJECT -> {
        json.enterObject();
        while (json.nextField()) {
          if (json.peek() == JsonKind.STRING) {
            text(WITHIN.contains(json.key()));
          } else {
            within();
          }
        }
      }
      case STRING, NUMBER, TRUE, FALSE, NULL, INVALID -> json.skipValue();
    }
  }

  private void text(boolean counts) {
    if (!counts) {
      json.skipValue();
      return;
    }
    var text = json.string();
    if (text != null) {
      texts.add(text);
    }
  }

  private static byte[] key(String name) {
    return name.getBytes(US_ASCII);
  }
}
