package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.translate.AnswerTranslator;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of this dialect for callers of another: chunks of a stream, or one whole answer,
 * which is taken for a stream of one chunk too. Where each choice ended is told last, because some
 * vendors say it before their last text.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat-streaming">Chat streaming</a>
 */
final class OpenAiAnswerTranslator implements AnswerTranslator {

  private static final byte[] DONE = ascii("[DONE]");
  private static final byte[] ID = ascii("id");
  private static final byte[] MODEL = ascii("model");
  private static final byte[] CHOICES = ascii("choices");
  private static final byte[] USAGE = ascii("usage");
  private static final byte[] ERROR = ascii("error");
  private static final byte[] MESSAGE = ascii("message");
  private static final byte[] OBJECT = ascii("object");
  private static final byte[] X_GROQ = ascii("x_groq");
  private static final byte[] SEARCH_RESULTS = ascii("search_results");
  private static final byte[] CITATIONS = ascii("citations");
  private static final byte[] ERROR_OBJECT = ascii("\"error\"");

  private final OpenAiQuirks quirks;
  private final Redaction redaction;
  private final OpenAiResponseTranslator choices = new OpenAiResponseTranslator();
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable TokenUsage usage;
  private @Nullable JsonSpan heldChoices;

  /** What the whole answer rests on, as Perplexity tells it with each chunk; and its addresses. */
  private @Nullable RawJson results;

  private @Nullable RawJson addresses;
  private boolean started;
  private boolean choicesSeen;
  private boolean choicesGiven;
  private boolean errorGiven;
  private boolean messageGiven;

  OpenAiAnswerTranslator(OpenAiQuirks quirks, Redaction redaction) {
    this.quirks = quirks;
    this.redaction = redaction;
  }

  @Override
  public Progress event(byte[] in, int from, int to, Consumer<ChatChunk> out) {
    if (Arrays.equals(in, from, to, DONE, 0, DONE.length)) {
      return choicesSeen
          ? finished(out)
          : failed(new ProviderFailure.Malformed("a stream without a chunk"));
    }
    var failure = read(in, from, to, out);
    return failure == null ? Progress.GOING : failed(failure);
  }

  private static Progress failed(ProviderFailure failure) {
    return new Progress.Failed(failure);
  }

  private Progress finished(Consumer<ChatChunk> out) {
    var sources = results == null ? addresses : results;
    if (sources != null) {
      OpenAiExtras.sources(sources.tree(), out);
    }
    var failure = choices.end(out);
    return failure == null ? Progress.WHOLE : failed(failure);
  }

  @Override
  public Progress streamEnd(Consumer<ChatChunk> out) {
    return !quirks.doneMarker() && choices.anyEnded()
        ? finished(out)
        : failed(new ProviderFailure.BrokenOff("the stream ended without its terminator"));
  }

  @Override
  public Progress whole(byte[] in, int from, int to, Consumer<ChatChunk> out) {
    var failure = read(in, from, to, out);
    if (failure != null) {
      return failed(failure);
    }
    return choicesSeen
        ? finished(out)
        : failed(new ProviderFailure.Malformed("an answer without choices"));
  }

  private @Nullable ProviderFailure read(byte[] in, int from, int to, Consumer<ChatChunk> out) {
    choicesGiven = errorGiven = messageGiven = false;
    usage = null;
    heldChoices = null;
    var json = new JsonCursor(in, from, to);
    json.enterObject();
    while (json.nextField()) {
      field(in, json, out);
    }
    json.atEnd();
    if (json.fault() != null) {
      return new ProviderFailure.Malformed("an answer that is no JSON object: " + json.fault());
    }
    if (errorGiven || (messageGiven && !choicesGiven)) {
      return OpenAiFailures.ofGoodStatus(OpenAiError.read(in, from, to), redaction);
    }
    choicesSeen |= choicesGiven;
    var held = heldChoices;
    if (held != null && isFilled(in, held)) {
      start(out);
      choices.read(in, new JsonCursor(in, held.start(), held.end()), out);
    }
    if (usage != null) {
      start(out);
      out.accept(new ChatChunk.UsageReported(usage));
    }
    return choices.failure();
  }

  private void field(byte[] in, JsonCursor json, Consumer<ChatChunk> out) {
    if (json.keyIs(CHOICES)) {
      choicesGiven = true;
      if (started) {
        choices.read(in, json, out);
      } else { // id and model may come after it
        json.skipValue();
        heldChoices = json.span();
      }
    } else if (json.keyIs(USAGE)) {
      usage(json);
    } else if (json.keyIs(ERROR)) {
      error(json);
    } else if (!started && json.keyIs(ID)) {
      id = name(json);
    } else if (!started && json.keyIs(MODEL)) {
      model = name(json);
    } else if (json.keyIs(SEARCH_RESULTS) && json.peek() == JsonKind.ARRAY) {
      json.skipValue();
      results = RawJson.of(in, json.span());
    } else if (json.keyIs(CITATIONS) && json.peek() == JsonKind.ARRAY) {
      json.skipValue();
      addresses = RawJson.of(in, json.span());
    } else if (json.keyIs(X_GROQ) && json.peek() == JsonKind.OBJECT) {
      groq(json);
    } else if (json.keyIs(OBJECT)) {
      json.skipValue();
      var span = json.span();
      errorGiven |=
          Arrays.equals(in, span.start(), span.end(), ERROR_OBJECT, 0, ERROR_OBJECT.length);
    } else {
      messageGiven |= json.keyIs(MESSAGE) && json.peek() == JsonKind.STRING;
      json.skipValue();
    }
  }

  /** Azure's first event has empty names, which say nothing. */
  private static @Nullable String name(JsonCursor json) {
    if (json.peek() != JsonKind.STRING) {
      json.skipValue();
      return null;
    }
    var name = json.string();
    return name == null || name.isEmpty() ? null : name;
  }

  private void usage(JsonCursor json) {
    if (json.peek() != JsonKind.OBJECT) {
      json.skipValue();
      return;
    }
    var told = OpenAiUsage.read(json);
    if (told.input() != null || told.output() != null) {
      usage = told;
    }
  }

  private void error(JsonCursor json) {
    errorGiven |= json.peek() != JsonKind.NULL;
    json.skipValue();
  }

  private void groq(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(USAGE)) {
        usage(json);
      } else if (json.keyIs(ERROR)) {
        error(json);
      } else {
        json.skipValue();
      }
    }
  }

  private static boolean isFilled(byte[] in, JsonSpan choices) {
    var json = new JsonCursor(in, choices.start(), choices.end());
    return json.peek() == JsonKind.ARRAY && json.enterArray() && json.nextElement();
  }

  private void start(Consumer<ChatChunk> out) {
    if (!started) {
      started = true;
      choices.of(id);
      out.accept(new ChatChunk.Started(id, model));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
