package ai.lyss.adapter.provider.golden;

import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.golden.GoldenCitation;
import ai.lyss.domain.json.JsonOut;
import java.util.Locale;

/**
 * Prints chunks, one JSON object a line, and {@code {"end":true}} at the end: {@code
 * {"started":{"id","model"}}}, {@code {"text":"…"}}, {@code {"reasoning":"…"}}, {@code
 * {"signed":{"ANTHROPIC":"…"}}}, {@code {"sealed":{…}}}, {@code {"refusal":"…"}}, {@code
 * {"call":0,"id","name","signature"}}, {@code {"call":0,"arguments":"…"}}, {@code
 * {"image":"mediaType","base64"}}, {@code {"cited":…}} as {@link GoldenCitation} has it, {@code
 * {"logprobs":[…]}}, {@code {"finished":"STOP","stopSequence","vendorReason"}}, {@code
 * {"usage":{"input","output","cached","cacheWrite","reasoning"}}}. What is null is left out; a
 * choice other than 0 is told by {@code "choice":1} at the end.
 */
public final class ChunkPrinter implements AnswerWriter {

  /** A printer of one answer. */
  public ChunkPrinter() {}

  @Override
  public String contentType() {
    return "application/x-ndjson";
  }

  @Override
  public void chunk(ChatChunk chunk, JsonOut out) {
    out.object();
    int choice =
        switch (chunk) {
          case ChatChunk.Started started -> {
            out.name("started").object();
            text("id", started.id(), out);
            text("model", started.model(), out);
            out.endObject();
            yield 0;
          }
          case ChatChunk.Text text -> {
            out.name("text").chars(text.text());
            yield text.choice();
          }
          case ChatChunk.Reasoning thought -> {
            out.name("reasoning").chars(thought.text());
            yield thought.choice();
          }
          case ChatChunk.ReasoningSigned signed -> {
            signature("signed", signed.signature(), out);
            yield signed.choice();
          }
          case ChatChunk.SealedReasoning sealed -> {
            signature("sealed", sealed.data(), out);
            yield sealed.choice();
          }
          case ChatChunk.Refusal refusal -> {
            out.name("refusal").chars(refusal.text());
            yield refusal.choice();
          }
          case ChatChunk.CallStarted call -> {
            out.name("call").number(call.call()).name("id").text(call.id());
            out.name("name").text(call.name());
            if (call.signature() != null) {
              signature("signature", call.signature(), out);
            }
            yield call.choice();
          }
          case ChatChunk.CallArguments more -> {
            out.name("call").number(more.call()).name("arguments").chars(more.part());
            yield more.choice();
          }
          case ChatChunk.ImageMade image -> {
            out.name("image").text(image.mediaType()).name("base64").text(image.base64());
            yield image.choice();
          }
          case ChatChunk.Cited cited -> {
            GoldenCitation.print(cited.citation(), out.name("cited"));
            yield cited.choice();
          }
          case ChatChunk.Logprobs probs -> {
            out.name("logprobs").raw(probs.content());
            yield probs.choice();
          }
          case ChatChunk.Finished finished -> {
            out.name("finished").text(finished.reason().name());
            text("stopSequence", finished.stopSequence(), out);
            text("vendorReason", finished.vendorReason(), out);
            yield finished.choice();
          }
          case ChatChunk.UsageReported reported -> {
            usage(reported.usage(), out);
            yield 0;
          }
        };
    if (choice != 0) {
      out.name("choice").number(choice);
    }
    out.endObject().plain(new byte[] {'\n'});
  }

  private static void text(String name, String value, JsonOut out) {
    if (value != null) {
      out.name(name).text(value);
    }
  }

  private static void signature(String name, ThoughtSignature signature, JsonOut out) {
    var issuer = signature.issuer().name().toUpperCase(Locale.ROOT);
    out.name(name).object().name(issuer).text(signature.value()).endObject();
  }

  private static void usage(TokenUsage usage, JsonOut out) {
    out.name("usage").object();
    count("input", usage.input(), out);
    count("output", usage.output(), out);
    count("cached", usage.cached(), out);
    count("cacheWrite", usage.cacheWrite(), out);
    count("reasoning", usage.reasoning(), out);
    out.endObject();
  }

  private static void count(String name, Long tokens, JsonOut out) {
    if (tokens != null) {
      out.name(name).number(tokens);
    }
  }

  @Override
  public void end(JsonOut out) {
    out.object().name("end").flag(true).endObject().plain(new byte[] {'\n'});
  }
}
