package ai.lyss.domain.chat;

import ai.lyss.domain.model.Capability;

/**
 * A request of OpenAI's API that is passed through to vendors which offer its operation: carried
 * byte for byte, read no further than what routing and quotas need, and translated for nobody.
 *
 * @param operation what is asked for
 * @param contentType how the body is written: {@link #JSON}, or a form with its boundary
 * @param body the body; nobody changes the array
 * @param outline what was found in it; the span of the model is that of a JSON string, or of the
 *     bare text in a form
 * @param drops what happens to fields that a vendor does not take
 * @see <a href="https://platform.openai.com/docs/api-reference">OpenAI's API</a>
 */
public record PassThroughRequest(
    Operation operation, String contentType, byte[] body, RequestOutline outline, DropPolicy drops)
    implements RelayRequest {

  /** The content type of a body that is a JSON object. */
  public static final String JSON = "application/json";

  /** What a vendor is asked to do, and what a model must be able to do for it. */
  public enum Operation {
    /** Judging texts and images. */
    MODERATION(Capability.MODERATION),
    /** Ordering documents by what they say to a query. */
    RERANK(Capability.RERANK),
    /** Making images of a text. */
    IMAGE_GENERATION(Capability.IMAGE_GENERATION),
    /** Speaking a text. */
    SPEECH(Capability.SPEECH),
    /** Writing down what is spoken in a recording. */
    TRANSCRIPTION(Capability.TRANSCRIPTION);

    private final Capability need;

    Operation(Capability need) {
      this.need = need;
    }

    /** Returns what a model must be able to do. */
    public Capability need() {
      return need;
    }
  }

  @Override
  public PassThroughRequest strict() {
    return new PassThroughRequest(operation, contentType, body, outline, DropPolicy.REFUSED);
  }

  @Override
  public String toString() {
    return "PassThroughRequest[" + operation + ", " + body.length + " bytes]";
  }
}
