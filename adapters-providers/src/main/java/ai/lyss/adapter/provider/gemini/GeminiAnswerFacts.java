package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.http.AnswerFacts;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway needs to know of an answer that goes on as it came, gathered from its JSON
 * texts: one for a whole answer, one an event for a stream. One object an attempt; not thread-safe.
 */
final class GeminiAnswerFacts implements AnswerFacts {

  private static final byte[] CANDIDATES = key("candidates");
  private static final byte[] USAGE = key("usageMetadata");
  private static final byte[] FEEDBACK = key("promptFeedback");
  private static final byte[] BLOCK_REASON = key("blockReason");
  private static final byte[] ERROR = key("error");
  private static final byte[] INDEX = key("index");
  private static final byte[] CONTENT = key("content");
  private static final byte[] PARTS = key("parts");
  private static final byte[] FINISH_REASON = key("finishReason");
  private static final byte[] TEXT = key("text");
  private static final byte[] CALL = key("functionCall");
  private static final byte[] THOUGHT = key("thought");
  private static final byte[] SIGNATURE = key("thoughtSignature");
  private static final int MOST_INDEX = 255;

  private final GeneratedText.@Nullable Collector kept;
  private final BitSet seen = new BitSet();
  private final BitSet finished = new BitSet();
  private TokenUsage usage = TokenUsage.UNKNOWN;
  private @Nullable FinishReason finish;
  private @Nullable String failedFinish;
  private @Nullable String fault;
  private byte[] in = {};
  private long bytes;
  private boolean blocked;
  private boolean errorGiven;
  private boolean contentGiven;
  private boolean called;

  GeminiAnswerFacts(AnswerText wanted) {
    this.kept =
        switch (wanted) {
          case KEPT -> new GeneratedText.Collector();
          case DROPPED -> null;
        };
  }

  /** Reads one JSON text, which must be an object and nothing else. */
  void read(byte[] text, int from, int to) {
    in = text;
    errorGiven = contentGiven = false;
    failedFinish = null;
    var json = new JsonCursor(text, from, to);
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (kind == JsonKind.ARRAY && json.keyIs(CANDIDATES)) {
        candidates(json);
      } else if (kind == JsonKind.OBJECT && json.keyIs(USAGE)) {
        usage = usage.updatedBy(GeminiUsage.read(json));
      } else if (kind == JsonKind.OBJECT && json.keyIs(FEEDBACK)) {
        feedback(json);
      } else {
        errorGiven |= kind != JsonKind.NULL && json.keyIs(ERROR);
        json.skipValue();
      }
    }
    json.atEnd();
    fault = json.fault();
  }

  private void feedback(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(BLOCK_REASON) && json.peek() == JsonKind.STRING) {
        blocked = true;
        contentGiven = true;
        finish = FinishReason.CONTENT_FILTER;
      }
      json.skipValue();
    }
  }

  private void candidates(JsonCursor json) {
    json.enterArray();
    while (json.nextElement()) {
      if (json.peek() == JsonKind.OBJECT) {
        candidate(json);
      } else {
        json.skipValue();
      }
    }
  }

  /** The index may stand behind the content: where text is kept by it, it is looked up first. */
  private void candidate(JsonCursor json) {
    int index = kept == null ? 0 : indexAhead(new JsonCursor(in, json.offset(), in.length));
    boolean ended = false;
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (kind == JsonKind.OBJECT && json.keyIs(CONTENT)) {
        content(json, index);
      } else if (kind == JsonKind.STRING && json.keyIs(FINISH_REASON)) {
        ended |= finish(json.string());
      } else if (kind == JsonKind.NUMBER && json.keyIs(INDEX)) {
        index = index(json);
      } else {
        json.skipValue();
      }
    }
    seen.set(index);
    if (ended) {
      finished.set(index);
    }
  }

  private static int indexAhead(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(INDEX) && json.peek() == JsonKind.NUMBER) {
        return index(json);
      }
      json.skipValue();
    }
    return 0;
  }

  private static int index(JsonCursor json) {
    var index = json.wholeNumber();
    return index == null || index < 0 || index > MOST_INDEX ? 0 : index.intValue();
  }

  private boolean finish(@Nullable String word) {
    if (word == null || word.isEmpty()) {
      return false;
    }
    contentGiven = true;
    failedFinish = GeminiFinish.isFailure(word) ? word : failedFinish;
    finish = GeminiFinish.of(word, called);
    return true;
  }

  private void content(JsonCursor json, int index) {
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(PARTS) && json.peek() == JsonKind.ARRAY) {
        parts(json, index);
      } else {
        json.skipValue();
      }
    }
  }

  private void parts(JsonCursor json, int index) {
    json.enterArray();
    while (json.nextElement()) {
      if (json.peek() != JsonKind.OBJECT) {
        json.skipValue();
        continue;
      }
      json.enterObject();
      while (json.nextField()) {
        field(json, json.peek(), index);
      }
    }
  }

  /** Whatever a part holds beside its marks is content, under whatever name. */
  private void field(JsonCursor json, JsonKind kind, int index) {
    boolean text = json.keyIs(TEXT);
    boolean call = json.keyIs(CALL);
    boolean mark = json.keyIs(THOUGHT) || json.keyIs(SIGNATURE);
    json.skipValue();
    var span = json.span();
    int quotes = kind == JsonKind.STRING ? 1 : 0;
    int size = span.end() - span.start() - 2 * quotes;
    if (mark || size <= 0 || kind == JsonKind.NULL || json.fault() != null) {
      return;
    }
    contentGiven = true;
    called |= call;
    bytes += size;
    if (kept != null && (call || text)) {
      kept.add(index, in, span.start() + quotes, span.end() - quotes);
    }
  }

  /** Returns what was wrong with the text read last; null when it was well-formed. */
  @Nullable String fault() {
    return fault;
  }

  /** Tells whether the text read last reports an error. */
  boolean errorGiven() {
    return errorGiven;
  }

  /** Tells whether the text read last holds content or a finish. */
  boolean contentGiven() {
    return contentGiven;
  }

  /** Returns the reason of the text read last that is the vendor's failure; null for none. */
  @Nullable String failedFinish() {
    return failedFinish;
  }

  /** Tells whether every candidate so far was finished, or the prompt was blocked. */
  boolean isWhole() {
    return seen.isEmpty() ? blocked : finished.cardinality() == seen.cardinality();
  }

  @Override
  public TokenUsage usage() {
    return usage;
  }

  @Override
  public @Nullable FinishReason finish() {
    return finish;
  }

  @Override
  public @Nullable GeneratedText text() {
    return kept == null ? null : kept.soFar();
  }

  @Override
  public long contentBytes() {
    return bytes;
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
