package ai.lyss.domain.content;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.fixture.Seeds;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CallIdsTest {

  @Test
  void carries_gemini_signatures_there_and_back() {
    for (int run = 0; run < 1_000; run++) {
      var random = Seeds.random(62, run);
      var bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      var value = new String(bytes, StandardCharsets.ISO_8859_1);
      var signature = new ThoughtSignature(Issuer.GEMINI, value);
      var id = CallIds.carrying("call_" + run, signature);
      var where = "seed " + Seeds.seed() + ", run " + run;
      assertThat(id).as(where).matches("[A-Za-z0-9_-]+");
      assertThat(CallIds.plain(id)).as(where).isEqualTo("call_" + run);
      assertThat(CallIds.signature(id)).as(where).isEqualTo(signature);
    }
  }

  @Test
  void carries_nothing_else() {
    assertThat(CallIds.carrying("c", null)).isEqualTo("c");
    assertThat(CallIds.carrying("c", new ThoughtSignature(Issuer.ANTHROPIC, "s"))).isEqualTo("c");
    assertThat(CallIds.plain("call_1")).isEqualTo("call_1");
    assertThat(CallIds.signature("call_1")).isNull();
  }

  @Test
  void does_without_a_signature_that_was_altered() {
    assertThat(CallIds.signature("c__thought__%%%")).isNull();
    assertThat(CallIds.plain("c__thought__%%%")).isEqualTo("c");
  }
}
