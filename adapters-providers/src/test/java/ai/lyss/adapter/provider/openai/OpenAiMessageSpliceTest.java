package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.domain.model.ModelName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OpenAiMessageSpliceTest {

  private static final OpenAiQuirks REFUSING =
      OpenAiQuirks.COMPATIBLE.with(Trait.REFUSES_REASONING);
  private static final String CALLS =
      "\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\","
          + "\"arguments\":\"{\\\"reasoning_content\\\":\\\"\\\"}\"}}]";

  private static OpenAiRequestSplice spliced(String messages, String rest, OpenAiQuirks quirks) {
    var body = "{\"messages\":[" + messages + "]" + rest + ",\"model\":\"m\"}";
    return OpenAiRequestSplice.of(Chats.chat(body), new ModelName("m"), null, quirks);
  }

  private static String messages(String messages, String rest, OpenAiQuirks quirks) {
    var text = new String(spliced(messages, rest, quirks).body(), StandardCharsets.UTF_8);
    assertThat(text).startsWith("{\"messages\":[").endsWith("]" + rest + ",\"model\":\"m\"}");
    return text.substring(13, text.length() - rest.length() - 14);
  }

  private static String deepSeek(String messages) {
    return messages(messages, "", OpenAiQuirks.DEEPSEEK);
  }

  @Test
  void keeps_reasoning_wherever_it_stands() {
    var history =
        "{\"role\":\"assistant\",\"content\":\"a\",\"reasoning_content\":\"why \\u00e9\"}, "
            + "{\"role\":\"assistant\",\"content\":null,\"reasoning_content\":\"b\","
            + CALLS
            + "},{\"role\":\"assistant\",\"content\":\"c\"}";

    assertThat(deepSeek(history)).isEqualTo(history);
    assertThat(messages(history, "", OpenAiQuirks.COMPATIBLE)).isEqualTo(history);
  }

  @Test
  void fills_in_reasoning_where_tools_were_called_without() {
    assertThat(deepSeek("{ \"role\":\"assistant\"," + CALLS + "}"))
        .isEqualTo("{\"reasoning_content\":\" \", \"role\":\"assistant\"," + CALLS + "}");
    assertThat(deepSeek("{" + CALLS + ",\"role\":\"assistant\", \"reasoning_content\" : null}"))
        .isEqualTo("{" + CALLS + ",\"role\":\"assistant\", \"reasoning_content\" : \" \"}");
    assertThat(deepSeek("{" + CALLS + ",\"reasoning_content\":\"\",\"role\":\"assistant\"}"))
        .isEqualTo("{" + CALLS + ",\"reasoning_content\":\" \",\"role\":\"assistant\"}");
    assertThat(deepSeek("{" + CALLS + ",\"reasoning\": \"why\",\"role\":\"assistant\"}"))
        .isEqualTo("{" + CALLS + ",\"reasoning_content\": \"why\",\"role\":\"assistant\"}");
  }

  @Test
  void fills_in_nothing_elsewhere() {
    var history =
        "{\"role\":\"assistant\",\"tool_calls\":[]},{\"role\":\"assistant\",\"tool_calls\":null},"
            + "{\"role\":\"user\","
            + CALLS
            + "},7,{},{\"role\":\"tool\",\"content\":\"x\"}";

    assertThat(deepSeek(history)).isEqualTo(history);
  }

  @Test
  void fills_in_nothing_where_the_model_does_not_reason() {
    var history = "{\"role\":\"assistant\"," + CALLS + "}";

    assertThat(messages(history, ",\"thinking\":{\"type\":\"disabled\"}", OpenAiQuirks.DEEPSEEK))
        .isEqualTo(history);
    assertThat(messages(history, ",\"thinking\":{\"type\":\"enabled\"}", OpenAiQuirks.DEEPSEEK))
        .isNotEqualTo(history);
  }

  @Test
  void says_system_where_developer_is_unknown() {
    assertThat(
            deepSeek(
                "{\"role\" : \"develo\\u0070er\",\"content\":\"developer\"},"
                    + "{\"role\":\"user\",\"content\":\"x\"}"))
        .isEqualTo(
            "{\"role\" : \"system\",\"content\":\"developer\"},"
                + "{\"role\":\"user\",\"content\":\"x\"}");
  }

  @Test
  void takes_reasoning_out_where_it_is_refused_and_names_it() {
    var sent =
        spliced(
            "{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\", "
                + "\"reasoning_content\":\"why\",\"content\":\"a\"}",
            "",
            REFUSING);

    assertThat(new String(sent.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\","
                + "\"content\":\"a\"}],\"model\":\"m\"}");
    assertThat(sent.dropped()).containsExactly("/messages/1/reasoning_content");
  }
}
