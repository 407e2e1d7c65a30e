package ai.lyss.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.Secret;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class StartNoticeTest {

  private static final URI BASE = URI.create("http://localhost:8080");

  @Test
  void ends_with_the_line_for_scripts() {
    assertThat(new StartNotice(BASE, null, null).lines().getLast())
        .isEqualTo("lyss ready url=http://localhost:8080 console=http://localhost:8080/console");
  }

  @Test
  void shows_a_new_key_and_a_curl_line_that_uses_it() {
    var lines = new StartNotice(BASE, Secret.of("sk-lyss-new"), Path.of("/s/admin.key")).lines();

    assertThat(lines).anySatisfy(l -> assertThat(l).contains("Admin key", "sk-lyss-new"));
    assertThat(lines)
        .anySatisfy(
            l ->
                assertThat(l)
                    .contains("curl ", BASE + "/v1/chat/completions", "Bearer sk-lyss-new\""));
  }

  @Test
  void shows_no_key_later_and_a_curl_line_that_reads_it_from_its_file() {
    var lines = new StartNotice(BASE, null, Path.of("/it's here/admin.key")).lines();

    assertThat(lines).noneSatisfy(l -> assertThat(l).contains("Admin key"));
    assertThat(lines)
        .anySatisfy(l -> assertThat(l).contains("Bearer $(cat '/it'\\''s here/admin.key')"));
  }

  @Test
  void shows_no_key_that_was_given() {
    assertThat(new StartNotice(BASE, null, null).lines())
        .noneSatisfy(l -> assertThat(l).contains("sk-lyss-"))
        .anySatisfy(l -> assertThat(l).contains("Bearer $LYSS_BOOTSTRAP_ADMIN_KEY"));
  }
}
