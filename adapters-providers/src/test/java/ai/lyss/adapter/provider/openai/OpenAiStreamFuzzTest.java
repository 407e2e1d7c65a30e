package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SplicedStream;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.provider.Credential;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever bytes come, a reader ends in an answer or in a failure of a known kind. */
@Timeout(120)
class OpenAiStreamFuzzTest {

  private static final int CASES = Integer.getInteger("lyss.cases", 2_000);
  private static final int SMALL_EVENT = 2_048;
  private static final List<String> FRAGMENTS =
      List.of(
          "data: ",
          "data:",
          "data",
          "event: error",
          "event: message",
          "id: 1",
          ": comment",
          "retry",
          "[DONE]",
          "\n",
          "\n\n",
          "\n",
          "\n\n",
          " ",
          "\ufeff",
          "{}",
          "{\"choices\":[",
          "]}",
          "}",
          "{\"error\":{\"message\":\"x\"}}",
          "{\"choices\":[{\"delta\":{\"content\":\"",
          "\"},\"finish_reason\":null}]}",
          "\"finish_reason\":\"stop\"",
          "\\ud83d",
          "\\",
          "\\u12",
          "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":",
          "7",
          "1e999",
          "-",
          "null",
          "é😀");

  @Test
  void ends_every_stream_of_random_bytes() {
    int ended = 0;
    for (int run = 0; run < CASES; run++) {
      var random = Seeds.random(31, run);
      var bytes = bytes(random);
      var where = "seed " + Seeds.seed() + " run " + run;
      var small = read(bytes, random, new AnswerLimits(SMALL_EVENT, SMALL_EVENT), where);
      assertThat(small.isOver()).as(where).isTrue();

      var whole = read(bytes, null, AnswerLimits.STANDARD, where);
      var pieces = read(bytes, random, AnswerLimits.STANDARD, where);
      assertThat(pieces.ended).as(where).isEqualTo(whole.ended);
      assertThat(kind(pieces)).as(where).isEqualTo(kind(whole));
      assertThat(pieces.text()).as(where).isEqualTo(whole.text());
      ended += whole.ended ? 1 : 0;
    }
    assertThat(ended).as("streams that end well").isBetween(CASES / 100, CASES * 9 / 10);
  }

  private static Class<?> kind(RecordingOut out) {
    return out.failure == null ? null : out.failure.getClass();
  }

  private static byte[] bytes(Random random) {
    var out = new ByteArrayOutputStream();
    for (int i = random.nextInt(6); i >= 0; i--) {
      if (random.nextInt(3) > 0) {
        out.writeBytes(Wire.text("word").getBytes(StandardCharsets.UTF_8));
        continue;
      }
      for (int j = random.nextInt(12); j > 0; j--) {
        if (random.nextInt(8) == 0) {
          out.write(random.nextInt(256) == '\r' ? '\n' : random.nextInt(256));
        } else {
          out.writeBytes(
              FRAGMENTS.get(random.nextInt(FRAGMENTS.size())).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    if (random.nextBoolean()) {
      out.writeBytes(("\n\n" + Wire.DONE).getBytes(StandardCharsets.UTF_8));
    }
    var bytes = out.toByteArray();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '\r' ? (byte) ' ' : bytes[i]; // where CR LF is cut is told elsewhere
    }
    return bytes;
  }

  private static RecordingOut read(byte[] bytes, Random cuts, AnswerLimits limits, String where) {
    var out = new RecordingOut();
    var reader = reader(out, limits);
    int from = 0;
    while (from < bytes.length && !out.isOver()) {
      int left = bytes.length - from;
      int length = cuts == null ? left : 1 + cuts.nextInt(Math.min(left, 40));
      reader.bytes(ByteSlice.of(Arrays.copyOfRange(bytes, from, from + length)));
      from += length;
    }
    if (!out.isOver()) {
      reader.end();
    }
    var text = reader.text();
    assertThat(text).as(where).isNotNull();
    assertThat(text.texts()).as(where).isNotNull();
    return out;
  }

  private static SplicedStream reader(RecordingOut out, AnswerLimits limits) {
    var reader =
        new SplicedStream(
            out,
            limits,
            new OpenAiStreamReader(
                OpenAiQuirks.OPENAI, false, new Redaction(Credential.NONE, null), AnswerText.KEPT));
    var headers = MultiMap.caseInsensitiveMultiMap().add("content-type", "text/event-stream");
    reader.head(new HttpHead(200, headers));
    return reader;
  }

  @Test
  void holds_no_more_of_an_event_without_end_than_is_allowed() {
    var out = new RecordingOut();
    var reader = reader(out, new AnswerLimits(SMALL_EVENT, SMALL_EVENT));
    var piece = ByteSlice.of("x".repeat(100).getBytes(StandardCharsets.US_ASCII));
    int pieces = 0;
    while (!out.isOver() && pieces < 1_000) {
      reader.bytes(piece);
      pieces++;
    }
    assertThat(out.failure).isInstanceOf(ProviderFailure.Malformed.class);
    assertThat(pieces).isEqualTo(SMALL_EVENT / 100 + 1);
  }
}
