package ai.lyss.domain.chat;

/**
 * A chat as the caller sent it: carried byte for byte, read no further than its outline.
 *
 * @param dialect the format of the body
 * @param body the body; nobody changes the array
 * @param outline what was found in it
 * @param drops what happens to fields that a vendor does not take
 * @param translation for vendors that do not speak the dialect
 */
public record ChatRequest(
    Dialect dialect,
    byte[] body,
    RequestOutline outline,
    DropPolicy drops,
    DialectTranslation translation)
    implements RelayRequest {

  /** A chat of a caller who did not say that everything has to be delivered. */
  public ChatRequest(
      Dialect dialect, byte[] body, RequestOutline outline, DialectTranslation translation) {
    this(dialect, body, outline, DropPolicy.NAMED, translation);
  }

  @Override
  public ChatRequest strict() {
    return new ChatRequest(dialect, body, outline, DropPolicy.REFUSED, translation);
  }

  @Override
  public String toString() {
    return "ChatRequest[" + dialect + ", " + body.length + " bytes]";
  }
}
