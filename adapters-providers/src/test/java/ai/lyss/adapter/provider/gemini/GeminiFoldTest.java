package ai.lyss.adapter.provider.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.translate.AnswerTranslator.Progress;
import ai.lyss.domain.content.ChatAnswer;
import ai.lyss.domain.content.ChatFold;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.provider.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A stream, joined, is what the whole answer says, however the answer is cut into events. */
class GeminiFoldTest {

  private static final int CASES = 300;
  private static final String[] WORDS = {"a", "Grüße ", "你好", "\\n", "\\u00e9", "😀", "\\\""};

  @Test
  void folds_a_stream_into_the_whole_answer() {
    for (int run = 0; run < CASES; run++) {
      var random = Seeds.random(11, run);
      var whole = new ArrayList<String>();
      var pieces = new ArrayList<String>();
      int parts = 1 + random.nextInt(5);
      boolean thought = false;
      for (int i = 0; i < parts; i++) {
        thought = part(random, i, thought, whole, pieces);
      }
      var usage = "\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":4}";
      var head = "\"modelVersion\":\"g\",\"responseId\":\"r\"";
      var answer = answer(List.of(body(whole, "\"finishReason\":\"STOP\"", usage + "," + head)));
      var events = new ArrayList<String>();
      for (var piece : pieces) {
        events.add(body(List.of(piece), "\"index\":0", head));
      }
      events.add(body(List.of("{\"text\":\"\"}"), "\"finishReason\":\"STOP\"", usage + "," + head));
      var where = "seed " + Seeds.seed() + ", run " + run + ": " + events;

      assertThat(answer(events)).as(where).isEqualTo(answer);
      assertThat(answer.usage().input() + answer.usage().output()).isEqualTo(13);
      assertThat(answer.choices()).hasSize(1);
    }
  }

  /** Adds a part of another kind than the one before; texts of a kind would be joined. */
  private static boolean part(
      RandomGenerator random,
      int number,
      boolean thought,
      List<String> whole,
      List<String> pieces) {
    if (random.nextInt(3) == 0) {
      var signature = random.nextBoolean() ? ",\"thoughtSignature\":\"QQ==\"" : "";
      var call =
          "{\"functionCall\":{\"id\":\"c"
              + number
              + "\",\"name\":\"f\",\"args\":{\"x\":"
              + random.nextInt(9)
              + ".0}}"
              + signature
              + "}";
      whole.add(call);
      pieces.add(call);
      return thought;
    }
    var mark = thought ? "" : ",\"thought\":true";
    var text = new StringBuilder();
    for (int i = 0; i <= random.nextInt(4); i++) {
      var word = WORDS[random.nextInt(WORDS.length)];
      text.append(word);
      pieces.add("{\"text\":\"" + word + "\"" + mark + "}");
    }
    whole.add("{\"text\":\"" + text + "\"" + mark + "}");
    return !thought;
  }

  private static String body(List<String> parts, String more, String rest) {
    return "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":["
        + String.join(",", parts)
        + "]},"
        + more
        + "}],"
        + rest
        + "}";
  }

  private static ChatAnswer answer(List<String> events) {
    var fold = new ChatFold();
    var translator =
        new GeminiAnswerTranslator(new Redaction(Credential.apiKey("k-secret"), null), () -> 2);
    for (var event : events) {
      var in = event.getBytes(UTF_8);
      assertThat(translator.event(in, 0, in.length, fold::add)).isEqualTo(Progress.GOING);
    }
    assertThat(translator.streamEnd(fold::add)).isEqualTo(Progress.WHOLE);
    return fold.answer();
  }
}
