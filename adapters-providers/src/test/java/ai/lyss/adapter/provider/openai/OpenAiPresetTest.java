package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.VendorSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiPresetTest {

  private static OpenAiQuirks quirks(Map<String, Object> settings) {
    return OpenAiQuirks.COMPATIBLE.with(new Settings(settings));
  }

  private static boolean accepts(String setting, Object value) {
    return OpenAiSettings.OF_COMPATIBLE.get(setting).form().accepts(value);
  }

  @ParameterizedTest
  @EnumSource(OpenAiPreset.class)
  void is_picked_by_its_name(OpenAiPreset row) {
    assertThat(quirks(Map.of("preset", row.wireName()))).isEqualTo(row.quirks());
    assertThat(accepts("preset", row.wireName())).isTrue();
    assertThat(row.wireName()).matches("[a-z]+");
  }

  @ParameterizedTest
  @EnumSource(OpenAiPreset.class)
  void has_values_only_that_settings_could_have(OpenAiPreset row) {
    assertThat(accepts("output_limit_field", row.quirks().limitField())).isTrue();
    assertThat(accepts("key_header", row.quirks().keyHeader())).isTrue();
    assertThat(row.quirks().dropped()).allMatch(field -> accepts("drop_fields", field));
    assertThat(row.quirks().unaskable()).isEmpty();
  }

  @Test
  void gives_way_to_single_settings() {
    var settings =
        Map.<String, Object>of(
            "preset",
            "groq",
            "stream_options",
            false,
            "done_marker",
            false,
            "output_limit_field",
            "max_tokens",
            "rename_output_limit",
            true,
            "developer_role",
            true,
            "json_schema",
            false,
            "reasoning_replay",
            "drop",
            "drop_fields",
            List.of("seed", "user"),
            "key_header",
            "x-api-key");

    assertThat(quirks(settings))
        .isEqualTo(
            OpenAiQuirks.COMPATIBLE
                .keyedBy("x-api-key")
                .dropping("seed", "user")
                .with(
                    Trait.NO_STREAM_OPTIONS,
                    Trait.NO_DONE_MARKER,
                    Trait.ONE_LIMIT_FIELD,
                    Trait.NO_JSON_SCHEMA,
                    Trait.REFUSES_REASONING));
    assertThat(settings).allSatisfy((name, value) -> assertThat(accepts(name, value)).isTrue());
    assertThat(settings.keySet()).isEqualTo(OpenAiSettings.OF_COMPATIBLE.keySet());
  }

  @Test
  void lets_reasoning_be_set_either_way() {
    assertThat(quirks(Map.of("preset", "moonshot")).has(Trait.NEEDS_REASONING)).isTrue();
    assertThat(
            quirks(Map.of("preset", "moonshot", "reasoning_replay", "keep"))
                .has(Trait.NEEDS_REASONING))
        .isFalse();
    assertThat(quirks(Map.of("reasoning_replay", "fill")).has(Trait.NEEDS_REASONING)).isTrue();
  }

  @Test
  void lets_no_field_be_left_out_that_the_gateway_needs() {
    for (var needed :
        List.of("model", "messages", "stream", "n", "max_tokens", "max_completion_tokens")) {
      assertThat(accepts("drop_fields", needed)).as(needed).isFalse();
    }
    assertThat(accepts("drop_fields", "models")).isTrue();
    assertThat(accepts("drop_fields", "a/b")).isFalse();
  }

  @Test
  void describes_every_setting() {
    assertThat(OpenAiSettings.OF_COMPATIBLE.values())
        .extracting(VendorSetting::description)
        .allMatch(text -> text.length() > 20);
  }

  @ParameterizedTest
  @EnumSource(OpenAiPreset.class)
  void is_a_line_of_the_page_on_vendors(OpenAiPreset row) throws IOException {
    var line =
        Pattern.compile(
            "\\| `" + row.wireName() + "` \\| (?:`(.+)`|your own.*) \\| `(.+)` \\|(.*)\\|");
    var found =
        Files.readAllLines(Path.of("..", "docs", "vendors.md")).stream()
            .map(line::matcher)
            .filter(Matcher::matches)
            .toList();

    assertThat(found).hasSize(1);
    var url = OpenAiPreset.baseUrls().get(row.wireName());
    assertThat(found.getFirst().group(1)).isEqualTo(url == null ? null : url.toString());
    assertThat(found.getFirst().group(2)).isEqualTo(row.quirks().limitField());
    assertThat(found.getFirst().group(3).strip()).isEqualTo(differences(row.quirks()));
  }

  /** Words the differences as the page does; what the page has no word for fails. */
  private static String differences(OpenAiQuirks quirks) {
    var words = new ArrayList<String>();
    for (var trait : quirks.traits()) {
      words.add(
          switch (trait) {
            case NO_STREAM_OPTIONS -> "no `stream_options`";
            case NO_DONE_MARKER -> "no `done_marker`";
            case ONE_LIMIT_FIELD -> "renames the limit";
            case NO_DEVELOPER_ROLE -> "no `developer_role`";
            case NO_JSON_SCHEMA -> "no `json_schema`";
            case NEEDS_REASONING -> "fills reasoning";
            case REFUSES_REASONING -> "drops reasoning";
          });
    }
    if (!quirks.dropped().isEmpty()) {
      words.add("drops `" + String.join("`, `", new TreeSet<>(quirks.dropped())) + "`");
    }
    return String.join("; ", words);
  }
}
