package ai.lyss.adapter.rest.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PresentedTokenTest {

  @Test
  void takes_the_token_whatever_the_case_of_the_scheme() {
    for (var header : List.of("Bearer abc", "bearer abc", "BEARER abc", "Bearer   abc  ")) {
      assertThat(PresentedToken.ofAuthorization(header))
          .as(header)
          .contains(new PresentedToken("abc"));
    }
  }

  @Test
  void takes_nothing_from_what_is_no_bearer_token() {
    for (var header :
        List.of(
            "",
            "Bearer",
            "Bearer ",
            "Bearer\tabc",
            "Bearerabc",
            "Basic abc",
            "abc",
            " Bearer abc",
            "Bearer a b",
            "Bearer a\u00e9",
            "Bearer a\u0000")) {
      assertThat(PresentedToken.ofAuthorization(header)).as(header).isEmpty();
    }
    assertThat(PresentedToken.ofAuthorization(null)).isEmpty();
  }

  @Test
  void shows_nothing_of_the_token() {
    assertThat(new PresentedToken("sk-lyss-abc").toString()).doesNotContain("abc");
  }
}
