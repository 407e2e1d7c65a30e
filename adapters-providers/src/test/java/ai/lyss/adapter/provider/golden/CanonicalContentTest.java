package ai.lyss.adapter.provider.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.golden.GoldenFile;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanonicalContentTest {

  /** What only one dialect has a word for is in no vendor's reach and needs no common case. */
  private static final Set<Feature> IN_NO_CASE =
      EnumSet.of(
          Feature.SPEAKER_NAME,
          Feature.LOGIT_BIAS,
          Feature.AUDIO_OUTPUT,
          Feature.IMAGE_OUTPUT,
          Feature.CACHE_KEY,
          Feature.CACHED_CONTENT,
          Feature.PREDICTION,
          Feature.STORE,
          Feature.WEB_SEARCH,
          Feature.MODERATION,
          Feature.SAFETY_SETTINGS,
          Feature.CITATIONS,
          Feature.STORED_CONVERSATION,
          Feature.BACKGROUND,
          Feature.TRUNCATION);

  @Test
  void has_a_case_of_every_feature_that_several_dialects_have() {
    var seen = EnumSet.noneOf(Feature.class);
    GoldenFile.read("requests/cases.jsonl")
        .values()
        .forEach(item -> seen.addAll(CanonicalContent.read(item.get("content")).given().all()));
    assertThat(seen).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(IN_NO_CASE)));
  }

  @Test
  void says_where_each_feature_stands() {
    var content =
        CanonicalContent.read(
            GoldenFile.json(
                """
                {"messages":[{"user":[{"image":{"url":"https://a/b"},"detail":"low"}]},
                 {"assistant":[{"call":"c","name":"f"}]},
                 {"tool":"c","failed":true,"parts":[{"image":{"mediaType":"a/b","base64":""}}]}],
                 "tools":[{"function":"f"}],"sampling":{"seed":1}}"""));
    var given = content.given();

    assertThat(given.places(Feature.IMAGE_URL)).containsExactly("/messages/0/user/0");
    assertThat(given.places(Feature.IMAGE_DETAIL)).containsExactly("/messages/0/user/0/detail");
    assertThat(given.places(Feature.TOOL_HISTORY))
        .containsExactly("/messages/1/assistant/0", "/messages/2");
    assertThat(given.places(Feature.TOOL_ERROR)).containsExactly("/messages/2/failed");
    assertThat(given.places(Feature.TOOL_RESULT_IMAGE)).containsExactly("/messages/2/parts/0");
    assertThat(given.places(Feature.SEED)).containsExactly("/sampling/seed");
    assertThat(content.messages().getLast()).isInstanceOf(ChatMessage.ToolResult.class);
    assertThat(content.messages().getFirst().parts().getFirst())
        .isInstanceOf(ContentPart.Image.class);
  }

  @Test
  void compares_json_by_value_and_by_the_spelling_of_numbers() {
    assertThat(GoldenFile.normal("{\"b\":[1.0, {}],\"a\":\"\\u0061\"}"))
        .isEqualTo(GoldenFile.normal("{ \"a\":\"a\",\"b\":[1.0,{ }] }"))
        .isNotEqualTo(GoldenFile.normal("{\"a\":\"a\",\"b\":[1,{}]}"));
  }
}
