package ai.lyss.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.content.MediaSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FetchedContentTest {

  private static final MediaSource.Inline IMAGE = new MediaSource.Inline("image/png", "AQID");

  private final FetchedContent fetched = new FetchedContent();
  private int releases;

  @Test
  void keeps_what_was_fetched_until_the_relay_is_over() {
    fetched.keep(Map.of("a", IMAGE), () -> releases++);
    fetched.keep(Map.of("b", IMAGE), () -> releases++);

    assertThat(fetched.at("a")).isEqualTo(IMAGE);
    assertThat(fetched.at("c")).isNull();
    assertThat(releases).isZero();
    fetched.close();
    fetched.close();
    assertThat(fetched.at("a")).isNull();
    assertThat(releases).isEqualTo(2);
  }

  @Test
  void keeps_nothing_once_the_relay_is_over() {
    fetched.close();
    fetched.keep(Map.of("a", IMAGE), () -> releases++);

    assertThat(fetched.at("a")).isNull();
    assertThat(releases).isEqualTo(1);
  }
}
