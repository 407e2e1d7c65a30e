package ai.lyss.adapter.persistence.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MasterKeysTest {

  private static final String ONE = key((byte) 1);
  private static final String TWO = key((byte) 2);

  @Test
  void takes_one_bare_key_and_names_it_after_itself() {
    var keys = MasterKeys.parse(" " + ONE + "\n");

    assertThat(keys.firstId()).matches("k[0-9a-f]{8}");
    assertThat(MasterKeys.parse(ONE).firstId()).isEqualTo(keys.firstId());
    assertThat(MasterKeys.parse(TWO).firstId()).isNotEqualTo(keys.firstId());
    assertThat(keys.find(keys.firstId()).orElseThrow().getEncoded())
        .isEqualTo(Base64.getDecoder().decode(ONE));
  }

  @Test
  void takes_several_named_keys_of_which_the_first_encrypts() {
    for (var separator : List.of(",", " ", ", ", "\n")) {
      var keys = MasterKeys.parse("new:" + TWO + separator + "old:" + ONE);

      assertThat(keys.firstId()).isEqualTo("new");
      assertThat(keys.find("old").orElseThrow().getEncoded())
          .isEqualTo(Base64.getDecoder().decode(ONE));
      assertThat(keys.find("older")).isEmpty();
    }
  }

  @Test
  void takes_base64url_without_padding() {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) 0xff);
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

    assertThat(MasterKeys.parse("a:" + text).find("a").orElseThrow().getEncoded()).isEqualTo(bytes);
  }

  @Test
  void refuses_what_is_no_key_without_showing_it() {
    var wrong =
        List.of(
            "",
            "   ",
            ",",
            "a:",
            "a:" + ONE + ",a:" + TWO,
            "a:" + ONE.substring(4),
            "a:" + ONE + "AAAA",
            "a.b:" + ONE,
            ":" + ONE,
            "not base64 at all!",
            "a:c2VjcmV0");
    for (var text : wrong) {
      assertThatThrownBy(() -> MasterKeys.parse(text))
          .as(text)
          .isInstanceOf(SecretRefused.class)
          .hasMessageStartingWith("lyss.master-key: ")
          .hasMessageContaining("(expected: 256-bit keys in base64")
          .hasMessageNotContaining(ONE.substring(4, 20))
          .hasMessageNotContaining("c2VjcmV0");
    }
  }

  @Test
  void shows_ids_only_when_printed() {
    assertThat(MasterKeys.parse("a:" + ONE).toString()).isEqualTo("MasterKeys[a]");
  }

  private static String key(byte fill) {
    var bytes = new byte[32];
    Arrays.fill(bytes, fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
