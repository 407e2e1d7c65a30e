package ai.lyss.adapter.provider.stub;

import ai.lyss.domain.content.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A stream as a vendor writes it, and what a gateway has to make of it for a caller that did not
 * ask for usage.
 *
 * @param name what is special about it
 * @param wire what the vendor sends
 * @param passed what the caller gets
 * @param usage what the vendor reports
 * @param text what the model generated
 */
public record RecordedStream(
    String name, byte[] wire, String passed, TokenUsage usage, String text) {

  private static final String DONE = "data: [DONE]\n\n";
  private static final String ROLE = delta("{\"role\":\"assistant\",\"content\":\"\"}");
  private static final String FINISH = choice("\"delta\":{},\"finish_reason\":\"stop\"");
  private static final String USAGE =
      chunk(
          "\"choices\":[],\"usage\":{\"prompt_tokens\":21,\"completion_tokens\":9,"
              + "\"total_tokens\":30,\"prompt_tokens_details\":{\"cached_tokens\":3}}");
  private static final TokenUsage TOLD = new TokenUsage(21L, 9L, 3L, null, null);
  private static final String SAFE =
      "\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}}";

  /** Returns all recordings. */
  public static List<RecordedStream> all() {
    return List.of(
        openAi("openai", text -> text),
        openAi("openai, lines end in CR LF", text -> text.replace("\n", "\r\n")),
        openAi("openai, lines end in CR", text -> text.replace("\n", "\r")),
        openAi("openai, no space after the colon", text -> text.replace("data: ", "data:")),
        marked(),
        azure(),
        deepSeek(),
        tools(),
        choices(),
        silent());
  }

  private static RecordedStream openAi(String name, UnaryOperator<String> spelling) {
    var answer =
        ROLE + content("Grüße ") + content("你好 😀\\n") + content("\\u00e9\\ud83d\\ude00") + FINISH;
    var wire = spelling.apply(": PROCESSING\n\n" + answer + USAGE + DONE);
    return new RecordedStream(
        name,
        utf8(wire),
        spelling.apply(": PROCESSING\n\n" + answer + DONE),
        TOLD,
        "Grüße 你好 😀\né😀");
  }

  private static RecordedStream marked() {
    var answer = ROLE + content("a") + FINISH;
    return new RecordedStream(
        "byte order mark, and more after the end",
        utf8("\ufeff" + answer + USAGE + DONE + DONE + content("late")),
        answer + DONE,
        TOLD,
        "a");
  }

  /** Filter results come first, beside the text, and later without any. */
  private static RecordedStream azure() {
    var answer =
        chunk("\"choices\":[],\"prompt_filter_results\":[{\"prompt_index\":0," + SAFE + "}]")
            + ROLE
            + choice("\"delta\":{\"content\":\"Hi\"}," + SAFE + ",\"finish_reason\":null")
            + choice(
                "\"content_filter_offsets\":{\"check_offset\":4,\"start_offset\":4,"
                    + "\"end_offset\":9},"
                    + SAFE
                    + ",\"finish_reason\":null")
            + choice("\"delta\":{\"content\":\" du\"}," + SAFE + ",\"finish_reason\":null")
            + FINISH;
    return new RecordedStream(
        "azure, filter results", utf8(answer + USAGE + DONE), answer + DONE, TOLD, "Hi du");
  }

  /** It thinks first, comments keep the connection alive, the last choice carries the usage. */
  private static RecordedStream deepSeek() {
    var answer =
        ": keep-alive\n\n"
            + delta("{\"role\":\"assistant\",\"content\":null,\"reasoning_content\":\"\"}")
            + delta("{\"content\":null,\"reasoning_content\":\"Hm, \"}")
            + ": keep-alive\n\n"
            + delta("{\"content\":null,\"reasoning_content\":\"ja.\"}")
            + delta("{\"content\":\" Ja\",\"reasoning_content\":null}")
            + chunk(
                "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\",\"reasoning_content\":null},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":11,"
                    + "\"completion_tokens\":5,\"prompt_cache_hit_tokens\":8,"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":4}}");
    return new RecordedStream(
        "deepseek, reasoning and keep-alive",
        utf8(answer + DONE),
        answer + DONE,
        new TokenUsage(11L, 5L, 8L, null, 4L),
        "Hm, ja. Ja");
  }

  private static RecordedStream tools() {
    var answer =
        ROLE
            + delta(
                "{\"tool_calls\":[{\"index\":0,\"id\":\"call_a\",\"type\":\"function\","
                    + "\"function\":{\"name\":\"tide\",\"arguments\":\"\"}}]}")
            + delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"p\\\":\"}}]}")
            + delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"1}\"}}]}")
            + choice("\"delta\":{},\"finish_reason\":\"tool_calls\"");
    return new RecordedStream(
        "calls of tools", utf8(answer + USAGE + DONE), answer + DONE, TOLD, "tide{\"p\":1}");
  }

  /** Two choices take turns; their texts are told apart. */
  private static RecordedStream choices() {
    var answer =
        ROLE
            + content("one ")
            + content("uno ").replace("\"index\":0", "\"index\":1")
            + content("two")
            + content("due").replace("\"index\":0", "\"index\":1")
            + FINISH;
    return new RecordedStream(
        "two choices", utf8(answer + USAGE + DONE), answer + DONE, TOLD, "one two|uno due");
  }

  private static RecordedStream silent() {
    var answer = ROLE + content("nobody ") + content("counts") + FINISH;
    return new RecordedStream(
        "no usage", utf8(answer + DONE), answer + DONE, TokenUsage.UNKNOWN, "nobody counts");
  }

  private static String content(String text) {
    return delta("{\"content\":\"" + text + "\"}");
  }

  private static String delta(String delta) {
    return choice("\"delta\":" + delta + ",\"finish_reason\":null");
  }

  private static String choice(String fields) {
    return chunk("\"choices\":[{\"index\":0," + fields + "}],\"usage\":null");
  }

  private static String chunk(String fields) {
    return "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\","
        + fields
        + "}\n\n";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Tells whether a caller got what it should. Where a CR LF after the terminator was cut in two,
   * its LF comes after the end.
   */
  public boolean isPassedBy(String given) {
    return given.equals(passed)
        || (passed.endsWith("\r\n") && given.equals(passed.substring(0, passed.length() - 1)));
  }

  @Override
  public String toString() {
    return name;
  }
}
