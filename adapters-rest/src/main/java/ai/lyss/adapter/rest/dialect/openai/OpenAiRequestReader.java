package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the outline of a Chat Completions body in one pass over its bytes, checking that it is
 * well-formed JSON. A body that repeats a field the gateway reads is refused: what was checked is
 * what is sent. One object a body; not thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat
 *     completion</a>
 */
final class OpenAiRequestReader {

  private static final int MOST_CHOICES = 128;
  private final byte[] body;
  private final DialectTranslation translation;
  private final JsonCursor json;
  private final OpenAiBodyProblems problems;
  private final OpenAiOptionScan options;
  private final Set<Capability> needs = EnumSet.noneOf(Capability.class);
  private final Set<OpenAiField> seen = EnumSet.noneOf(OpenAiField.class);
  private int insertAt;
  private long inputBytes;
  private @Nullable ModelName deployment;
  private @Nullable ModelName model;
  private @Nullable JsonSpan modelSpan;
  private boolean stream;
  private @Nullable JsonSpan streamSpan;
  private @Nullable JsonSpan streamOptionsSpan;
  private @Nullable Long outputLimit;
  private @Nullable JsonSpan outputLimitSpan;
  private int choices = 1;

  private OpenAiRequestReader(byte[] body, DialectTranslation translation) {
    this.body = body;
    this.translation = translation;
    this.json = new JsonCursor(body);
    this.problems = new OpenAiBodyProblems(body, json);
    this.options = new OpenAiOptionScan(json, problems, needs);
  }

  /** Reads a body that says itself whether it wants a stream. */
  static RequestReading read(byte[] body, DialectTranslation translation) {
    return new OpenAiRequestReader(body, translation).read();
  }

  /** Reads a body whose answer is streamed whatever it says. */
  static RequestReading readStreamed(byte[] body, DialectTranslation translation) {
    var reader = new OpenAiRequestReader(body, translation);
    return switch (reader.read()) {
      case RequestReading.Relayable relayable -> reader.relayable(true);
      case Unreadable unreadable -> unreadable;
    };
  }

  /**
   * Reads a body for the deployment that its path names: like Azure, it takes no heed of the body's
   * model, whatever that is.
   */
  static RequestReading readDeployed(
      byte[] body, DialectTranslation translation, String deployment) {
    var wrong = ModelName.problem(deployment);
    if (wrong != null) {
      return Unreadable.field("deployment", wrong);
    }
    var reader = new OpenAiRequestReader(body, translation);
    reader.deployment = new ModelName(deployment);
    return reader.read();
  }

  private RequestReading read() {
    if (json.peek() != JsonKind.OBJECT || !json.enterObject()) {
      return OpenAiBodyProblems.malformed("a JSON object expected");
    }
    insertAt = json.offset();
    while (json.nextField()) {
      var field = OpenAiField.at(json);
      var problem = field == null ? problems.passOver() : take(field);
      if (problem != null) {
        return problem;
      }
    }
    if (!json.atEnd()) {
      return OpenAiBodyProblems.malformed(json.fault());
    }
    if (model == null && deployment == null) {
      return Unreadable.field("model", "you must provide a model parameter");
    }
    if (!seen.contains(OpenAiField.MESSAGES)) {
      return Unreadable.field("messages", "Missing required parameter: 'messages'.");
    }
    return relayable(stream);
  }

  private RequestReading relayable(boolean streamed) {
    var name = deployment == null ? model : deployment;
    if (name == null) {
      return Unreadable.field("model", "you must provide a model parameter");
    }
    return new RequestReading.Relayable(
        new ChatRequest(
            Dialect.OPENAI,
            body,
            new RequestOutline(
                name,
                modelSpan,
                streamed,
                streamSpan,
                options.usageAsked(),
                streamOptionsSpan,
                options.includeUsageSpan(),
                outputLimit,
                outputLimitSpan,
                choices,
                needs,
                insertAt,
                inputBytes),
            translation));
  }

