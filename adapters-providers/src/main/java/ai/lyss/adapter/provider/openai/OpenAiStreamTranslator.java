package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.translate.AnswerBounds;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One choice as it grows: its calls, which vendors number, name or leave without either, and why it
 * ended. One object a choice.
 */
final class OpenAiStreamTranslator {

  private static final byte[] INDEX = ascii("index");
  private static final byte[] ID = ascii("id");
  private static final byte[] FUNCTION = ascii("function");
  private static final byte[] NAME = ascii("name");
  private static final byte[] ARGUMENTS = ascii("arguments");
  private static final int QUOTES = 2;

  /** What a piece that is kept costs beside its bytes, at least. */
  private static final int COST_OF_A_PIECE = 64;

  private final int choice;
  private final @Nullable String answerId;
  private final List<Call> calls = new ArrayList<>();
  private int earlyBytes;
  private @Nullable ProviderFailure excess;
  private @Nullable FinishReason reason;
  private @Nullable String vendorReason;

  /**
   * A choice that begins.
   *
   * @param answerId the vendor's name of the answer; null when it has none
   */
  OpenAiStreamTranslator(int choice, @Nullable String answerId) {
    this.choice = choice;
    this.answerId = answerId;
  }

  /** A call as far as it is known; what comes before its name is kept until then. */
  private static final class Call {
    private final int place;
    private final @Nullable Integer index;
    private @Nullable String id;
    private boolean named;
    private final List<JsonChars> early = new ArrayList<>(0);

    Call(int place, @Nullable Integer index) {
      this.place = place;
      this.index = index;
    }
  }

  /** What one delta says of a call. */
  private static final class Delta {
    private @Nullable Integer index;
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable JsonChars arguments;
  }

  int choice() {
    return choice;
  }

  /** Tells whether it is said why the choice ended. */
  boolean ended() {
    return reason != null;
  }

  /** Tells whether a call never got a name. */
  boolean isNameless() {
    return calls.stream().anyMatch(call -> !call.named);
  }

  /** Returns what there is too much of; null when there is not. */
  @Nullable ProviderFailure excess() {
    return excess;
  }

  /** Notes why the choice ended. */
  void finished(String why) {
    reason = OpenAiAnswerFacts.meaning(why);
    vendorReason = why;
  }

  /** Tells why the choice ended. A choice with calls ends in them, also where a stop is said. */
  void end(Consumer<ChatChunk> out) {
    var why = reason == null ? FinishReason.OTHER : reason;
    boolean called = !calls.isEmpty() && (why == FinishReason.STOP || reason == null);
    out.accept(
        new ChatChunk.Finished(choice, called ? FinishReason.TOOL_CALLS : why, null, vendorReason));
  }

  /** Reads an array of calls or of parts of them. */
  void calls(byte[] in, JsonSpan array, Consumer<ChatChunk> out) {
    var json = new JsonCursor(in, array.start(), array.end());
    json.enterArray();
    while (json.nextElement() && excess == null) {
      if (json.peek() == JsonKind.OBJECT) {
        var delta = new Delta();
        call(in, json, delta);
        add(delta, out);
      } else {
        json.skipValue();
      }
    }
  }

  private static void call(byte[] in, JsonCursor json, Delta delta) {
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (kind == JsonKind.NUMBER && json.keyIs(INDEX)) {
        json.skipValue();
        delta.index = OpenAiAnswerText.index(in, json.span());
      } else if (kind == JsonKind.STRING && json.keyIs(ID)) {
        delta.id = json.string();
      } else if (kind == JsonKind.OBJECT && json.keyIs(FUNCTION)) {
        function(in, json, delta);
      } else {
        json.skipValue();
      }
    }
  }

  private static void function(byte[] in, JsonCursor json, Delta delta) {
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (kind == JsonKind.STRING && json.keyIs(NAME)) {
        delta.name = json.string();
      } else if (json.keyIs(ARGUMENTS)) {
        json.skipValue();
        delta.arguments = arguments(in, json.span(), kind);
      } else {
        json.skipValue();
      }
    }
  }

  /** Arguments are the text of an object; a few vendors send the object itself. */
  private static @Nullable JsonChars arguments(byte[] in, JsonSpan span, JsonKind kind) {
    if (kind == JsonKind.OBJECT) {
      return JsonChars.of(RawJson.of(in, span));
    }
    return kind == JsonKind.STRING && span.end() - span.start() > QUOTES
        ? new JsonChars(in, span.start() + 1, span.end() - 1)
        : null;
  }

  private void add(Delta delta, Consumer<ChatChunk> out) {
    var call = find(delta);
    if (call == null) {
      call = new Call(calls.size(), delta.index);
      calls.add(call);
      excess = calls.size() > AnswerBounds.MOST_CALLS ? AnswerBounds.tooMany("calls") : null;
    }
    if (call.id == null && isFilled(delta.id)) {
      call.id = delta.id;
    }
    var name = delta.name;
    if (!call.named && name != null && !name.isEmpty()) {
      call.named = true;
      var id = call.id == null ? madeId(call) : call.id;
      out.accept(new ChatChunk.CallStarted(choice, call.place, id, name, null));
      for (var part : call.early) {
        out.accept(new ChatChunk.CallArguments(choice, call.place, part));
      }
    }
    var arguments = delta.arguments;
    if (arguments != null && call.named) {
      out.accept(new ChatChunk.CallArguments(choice, call.place, arguments));
    } else if (arguments != null) {
      hold(call, arguments);
    }
  }

  private void hold(Call call, JsonChars arguments) {
    earlyBytes += arguments.length() + COST_OF_A_PIECE;
    if (earlyBytes > AnswerBounds.MOST_PART_BYTES) {
      excess = AnswerBounds.tooLarge("a call without a name");
    } else {
      call.early.add(arguments.kept());
    }
  }

  /** Returns the call that a delta goes on with; null when it begins one. */
  private @Nullable Call find(Delta delta) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      var call = calls.get(i);
      boolean otherId = call.id != null && isFilled(delta.id) && !call.id.equals(delta.id);
      boolean sameIndex = delta.index == null || delta.index.equals(call.index);
      boolean begins = delta.index == null && call.named && isFilled(delta.name);
      if (sameIndex) {
        return otherId || begins ? null : call;
      }
    }
    return null;
  }

  private static boolean isFilled(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  private String madeId(Call call) {
    return OpenAiCallIds.made(answerId + "/" + choice + "/" + call.place);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
