package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.domain.model.ModelName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OpenAiFieldSpliceTest {

  private static final OpenAiQuirks DEEPSEEK = OpenAiQuirks.DEEPSEEK;

  private static OpenAiRequestSplice spliced(String body, Long clipped, OpenAiQuirks quirks) {
    return OpenAiRequestSplice.of(Chats.chat(body), new ModelName("m"), clipped, quirks);
  }

  private static String text(String body, Long clipped, OpenAiQuirks quirks) {
    return new String(spliced(body, clipped, quirks).body(), StandardCharsets.UTF_8);
  }

  @Test
  void sends_the_callers_own_array_when_the_quirks_touch_nothing_of_it() {
    var chat =
        Chats.chat(
            "{ \"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9 é\"}],"
                + "\"max_tokens\":5, \"seed\":1e400,\"thinking\":{\"type\":\"enabled\"}}");
    var sent = OpenAiRequestSplice.of(chat, new ModelName("m"), null, DEEPSEEK);

    assertThat(sent.body()).isSameAs(chat.body());
    assertThat(sent.dropped()).isEmpty();
  }

  @Test
  void sends_an_output_limit_by_the_one_name_that_counts() {
    assertThat(text("{\"model\":\"m\", \"max\\u005fcompletion_tokens\" : 90}", null, DEEPSEEK))
        .isEqualTo("{\"model\":\"m\", \"max_tokens\" : 90}");
    assertThat(text("{\"model\":\"m\",\"max_completion_tokens\":90}", 7L, DEEPSEEK))
        .isEqualTo("{\"model\":\"m\",\"max_tokens\":7}");
    assertThat(text("{\"model\":\"m\",\"max_completion_tokens\":90}", 7L, OpenAiQuirks.OPENAI))
        .isEqualTo("{\"model\":\"m\",\"max_completion_tokens\":7}");
  }

  @Test
  void never_leaves_two_output_limits() {
    var first = "{\"max_tokens\":null,\"model\":\"m\",\"max_completion_tokens\":90}";
    var second = "{\"max_completion_tokens\":null,\"model\":\"m\",\"max_tokens\":90}";
    var neither = "{\"max_completion_tokens\":null,\"model\":\"m\",\"max_tokens\":null}";

    assertThat(text(first, 7L, DEEPSEEK)).isEqualTo("{\"model\":\"m\",\"max_tokens\":7}");
    assertThat(text(first, null, DEEPSEEK)).isEqualTo("{\"model\":\"m\",\"max_tokens\":90}");
    assertThat(text(second, 7L, DEEPSEEK)).isEqualTo("{\"model\":\"m\",\"max_tokens\":7}");
    assertThat(text(neither, 7L, DEEPSEEK)).isEqualTo("{\"max_tokens\":7,\"model\":\"m\"}");
    assertThat(text(neither, null, DEEPSEEK)).isEqualTo("{\"max_tokens\":null,\"model\":\"m\"}");
  }

  @Test
  void sets_a_limit_by_the_name_the_vendor_takes_where_the_caller_named_none() {
    var old = "{\"model\":\"m\", \"max_tokens\" : null}";
    var both = "{\"max_tokens\":null,\"model\":\"m\",\"max_completion_tokens\":null}";

    assertThat(text(old, 7L, OpenAiQuirks.OPENAI))
        .isEqualTo("{\"model\":\"m\", \"max_completion_tokens\" : 7}");
    assertThat(text(both, 7L, OpenAiQuirks.OPENAI))
        .isEqualTo("{\"max_tokens\":null,\"model\":\"m\",\"max_completion_tokens\":7}");
    assertThat(text(both, 7L, OpenAiQuirks.COMPATIBLE))
        .isEqualTo("{\"max_tokens\":7,\"model\":\"m\",\"max_completion_tokens\":null}");
    assertThat(text(old, 7L, OpenAiQuirks.COMPATIBLE))
        .isEqualTo("{\"model\":\"m\", \"max_tokens\" : 7}");
    assertThat(text(old, null, OpenAiQuirks.OPENAI)).isEqualTo(old);
    var own = "{\"model\":\"m\",\"max_tokens\":90}";
    assertThat(text(own, 7L, OpenAiQuirks.OPENAI)).isEqualTo(own.replace("90", "7"));
  }

  @Test
  void leaves_out_and_names_what_the_vendor_refuses() {
    var quirks = OpenAiQuirks.COMPATIBLE.dropping("logprobs", "logit_bias", "user");
    var body =
        "{ \"logprobs\":true, \"model\":\"m\" , \"logit_bias\":{\"5\":1},\"messages\":[],"
            + "\"user\":null,\"seed\":2.0}";
    var sent = spliced(body, null, quirks);

    assertThat(new String(sent.body(), StandardCharsets.UTF_8))
        .isEqualTo("{ \"model\":\"m\",\"messages\":[],\"seed\":2.0}");
    assertThat(sent.dropped())
        .as("a null is nothing that could be missed")
        .containsExactly("/logprobs", "/logit_bias");
  }

  @Test
  void leaves_out_stream_options_where_they_are_refused() {
    var quirks = OpenAiQuirks.COMPATIBLE.with(Trait.NO_STREAM_OPTIONS);
    var body = "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}";
    var sent = spliced(body, null, quirks);

    assertThat(new String(sent.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"model\":\"m\",\"stream\":true}");
    assertThat(sent.dropped()).containsExactly("/stream_options");
    assertThat(text("{\"model\":\"m\",\"stream\":true}", null, quirks))
        .isEqualTo("{\"model\":\"m\",\"stream\":true}");
  }

  @Test
  void asks_for_a_json_object_and_tells_the_schema_where_schemas_are_unknown() {
    var body =
        "{\"model\":\"m\",\"messages\":[ {\"role\":\"user\",\"content\":\"x\"}],"
            + "\"response_format\": {\"json_schema\":{\"name\":\"n\",\"strict\":true,\"schema\":"
            + "{\"type\": \"object\",\n\"title\":\"\\u00e9\"}},\"type\":\"json_schema\"} }";
    var sent = spliced(body, null, DEEPSEEK);

    assertThat(new String(sent.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Answer with one"
                + " JSON object and nothing else. It must be valid against this JSON Schema:"
                + " {\\\"type\\\": \\\"object\\\",\\u000a\\\"title\\\":\\\"\\\\u00e9\\\"}\"},"
                + " {\"role\":\"user\",\"content\":\"x\"}],"
                + "\"response_format\": {\"type\":\"json_object\"} }");
    assertThat(sent.dropped()).containsExactly("/response_format/json_schema");
  }

  @Test
  void leaves_other_response_formats_alone() {
    for (var format : new String[] {"{\"type\":\"json_object\"}", "{\"type\":\"text\"}", "null"}) {
      var body = "{\"model\":\"m\",\"messages\":[{}],\"response_format\":" + format + "}";
      assertThat(text(body, null, DEEPSEEK)).isEqualTo(body);
    }
  }

  @Test
  void makes_all_edits_together() {
    var quirks = DEEPSEEK.dropping("seed").with(Trait.NO_STREAM_OPTIONS);
    var body =
        "{\"seed\":1,\"stream_options\":{},\"max_completion_tokens\":9,\"stream\":false,"
            + "\"messages\":[{\"role\":\"developer\",\"content\":\"a\"},{\"role\":\"assistant\","
            + "\"tool_calls\":[{}]}],\"model\":\"public\"}";
    var sent = OpenAiRequestSplice.of(Chats.streamed(body), new ModelName("vendor"), 4L, quirks);

    assertThat(new String(sent.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"max_tokens\":4,\"stream\":true,\"messages\":[{\"role\":\"system\",\"content\":"
                + "\"a\"},{\"reasoning_content\":\" \",\"role\":\"assistant\",\"tool_calls\":[{}]}],"
                + "\"model\":\"vendor\"}");
    assertThat(sent.dropped()).containsExactly("/seed", "/stream_options");
  }
}
