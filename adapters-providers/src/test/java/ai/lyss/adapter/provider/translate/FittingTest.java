package ai.lyss.adapter.provider.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.golden.CanonicalContent;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.Treatment;
import ai.lyss.domain.golden.GoldenFile;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class FittingTest {

  private static final ChatContent CONTENT =
      CanonicalContent.read(
          GoldenFile.json(
              """
              {"messages":[{"user":["a",{"audio":{"mediaType":"audio/wav","base64":""}}]},
                {"assistant":[{"reasoning":"x"}]},{"assistant":[{"reasoning":"y"}]}],
               "sampling":{"seed":1,"topK":2,"choices":3}}"""));

  @Test
  void drops_what_a_table_does_not_speak_of_but_what_an_answer_would_be_wrong_without() {
    var table = Treatments.table().written();
    var refused =
        EnumSet.of(
            Feature.STORED_CONVERSATION,
            Feature.BACKGROUND,
            Feature.HOSTED_TOOL,
            Feature.FILE_ID,
            Feature.CACHED_CONTENT);
    for (var feature : Feature.values()) {
      assertThat(table.of(feature))
          .as(feature.name())
          .isEqualTo(refused.contains(feature) ? Treatment.REFUSED : Treatment.DROPPED);
    }
  }

  @Test
  void keeps_a_table_as_it_was_when_one_treatment_is_changed_for_a_model() {
    var table =
        Treatments.table()
            .mapped(Feature.SEED)
            .emulated(Feature.STOP)
            .refused(Feature.AUDIO)
            .written();
    var other = table.with(Feature.SEED, Treatment.REFUSED);

    assertThat(table.of(Feature.SEED)).isEqualTo(Treatment.MAPPED);
    assertThat(table.of(Feature.STOP)).isEqualTo(Treatment.EMULATED);
    assertThat(other.of(Feature.SEED)).isEqualTo(Treatment.REFUSED);
    assertThat(other.of(Feature.AUDIO)).isEqualTo(Treatment.REFUSED);
  }

  @Test
  void names_every_place_of_what_is_dropped() {
    var table = Treatments.table().mapped(Feature.SEED, Feature.AUDIO, Feature.CHOICES).written();
    var fitting = Fitting.of(CONTENT, table);

    assertThat(fitting.failure()).isNull();
    assertThat(fitting.dropped())
        .containsExactlyInAnyOrder(
            "/messages/1/assistant/0", "/messages/2/assistant/0", "/messages/2", "/sampling/topK");
  }

  @Test
  void refuses_with_every_place_that_stands_in_the_way() {
    var table = Treatments.table().refused(Feature.AUDIO, Feature.CHOICES).written();
    var error = Fitting.of(CONTENT, table).failure().error();

    assertThat(error.status()).isEqualTo(400);
    assertThat(error.message()).contains("/messages/0/user/1", "/sampling/choices");
    assertThat(error.param()).isEqualTo("/messages/0/user/1");
    assertThat(error.code()).isEqualTo("unsupported_parameter");
  }

  @Test
  void takes_what_values_say_once_and_after_what_the_table_says() {
    var open = Treatments.table().mapped(Feature.values()).written();
    var fitting = Fitting.of(CONTENT, open);
    fitting.drop(Feature.SEED);
    fitting.drop("/sampling/seed");
    fitting.drop(Feature.STOP);
    assertThat(fitting.dropped()).containsExactly("/sampling/seed");
    fitting.refuse("first", "/a");
    fitting.refuse("second", "/b");
    assertThat(fitting.failure().error().message()).isEqualTo("first");
    assertThat(fitting.failure().error().param()).isEqualTo("/a");

    var closed = Fitting.of(CONTENT, open.with(Feature.AUDIO, Treatment.REFUSED));
    closed.refuse("value", null);
    assertThat(closed.failure().error().param()).isEqualTo("/messages/0/user/1");
  }
}
