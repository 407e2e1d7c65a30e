package ai.lyss.adapter.provider.stub;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A request as the stub vendor received it.
 *
 * @param method its method
 * @param path its target as it stood on the wire
 * @param headers its headers, names in lower case
 * @param headerLines its header lines as they stood on the wire
 * @param body its body, byte for byte
 * @param connection the connection it came over, counted from 1
 */
public record StubRequest(
    String method,
    String path,
    Map<String, String> headers,
    List<String> headerLines,
    byte[] body,
    int connection) {

  /** Returns the body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
