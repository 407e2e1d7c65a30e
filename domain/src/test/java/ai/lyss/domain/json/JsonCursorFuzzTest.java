package ai.lyss.domain.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever bytes come, and in whatever order a cursor is used, it neither throws nor hangs. */
@Timeout(120)
class JsonCursorFuzzTest {

  private static final int CASES = Integer.getInteger("lyss.cases", 2_000);
  private static final byte[] NAME = "model".getBytes(UTF_8);
  private static final String ALPHABET = "{}[]\",:\\u0eE-+. \n\ttrufalsn\u007f\u0001éx1";

  @Test
  void takes_random_bytes_and_random_steps() {
    for (int run = 0; run < CASES; run++) {
      var random = Seeds.random(17, run);
      var bytes = bytes(random);
      var where = "seed " + Seeds.seed() + " run " + run + ": " + new String(bytes, UTF_8);
      var json = new JsonCursor(bytes);
      int before = 0;
      for (int step = 0; step < 300; step++) {
        step(json, random.nextInt(11));
        assertThat(json.offset()).as(where).isBetween(before, bytes.length);
        before = json.offset();
      }
      assertThat(json.span().end()).as(where).isLessThanOrEqualTo(bytes.length);
    }
  }

  private static void step(JsonCursor json, int kind) {
    switch (kind) {
      case 0 -> json.peek();
      case 1 -> json.enterObject();
      case 2 -> json.enterArray();
      case 3, 4 -> json.nextField();
      case 5 -> json.nextElement();
      case 6 -> json.skipValue();
      case 7 -> json.string();
      case 8 -> json.wholeNumber();
      case 9 -> {
        json.keyIs(NAME);
        json.key();
      }
      default -> json.atEnd();
    }
  }

  @Test
  void walks_every_text_to_its_end_or_its_fault_within_as_many_steps_as_bytes() {
    int whole = 0;
    for (int run = 0; run < CASES; run++) {
      var random = Seeds.random(19, run);
      var bytes = bytes(random);
      var where = "seed " + Seeds.seed() + " run " + run + ": " + new String(bytes, UTF_8);
      var walk = new Walk(new JsonCursor(bytes));
      walk.value();
      boolean complete = walk.json.atEnd();
      assertThat(walk.steps).as(where).isLessThanOrEqualTo(bytes.length + 1);
      assertThat(complete).as(where).isEqualTo(walk.json.fault() == null);
      var skipping = new JsonCursor(bytes);
      skipping.skipValue();
      assertThat(skipping.atEnd()).as(where).isEqualTo(complete);
      whole += complete ? 1 : 0;
    }
    assertThat(whole).as("well-formed texts").isBetween(CASES / 10, CASES * 9 / 10);
  }

  private static final class Walk {
    private final JsonCursor json;
    private int steps;

    Walk(JsonCursor json) {
      this.json = json;
    }

    void value() {
      steps++;
      switch (json.peek()) {
        case OBJECT -> {
          json.enterObject();
          while (json.nextField()) {
            assertThat(json.key()).isNotNull();
            value();
          }
        }
        case ARRAY -> {
          json.enterArray();
          while (json.nextElement()) {
            value();
          }
        }
        case STRING -> json.string();
        case NUMBER -> json.wholeNumber();
        case TRUE, FALSE, NULL, INVALID -> json.skipValue();
      }
    }
  }

  /** Well-formed texts, some of them spoiled, and plain noise. */
  private static byte[] bytes(Random random) {
    if (random.nextInt(4) == 0) {
      var noise = new byte[random.nextInt(60)];
      for (int i = 0; i < noise.length; i++) {
        noise[i] =
            random.nextInt(10) == 0
                ? (byte) random.nextInt(256)
                : (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      }
      return noise;
    }
    var text = new RandomJson(random).object().getBytes(UTF_8);
    if (random.nextBoolean()) {
      text[random.nextInt(text.length)] = (byte) random.nextInt(256);
    }
    return text;
  }
}
