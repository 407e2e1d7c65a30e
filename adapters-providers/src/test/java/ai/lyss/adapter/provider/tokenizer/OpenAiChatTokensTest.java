package ai.lyss.adapter.provider.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.Seeds;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a well-formed body holds, and in whatever place, it is counted. */
class OpenAiChatTokensTest {

  private static final int CASES = Integer.getInteger("lyss.cases", 2_000);
  private static final Encoding ENCODING =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
  private static final List<String> NAMES =
      List.of(
          "messages",
          "tools",
          "functions",
          "function",
          "parameters",
          "properties",
          "enum",
          "type",
          "description",
          "name",
          "content",
          "text",
          "tool_calls",
          "arguments",
          "role",
          "x");

  @Test
  void counts_any_body_and_never_less_than_what_frames_it() {
    for (int run = 0; run < CASES; run++) {
      var random = Seeds.random(23, run);
      var body = object(random, 6);
      var where = "seed " + Seeds.seed() + " run " + run + ": " + body;
      long tokens = count(body);
      // an enumeration is counted as it is in the cookbook, where an empty one costs less than none
      assertThat(tokens).as(where).isBetween(-100L, 3L * body.length() + 200);
    }
  }

  @Test
  void counts_each_message_and_each_text() {
    assertThat(count("{\"messages\":[]}")).isEqualTo(3);
    assertThat(count("{\"messages\":[1,{}]}")).isEqualTo(9);
    assertThat(count("{\"messages\":[{\"role\":\"user\"}],\"model\":\"some model\"}")).isEqualTo(7);
    assertThat(count("{\"messages\":[{\"role\":\"user\",\"name\":\"bob\"}]}")).isEqualTo(9);
  }

  private static long count(String body) {
    return OpenAiChatTokens.of(body.getBytes(UTF_8), new TextTokens(ENCODING, 1_000_000), 10);
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 8)) {
      case 0 -> "null";
      case 1 -> "-1.5e3";
      case 2, 3 -> "\"some t\\u00e9xt.\"";
      case 4, 5 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
      default -> object(random, depth - 1);
    };
  }

  private static String object(Random random, int depth) {
    var out = new StringBuilder("{");
    for (int i = random.nextInt(5); i > 0; i--) {
      out.append('"').append(NAMES.get(random.nextInt(NAMES.size()))).append("\":");
      out.append(value(random, Math.max(0, depth - 1))).append(i > 1 ? "," : "");
    }
    return out.append('}').toString();
  }
}
