package ai.lyss.adapter.rest.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.store.Revision;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EntityVersionTest {

  @Test
  void reads_the_tag_it_writes() {
    var tag = EntityVersion.tag(new Revision(Instant.EPOCH, Instant.EPOCH, 17));

    assertThat(EntityVersion.wanted("\"" + tag.getValue() + "\"")).isEqualTo(17);
    assertThat(tag.isWeak()).isFalse();
  }

  @Test
  void wants_any_version_when_none_is_named() {
    assertThat(EntityVersion.wanted(null)).isNull();
    assertThat(EntityVersion.wanted("*")).isNull();
  }

  @Test
  void wants_a_version_that_no_thing_has_when_it_is_malformed() {
    for (var bad :
        List.of("", "17", "W/\"17\"", "\"x\"", "\"1\", \"2\"", "\"99999999999999999999\"")) {
      assertThat(EntityVersion.wanted(bad)).as(bad).isEqualTo(-1);
    }
  }
}
