package ai.lyss.domain.chat;

/**
 * A chat as the caller sent it: carried byte for byte, read no further than its outline.
 *
 * @param dialect the format of the body
 * @param body the body; nobody changes the array
 * @param outline what was found in it
 */
public record ChatRequest(Dialect dialect, byte[] body, RequestOutline outline)
    implements RelayRequest {

  @Override
  public String toString() {
    return "ChatRequest[" + dialect + ", " + body.length + " bytes]";
  }
}
