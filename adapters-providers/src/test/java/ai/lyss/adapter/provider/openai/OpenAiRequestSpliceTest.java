package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenAiRequestSpliceTest {

  /** Odd numbers, key order, escapes in keys, Unicode, unknown and doubled unknown fields. */
  private static final String ODD =
      "{ \"zz\":1e400,\"temperature\" : 2.50,\n\t\"model\":\"pub\\u006cic\", \"x\\u002dy\":[1.0,-0],"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Grüße 你好 \\ud83d\\ude00 \\/ 😀\"}],"
          + "\"twice\":1,\"twice\":2,\"n\":1,\"seed\":123456789012345678901234567890 }\r\n";

  private final OpenAiQuirks openai = OpenAiQuirks.OPENAI;

  @Test
  void sends_the_callers_own_array_when_there_is_nothing_to_edit() {
    var chat = Chats.chat(ODD);

    assertThat(body(chat, "public", null, openai)).isSameAs(chat.body());
  }

  @Test
  void changes_the_model_and_no_other_byte() {
    assertThat(text(Chats.chat(ODD), "vendor/model:1", null, openai))
        .isEqualTo(ODD.replace("\"pub\\u006cic\"", "\"vendor/model:1\""));
  }

  @Test
  void asks_for_usage_where_a_stream_did_not() {
    assertThat(streamed("{\"model\":\"m\",\"stream\":true}"))
        .isEqualTo("{\"stream_options\":{\"include_usage\":true},\"model\":\"m\",\"stream\":true}");
    assertThat(streamed("{\"stream\":true,\"stream_options\":null,\"model\":\"m\"}"))
        .isEqualTo("{\"stream\":true,\"stream_options\":{\"include_usage\":true},\"model\":\"m\"}");
    assertThat(streamed("{\"stream\":true,\"stream_options\": { } ,\"model\":\"m\"}"))
        .isEqualTo(
            "{\"stream\":true,\"stream_options\": {\"include_usage\":true} ,\"model\":\"m\"}");
    assertThat(
            streamed(
                "{\"stream\":true,\"stream_options\":{ \"include_usage\" : false},"
                    + "\"model\":\"m\"}"))
        .isEqualTo(
            "{\"stream\":true,\"stream_options\":{ \"include_usage\" : true},\"model\":\"m\"}");
    assertThat(
            streamed(
                "{\"stream\":true,\"stream_options\":{\"include_obfuscation\":false},"
                    + "\"model\":\"m\"}"))
        .isEqualTo(
            "{\"stream\":true,\"stream_options\":{\"include_usage\":true,"
                + "\"include_obfuscation\":false},\"model\":\"m\"}");
  }

  @Test
  void leaves_a_stream_that_asked_for_usage_alone() {
    var body = "{\"stream\":true,\"stream_options\":{\"include_usage\":true},\"model\":\"m\"}";

    assertThat(streamed(body)).isEqualTo(body);
  }

  @Test
  void asks_no_vendor_that_refuses_the_option() {
    var quirks = OpenAiQuirks.COMPATIBLE.with(new Settings(Map.of("stream_options", false)));
    var body = "{\"model\":\"m\",\"stream\":true}";

    assertThat(text(Chats.chat(body), "m", null, quirks)).isEqualTo(body);
  }

  @Test
  void streams_what_the_endpoint_streams() {
    var quirks = OpenAiQuirks.COMPATIBLE.with(new Settings(Map.of("stream_options", false)));

    assertThat(text(Chats.streamed("{\"model\":\"m\"}"), "m", null, quirks))
        .isEqualTo("{\"stream\":true,\"model\":\"m\"}");
    assertThat(text(Chats.streamed("{\"model\":\"m\",\"stream\":false}"), "m", null, quirks))
        .isEqualTo("{\"model\":\"m\",\"stream\":true}");
    assertThat(text(Chats.streamed("{\"stream\": null,\"model\":\"m\"}"), "m", null, quirks))
        .isEqualTo("{\"stream\": true,\"model\":\"m\"}");
  }

  @Test
  void lowers_an_output_limit_or_sets_one_by_the_name_the_vendor_takes() {
    var limited = "{\"model\":\"m\",\"max_completion_tokens\": 4000}";

    assertThat(text(Chats.chat(limited), "m", 25L, openai))
        .isEqualTo("{\"model\":\"m\",\"max_completion_tokens\": 25}");
    assertThat(text(Chats.chat("{\"model\":\"m\"}"), "m", 25L, openai))
        .isEqualTo("{\"max_completion_tokens\":25,\"model\":\"m\"}");
    assertThat(text(Chats.chat("{\"model\":\"m\"}"), "m", 25L, OpenAiQuirks.COMPATIBLE))
        .isEqualTo("{\"max_tokens\":25,\"model\":\"m\"}");
  }

  @Test
  void names_the_model_of_the_path_in_the_body() {
    assertThat(deployed("{\"model\":\"gpt\",\"n\":1}", "{\"model\":\"east\",\"n\":1}")).isTrue();
    assertThat(deployed("{\"model\": null,\"n\":1}", "{\"model\": \"east\",\"n\":1}")).isTrue();
    assertThat(deployed("{\"model\":17,\"n\":1}", "{\"model\":\"east\",\"n\":1}")).isTrue();
    assertThat(deployed("{\"n\":1}", "{\"model\":\"east\",\"n\":1}")).isTrue();
    assertThat(deployed("{\"n\":1,\"model\":\"e\\u0061st\"}", "{\"n\":1,\"model\":\"e\\u0061st\"}"))
        .isTrue();
  }

  private boolean deployed(String body, String expected) {
    return text(Chats.deployed(body, "east"), "east", null, openai).equals(expected);
  }

  @Test
  void makes_all_edits_together() {
    var chat = Chats.streamed("{ \"messages\":[],\"model\":\"m\",\"temperature\":2.50}");

    assertThat(text(chat, "v", 9L, openai))
        .isEqualTo(
            "{\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"max_completion_tokens\":9, \"messages\":[],\"model\":\"v\","
                + "\"temperature\":2.50}");
  }

  private String streamed(String body) {
    return text(Chats.chat(body), "m", null, openai);
  }

  private static String text(ChatRequest chat, String model, Long clipped, OpenAiQuirks quirks) {
    return new String(body(chat, model, clipped, quirks), StandardCharsets.UTF_8);
  }

  private static byte[] body(ChatRequest chat, String model, Long clipped, OpenAiQuirks quirks) {
    return OpenAiRequestSplice.of(chat, new ModelName(model), clipped, quirks).body();
  }
}
