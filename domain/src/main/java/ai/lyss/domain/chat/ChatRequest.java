package ai.lyss.domain.chat;

import java.util.Map;

/**
 * A chat as the caller sent it: carried byte for byte, read no further than its outline.
 *
 * @param dialect the format of the body
 * @param body the body; nobody changes the array
 * @param outline what was found in it
 * @param drops what happens to fields that a vendor does not take
 * @param translation for vendors that do not speak the dialect
 * @param headers the caller's headers that belong to its dialect and that a vendor of the same
 *     dialect may need to read the body, names in lower case
 */
public record ChatRequest(
    Dialect dialect,
    byte[] body,
    RequestOutline outline,
    DropPolicy drops,
    DialectTranslation translation,
    Map<String, String> headers)
    implements RelayRequest {

  /** Copies the headers. */
  public ChatRequest {
    headers = Map.copyOf(headers);
  }

  /** A chat of a caller who did not say that everything has to be delivered. */
  public ChatRequest(
      Dialect dialect, byte[] body, RequestOutline outline, DialectTranslation translation) {
    this(dialect, body, outline, DropPolicy.NAMED, translation, Map.of());
  }

  /** Returns the same chat with these headers of the caller's. */
  public ChatRequest with(Map<String, String> others) {
    return new ChatRequest(dialect, body, outline, drops, translation, others);
  }

  /** Returns the same chat with another translation, such as one that has been prepared. */
  public ChatRequest translatedBy(DialectTranslation other) {
    return new ChatRequest(dialect, body, outline, drops, other, headers);
  }

  @Override
  public ChatRequest strict() {
    return new ChatRequest(dialect, body, outline, DropPolicy.REFUSED, translation, headers);
  }

  @Override
  public String toString() {
    return "ChatRequest[" + dialect + ", " + body.length + " bytes]";
  }
}
