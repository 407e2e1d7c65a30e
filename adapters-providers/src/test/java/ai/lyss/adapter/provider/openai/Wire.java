package ai.lyss.adapter.provider.openai;

/** Answers as OpenAI writes them. */
final class Wire {

  static final String DONE = "data: [DONE]\n\n";

  private Wire() {}

  static String chunk(String choicesAndRest) {
    return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
        + "\"model\":\"m\",\"choices\":"
        + choicesAndRest
        + "}\n\n";
  }

  static String delta(String delta) {
    return chunk("[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}],\"usage\":null");
  }

  static String role() {
    return delta("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}");
  }

  static String text(String text) {
    return delta("{\"content\":\"" + text + "\"}");
  }

  static String finish(String reason) {
    return chunk("[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]");
  }

  static String usage(long input, long output) {
    return chunk("[],\"usage\":" + usageObject(input, output));
  }

  static String usageObject(long input, long output) {
    return "{\"prompt_tokens\":"
        + input
        + ",\"completion_tokens\":"
        + output
        + ",\"total_tokens\":"
        + (input + output)
        + ",\"prompt_tokens_details\":{\"cached_tokens\":3,\"cache_write_tokens\":1}"
        + ",\"completion_tokens_details\":{\"reasoning_tokens\":0}}";
  }

  static String whole(String text, long input, long output) {
    return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
        + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
        + text
        + "\",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
        + "\"usage\":"
        + usageObject(input, output)
        + ",\"system_fingerprint\":null}";
  }
}
