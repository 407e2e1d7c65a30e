package ai.lyss.domain.chat;

import ai.lyss.domain.json.JsonSpan;
import org.jspecify.annotations.Nullable;

/**
 * Texts to be embedded, as the caller sent them in OpenAI's form: carried byte for byte, read no
 * further than what routing, quotas and other vendors need.
 *
 * @param body the body; nobody changes the array
 * @param outline what was found in it; of output there is none
 * @param inputs what is to be embedded
 * @param dimensions how many numbers a vector is to have; null when the caller did not say
 * @param encoding how vectors are to be spelled
 * @param drops what happens to fields that a vendor does not take
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings/create">Create
 *     embeddings</a>
 */
public record EmbeddingsRequest(
    byte[] body,
    RequestOutline outline,
    Inputs inputs,
    @Nullable Long dimensions,
    Encoding encoding,
    DropPolicy drops)
    implements RelayRequest {

  /**
   * What is to be embedded.
   *
   * @param kind what it is
   * @param count how many vectors it comes to, at least 1
   * @param span the value of {@code input}
   */
  public record Inputs(Kind kind, int count, JsonSpan span) {

    /** What inputs are. */
    public enum Kind {
      /** Texts, which any vendor takes. */
      TEXTS,
      /** Numbers of tokens, which only vendors of OpenAI's kind take. */
      TOKENS
    }
  }

  /** How vectors are spelled in the answer. */
  public enum Encoding {
    /** As arrays of numbers. */
    FLOAT,
    /** As base64 of 32-bit floats, the low byte first. */
    BASE64
  }

  @Override
  public EmbeddingsRequest strict() {
    return new EmbeddingsRequest(body, outline, inputs, dimensions, encoding, DropPolicy.REFUSED);
  }

  @Override
  public String toString() {
    return "EmbeddingsRequest[" + inputs.count() + " inputs, " + body.length + " bytes]";
  }
}
