package ai.lyss.domain.content;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.content.ThoughtSignature.Issuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThoughtSealTest {

  private static final String VALUE = "EqQB.CkYI/+==.ü";

  @ParameterizedTest
  @EnumSource(Issuer.class)
  void opens_to_what_was_sealed(Issuer issuer) {
    var signature = new ThoughtSignature(issuer, VALUE);
    for (var words : new String[] {"", "Hm.", "call_1", ThoughtSeal.UNREADABLE}) {
      var seal = ThoughtSeal.of(signature, words);
      assertThat(ThoughtSeal.isSeal(seal)).isTrue();
      assertThat(ThoughtSeal.open(seal, words)).isEqualTo(signature);
      assertThat(ThoughtSeal.open(seal, words + " ")).isNull();
    }
  }

  @Test
  void does_not_open_once_any_character_is_another() {
    var seal = ThoughtSeal.of(new ThoughtSignature(Issuer.GEMINI, VALUE), "Hm.");
    for (int i = 0; i < seal.length(); i++) {
      var altered = seal.substring(0, i) + (char) (seal.charAt(i) ^ 1) + seal.substring(i + 1);
      assertThat(ThoughtSeal.open(altered, "Hm.")).as("altered at %s", i).isNull();
      assertThat(ThoughtSeal.open(seal.substring(0, i), "Hm.")).as("cut at %s", i).isNull();
    }
  }

  @Test
  void is_bound_to_its_issuer() {
    var seal = ThoughtSeal.of(new ThoughtSignature(Issuer.GEMINI, VALUE), "Hm.");
    var other = seal.replace("gemini", "anthropic");
    assertThat(ThoughtSeal.open(other, "Hm.")).isNull();
  }

  @Test
  void is_not_mistaken_for_what_a_vendor_sealed() {
    assertThat(ThoughtSeal.isSeal("gAAAAABo")).isFalse();
    assertThat(ThoughtSeal.open("gAAAAABo", "")).isNull();
    assertThat(ThoughtSeal.open("", "")).isNull();
  }
}
