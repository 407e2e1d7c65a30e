package ai.lyss.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.Seeds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Locale;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedFloatsTest {

  private static String packed(String numbers) {
    return PackedFloats.of(RawJson.of(numbers)).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|\"\"",
        "[0.5]|\"AAAAPw==\"",
        "[ 0.5 ,  -1e0]|\"AAAAPwAAgL8=\"",
        "[1,2,3]|\"AACAPwAAAEAAAEBA\"",
        "[null]|\"AADAfw==\"",
        "[\"x\"]|\"AADAfw==\"",
        "[1e400]|\"AACAfw==\""
      })
  void packs_the_low_byte_first(String numbers, String expected) {
    assertThat(packed(numbers)).isEqualTo(expected);
  }

  /** Doubles as vendors spell them, with more digits than a float has. */
  @Test
  void says_the_nearest_float_of_each_number() {
    var random = Seeds.random(23, 0);
    var numbers = new double[2_000];
    var spelled = new StringJoiner(",", "[", "]");
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
      spelled.add(
          i % 2 == 0
              ? Double.toString(numbers[i])
              : String.format(Locale.ROOT, "%.17e", numbers[i]));
    }
    var text = packed(spelled.toString());
    var bytes = Base64.getDecoder().decode(text.substring(1, text.length() - 1));
    var floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();

    assertThat(floats.remaining()).isEqualTo(numbers.length);
    for (var number : numbers) {
      float packed = floats.get();
      assertThat(Math.abs(packed - number))
          .as("seed %s: %s as %s", Seeds.seed(), number, packed)
          .isLessThanOrEqualTo(Math.ulp((float) number) / 2.0);
    }
  }
}
