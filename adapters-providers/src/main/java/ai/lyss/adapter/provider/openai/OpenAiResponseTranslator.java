package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the choices of a chunk or of a whole answer. What a delta or message holds is told in the
 * order of thoughts, text, calls, whatever order it is spelled in. One object an answer.
 */
final class OpenAiResponseTranslator {

  private static final byte[] INDEX = ascii("index");
  private static final byte[] DELTA = ascii("delta");
  private static final byte[] MESSAGE = ascii("message");
  private static final byte[] FINISH_REASON = ascii("finish_reason");
  private static final byte[] LOGPROBS = ascii("logprobs");
  private static final byte[] CONTENT = ascii("content");
  private static final byte[] REASONING_CONTENT = ascii("reasoning_content");
  private static final byte[] REASONING = ascii("reasoning");
  private static final byte[] REFUSAL = ascii("refusal");
  private static final byte[] TOOL_CALLS = ascii("tool_calls");
  private static final byte[] ANNOTATIONS = ascii("annotations");
  private static final byte[] IMAGES = ascii("images");
  private static final int QUOTES = 2;

  private final Map<Integer, OpenAiStreamTranslator> states = new TreeMap<>();
  private @Nullable OpenAiStreamTranslator last;
  private @Nullable String answerId;
  private @Nullable ProviderFailure failure;

  private byte[] in = {};
  private @Nullable JsonSpan content;
  private @Nullable JsonSpan parts;
  private @Nullable JsonSpan reasoning;
  private @Nullable JsonSpan refusal;
  private @Nullable JsonSpan calls;
  private @Nullable JsonSpan annotations;
  private @Nullable JsonSpan images;
  private @Nullable JsonSpan logprobs;

  /** Tells which answer it is: ids that a vendor does not give are made from it. */
  void of(@Nullable String id) {
    answerId = id;
  }

  /** Returns why a choice came to nothing; null when none did. */
  @Nullable ProviderFailure failure() {
    return failure;
  }

  /** Tells whether a choice has ended. */
  boolean anyEnded() {
    return states.values().stream().anyMatch(OpenAiStreamTranslator::ended);
  }

  /** Tells where each choice ended; returns what is wrong with one, null when nothing is. */
  @Nullable ProviderFailure end(Consumer<ChatChunk> out) {
    for (var state : states.values()) {
      if (state.isNameless()) {
        return new ProviderFailure.Malformed("a tool call without a name");
      }
    }
    states.values().forEach(state -> state.end(out));
    return null;
  }

  /** Reads the array that comes next. */
  void read(byte[] text, JsonCursor json, Consumer<ChatChunk> out) {
    in = text;
    if (json.peek() != JsonKind.ARRAY) {
      json.skipValue();
      return;
    }
    json.enterArray();
    while (json.nextElement() && failure == null) {
      choice(json, out);
    }
  }

  private void choice(JsonCursor json, Consumer<ChatChunk> out) {
    content = parts = reasoning = refusal = calls = annotations = images = logprobs = null;
    int index = 0;
    String reason = null;
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (kind == JsonKind.OBJECT && (json.keyIs(DELTA) || json.keyIs(MESSAGE))) {
        message(json);
      } else if (json.keyIs(INDEX)) {
        json.skipValue();
        index = OpenAiAnswerText.index(in, json.span());
      } else if (kind == JsonKind.STRING && json.keyIs(FINISH_REASON)) {
        reason = json.string();
      } else if (kind == JsonKind.OBJECT && json.keyIs(LOGPROBS)) {
        logprobs(json);
      } else {
        json.skipValue();
      }
    }
    if (json.fault() == null) {
      tell(state(index), reason, out);
    }
  }

  private OpenAiStreamTranslator state(int index) {
    var state = last;
    if (state == null || state.choice() != index) {
      state = states.computeIfAbsent(index, first -> new OpenAiStreamTranslator(index, answerId));
      last = state;
    }
    return state;
  }

  private void message(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (kind == JsonKind.STRING) {
        text(json);
      } else if (kind == JsonKind.ARRAY) {
        list(json);
      } else {
        json.skipValue();
      }
    }
  }

  private void text(JsonCursor json) {
    if (json.keyIs(CONTENT)) {
      content = filled(json);
    } else if (json.keyIs(REASONING_CONTENT)) {
      var said = filled(json);
      reasoning = said == null ? reasoning : said;
    } else if (json.keyIs(REASONING)) { // some vendors send it under both names
      var said = filled(json);
      reasoning = reasoning == null ? said : reasoning;
    } else if (json.keyIs(REFUSAL)) {
      refusal = filled(json);
    } else {
      json.skipValue();
    }
  }

  private static @Nullable JsonSpan filled(JsonCursor json) {
    json.skipValue();
    var span = json.span();
    return span.end() - span.start() > QUOTES ? span : null;
  }

  private void list(JsonCursor json) {
    boolean ofCalls = json.keyIs(TOOL_CALLS);
    boolean ofParts = json.keyIs(CONTENT);
    boolean ofAnnotations = json.keyIs(ANNOTATIONS);
    boolean ofImages = json.keyIs(IMAGES);
    json.skipValue();
    if (ofCalls) {
      calls = json.span();
    } else if (ofParts) {
      parts = json.span();
    } else if (ofAnnotations) {
      annotations = json.span();
    } else if (ofImages) {
      images = json.span();
    }
  }

  private void logprobs(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      boolean ofContent = json.keyIs(CONTENT) && json.peek() == JsonKind.ARRAY;
      json.skipValue();
      if (ofContent) {
        logprobs = json.span();
      }
    }
  }

  private void tell(
      OpenAiStreamTranslator state, @Nullable String reason, Consumer<ChatChunk> out) {
    int choice = state.choice();
    if (reasoning != null) {
      out.accept(new ChatChunk.Reasoning(choice, chars(reasoning)));
    }
    if (content != null) {
      out.accept(new ChatChunk.Text(choice, chars(content)));
    }
    if (parts != null) {
      OpenAiExtras.parts(choice, RawJson.of(in, parts).tree(), out);
    }
    if (refusal != null) {
      out.accept(new ChatChunk.Refusal(choice, chars(refusal)));
    }
    if (images != null) {
      OpenAiExtras.images(choice, RawJson.of(in, images).tree(), out);
    }
    if (annotations != null) {
      OpenAiExtras.citations(choice, RawJson.of(in, annotations).tree(), out);
    }
    if (logprobs != null) {
      out.accept(new ChatChunk.Logprobs(choice, RawJson.of(in, logprobs)));
    }
    if (calls != null) {
      state.calls(in, calls, out);
      failure = state.excess();
    }
    if (reason != null && !reason.isEmpty()) {
      if (OpenAiAnswerFacts.isFailure(reason)) {
        failure = OpenAiFailures.FINISHED_BADLY;
      }
      state.finished(reason);
    }
  }

  private JsonChars chars(JsonSpan text) {
    return new JsonChars(in, text.start() + 1, text.end() - 1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