  /** Reads a field's value; returns what is wrong with it, null when nothing is. */
  private @Nullable Unreadable take(OpenAiField field) {
    if (!seen.add(field)) {
      return OpenAiBodyProblems.twice(field.wireName());
    }
    json.peek();
    int start = json.offset();
    var problem =
        switch (field) {
          case MODEL -> takeModel();
          case MESSAGES -> takeMessages();
          case STREAM -> takeStream();
          case STREAM_OPTIONS -> options.streamOptions();
          case MAX_TOKENS, MAX_COMPLETION_TOKENS -> takeOutputLimit(field);
          case N -> takeChoices();
          case TOOLS, FUNCTIONS -> {
            options.tools();
            yield null;
          }
          case RESPONSE_FORMAT -> options.responseFormat();
          case MODALITIES -> {
            options.modalities();
            yield null;
          }
        };
    switch (field) {
      case MESSAGES, TOOLS, FUNCTIONS, RESPONSE_FORMAT -> inputBytes += json.offset() - start;
      case STREAM_OPTIONS -> streamOptionsSpan = new JsonSpan(start, json.offset());
      case MODEL, STREAM, MAX_TOKENS, MAX_COMPLETION_TOKENS, N, MODALITIES -> {}
    }
    return problem;
  }

  private @Nullable Unreadable takeModel() {
    if (deployment != null) {
      json.skipValue();
      modelSpan = json.span();
      return null;
    }
    if (json.peek() != JsonKind.STRING) {
      return problems.wrongType("model", "a string");
    }
    var text = json.string();
    if (text == null) {
      return null;
    }
    var wrong = ModelName.problem(text);
    if (wrong != null) {
      return Unreadable.field("model", wrong);
    }
    model = new ModelName(text);
    modelSpan = json.span();
    return null;
  }

  private @Nullable Unreadable takeMessages() {
    if (json.peek() != JsonKind.ARRAY) {
      return problems.wrongType("messages", "an array of messages");
    }
    var scan = new OpenAiMessageScan(json, needs);
    scan.messages();
    var repeated = scan.repeated();
    if (repeated != null) {
      return OpenAiBodyProblems.twice(repeated);
    }
    return scan.count() > 0 || json.fault() != null
        ? null
        : new Unreadable(
            new GatewayFailure.InvalidRequest(
                "Invalid 'messages': empty array (expected: at least 1 message).",
                "messages",
                "empty_array"));
  }

  private @Nullable Unreadable takeStream() {
    switch (json.peek()) {
      case TRUE -> stream = true;
      case FALSE, NULL -> stream = false;
      case OBJECT, ARRAY, STRING, NUMBER, INVALID -> {
        return problems.wrongType("stream", "a boolean");
      }
    }
    json.skipValue();
    streamSpan = json.span();
    return null;
  }

  private @Nullable Unreadable takeOutputLimit(OpenAiField field) {
    if (json.peek() == JsonKind.NULL) {
      json.skipValue();
      // a limit that is set later goes in here: a second field of that name would not count
      outputLimitSpan = outputLimitSpan == null ? json.span() : outputLimitSpan;
      return null;
    }
    var expected = "a whole number of at least 1";
    if (json.peek() != JsonKind.NUMBER) {
      return problems.wrongType(field.wireName(), expected);
    }
    var limit = json.wholeNumber();
    if (json.fault() != null) {
      return null;
    }
    if (limit == null || limit < 1) {
      return problems.wrongValue(field.wireName(), expected);
    }
    if (outputLimit != null) {
      return Unreadable.field(
          field.wireName(),
          "'max_tokens' and 'max_completion_tokens' are both given (expected: one of them).");
    }
    outputLimit = limit;
    outputLimitSpan = json.span();
    return null;
  }

  private @Nullable Unreadable takeChoices() {
    if (json.peek() == JsonKind.NULL) {
      json.skipValue();
      return null;
    }
    var expected = "a whole number from 1 to " + MOST_CHOICES;
    if (json.peek() != JsonKind.NUMBER) {
      return problems.wrongType("n", expected);
    }
    var n = json.wholeNumber();
    if (json.fault() != null) {
      return null;
    }
    if (n == null || n < 1 || n > MOST_CHOICES) {
      return problems.wrongValue("n", expected);
    }
    choices = n.intValue();
    return null;
  }
}
