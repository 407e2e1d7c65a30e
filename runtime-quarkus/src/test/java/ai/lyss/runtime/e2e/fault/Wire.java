package ai.lyss.runtime.e2e.fault;

import ai.lyss.adapter.provider.stub.StubAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Texts that a vendor of OpenAI's dialect sends, and answers made of them. */
final class Wire {

  static final long INPUT = 3;
  static final long OUTPUT = 2;

  static final String USAGE_FIELD =
      "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}";

  static final String ROLE = chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null");
  static final String BON = chunk("{\"content\":\"Bon\"}", "null");
  static final String JOUR = chunk("{\"content\":\"jour\"}", "null");
  static final String STOP = chunk("{}", "\"stop\"");
  static final String USAGE = "data: {\"id\":\"c\",\"choices\":[]," + USAGE_FIELD + "}\n\n";
  static final String DONE = "data: [DONE]\n\n";

  /** A whole answer. */
  static final String WHOLE = whole(USAGE_FIELD);

  private Wire() {}

  static String chunk(String delta, String finish) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":"
        + ("[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n");
  }

  /** A whole answer with this field at its end. */
  static String whole(String lastField) {
    return "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
        + "{\"role\":\"assistant\",\"content\":\"Bonjour\"},\"finish_reason\":\"stop\"}],"
        + (lastField + "}");
  }

  /** An error as vendors write it. */
  static String error(String type, String code) {
    return "{\"error\":{\"message\":\"Something about a thing.\",\"type\":%s,\"param\":null,\"code\":%s}}"
        .formatted(quoted(type), quoted(code));
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "null" : "\"" + text + "\"";
  }

  /** What a healthy vendor sends, event by event. */
  static StubAnswer healthy(Asking asking) {
    var answer =
        asking.streamed()
            ? StubAnswer.stream(ROLE, BON, JOUR, STOP, USAGE, DONE)
            : StubAnswer.json(200, WHOLE);
    return answer.header("openai-processing-ms", "7");
  }

  /** What the caller must get of that. */
  static String healthyBody(Asking asking) {
    if (!asking.streamed()) {
      return WHOLE;
    }
    return ROLE + BON + JOUR + STOP + (asking.usageAsked() ? USAGE : "") + DONE;
  }

  /** Packs a text as nobody asked for. */
  static byte[] gzip(String text) {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
