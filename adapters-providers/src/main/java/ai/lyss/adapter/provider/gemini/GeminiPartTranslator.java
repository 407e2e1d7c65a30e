package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.translate.CitationBounds;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Reads one candidate of an answer, which comes in one piece or many. Not thread-safe. */
final class GeminiPartTranslator {

  private static final JsonChars NO_ARGUMENTS = JsonChars.of("{}");

  private final int choice;
  private final RandomGenerator random;
  private final GeminiExtras sources;
  private int calls;
  private @Nullable String finish;

  /** Of text that may go on: citations are still to come, and signed text is over for callers. */
  private @Nullable ThoughtSignature ofText;

  private boolean endsWithText;

  GeminiPartTranslator(int choice, RandomGenerator random, CitationBounds bounds) {
    this.choice = choice;
    this.random = random;
    this.sources = new GeminiExtras(bounds);
  }

  /** Returns the finish reason in Gemini's words; null as long as none was given. */
  @Nullable String finish() {
    return finish;
  }

  /** Reads the next piece. */
  void candidate(JsonTree candidate, Consumer<ChatChunk> out) {
    sources.begin();
    for (var part : list(candidate.get("content"), "parts")) {
      sources.part();
      part(part, out);
    }
    logprobs(candidate.get("logprobsResult"), out);
    sources.read(candidate);
    var word = candidate.textOf("finishReason");
    if (word != null && !word.isEmpty()) {
      finish = word;
    }
  }

  private static List<JsonTree> list(@Nullable JsonTree object, String name) {
    var list = object == null ? null : object.get(name);
    return list == null ? List.of() : list.children();
  }

  private void part(JsonTree part, Consumer<ChatChunk> out) {
    var signature = signature(part);
    var call = part.get("functionCall");
    var thought = part.get("thought");
    boolean thinks = thought != null && Boolean.TRUE.equals(thought.flag());
    boolean isText = call == null && !thinks && part.get("inlineData") == null;
    if (!isText || signature != null) {
      signed(out);
    }
    if (call != null) {
      endsWithText = false;
      call(call, signature, out);
      return;
    }
    said(part.get("text"), thinks, out);
    image(part.get("inlineData"), out);
    ofText = signature == null ? ofText : signature;
    endsWithText &= isText;
    if (!endsWithText) {
      signed(out);
    }
  }

  /** Hands on the signature that is held, if there is one. */
  private void signed(Consumer<ChatChunk> out) {
    var held = ofText;
    if (held != null) {
      ofText = null;
      out.accept(new ChatChunk.ReasoningSigned(choice, held));
    }
  }

  private void said(@Nullable JsonTree text, boolean thinks, Consumer<ChatChunk> out) {
    var said = text == null ? null : text.chars();
    if (said == null || said.isEmpty()) {
      return;
    }
    if (thinks) {
      out.accept(new ChatChunk.Reasoning(choice, said));
    } else {
      endsWithText = true;
      sources.said(said);
      out.accept(new ChatChunk.Text(choice, said));
    }
  }

  private static @Nullable ThoughtSignature signature(JsonTree part) {
    var value = part.textOf("thoughtSignature");
    return value == null || value.isEmpty() ? null : new ThoughtSignature(Issuer.GEMINI, value);
  }

  private void call(JsonTree call, @Nullable ThoughtSignature signature, Consumer<ChatChunk> out) {
    var id = call.textOf("id");
    var name = call.textOf("name");
    int number = calls++;
    out.accept(
        new ChatChunk.CallStarted(
            choice,
            number,
            id == null || id.isEmpty() ? madeId() : id,
            name == null ? "" : name,
            signature));
    var args = call.get("args");
    out.accept(
        new ChatChunk.CallArguments(
            choice,
            number,
            args == null || !args.isObject() ? NO_ARGUMENTS : JsonChars.of(args.raw())));
  }

  private String madeId() {
    return "call_%016x".formatted(random.nextLong());
  }

  private void image(@Nullable JsonTree data, Consumer<ChatChunk> out) {
    var type = data == null ? null : data.textOf("mimeType");
    var base64 = data == null ? null : data.textOf("data");
    if (type != null && base64 != null && type.startsWith("image/")) {
      out.accept(new ChatChunk.ImageMade(choice, type, base64));
    }
  }

  /** Gemini tells the drawn tokens and the likely ones in two lists of equal length. */
  private void logprobs(@Nullable JsonTree result, Consumer<ChatChunk> out) {
    var chosen = list(result, "chosenCandidates");
    if (chosen.isEmpty()) {
      return;
    }
    var likely = list(result, "topCandidates");
    var content = new JsonOut();
    content.array();
    for (int i = 0; i < chosen.size(); i++) {
      content.object();
      token(chosen.get(i), content);
      content.name("top_logprobs").array();
      if (i < likely.size()) {
        for (var other : list(likely.get(i), "candidates")) {
          content.object();
          token(other, content);
          content.endObject();
        }
      }
      content.endArray().endObject();
    }
    content.endArray();
    var text = new String(content.take(), StandardCharsets.UTF_8);
    out.accept(new ChatChunk.Logprobs(choice, RawJson.of(text)));
  }

  private static void token(JsonTree token, JsonOut out) {
    var text = token.textOf("token");
    var probability = token.get("logProbability");
    out.name("token").text(text == null ? "" : text).name("logprob");
    if (probability == null || probability.number() == null) {
      out.number(0);
    } else {
      out.raw(probability.raw());
    }
    out.name("bytes").none();
  }

  /** Tells the end of the candidate. */
  void end(Consumer<ChatChunk> out) {
    var word = finish;
    sources.tell(choice, out);
    signed(out);
    if (word != null) {
      out.accept(new ChatChunk.Finished(choice, GeminiFinish.of(word, calls > 0), null, word));
    }
  }
}
