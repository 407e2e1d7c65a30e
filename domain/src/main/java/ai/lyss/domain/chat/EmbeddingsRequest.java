package ai.lyss.domain.chat;

import ai.lyss.domain.json.JsonSpan;

/**
 * What is to be embedded, as the caller sent it: carried byte for byte, read no further than what
 * routing, quotas and splicing need.
 *
 * @param dialect the format of the body
 * @param body the body; nobody changes the array
 * @param outline what was found in it; of output there is none
 * @param inputs what is to be embedded
 * @param encoding how vectors are to be spelled
 * @param drops what happens to fields that a vendor does not take
 * @param translation for vendors that do not speak the dialect
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings/create">Create
 *     embeddings</a>
 * @see <a href="https://ai.google.dev/api/embeddings">Gemini, embeddings</a>
 */
public record EmbeddingsRequest(
    Dialect dialect,
    byte[] body,
    RequestOutline outline,
    Inputs inputs,
    Encoding encoding,
    DropPolicy drops,
    EmbeddingsTranslation translation)
    implements RelayRequest {

  /**
   * What is to be embedded.
   *
   * @param kind what it is
   * @param count how many vectors it comes to, at least 1
   * @param span the value that holds it
   */
  public record Inputs(Kind kind, int count, JsonSpan span) {

    /** What inputs are. */
    public enum Kind {
      /** OpenAI's texts, one or a list. */
      TEXTS,
      /** Numbers of tokens, which only vendors of OpenAI's kind take. */
      TOKENS,
      /** One content of Gemini's, answered by one vector that stands alone. */
      CONTENT,
      /** A list of Gemini's requests, each with a content and options of its own. */
      CONTENTS
    }
  }

  /** How vectors are spelled in the answer. */
  public enum Encoding {
    /** As arrays of numbers. */
    FLOAT,
    /** As base64 of 32-bit floats, the low byte first. */
    BASE64
  }

  /** Returns a request for some of the inputs, which only this translation can tell. */
  public EmbeddingsRequest part(int count, EmbeddingsTranslation translated) {
    var some = new Inputs(inputs.kind(), count, inputs.span());
    return new EmbeddingsRequest(dialect, body, outline, some, encoding, drops, translated);
  }

  @Override
  public EmbeddingsRequest strict() {
    return new EmbeddingsRequest(
        dialect, body, outline, inputs, encoding, DropPolicy.REFUSED, translation);
  }

  @Override
  public String toString() {
    return "EmbeddingsRequest["
        + dialect
        + ", "
        + inputs.count()
        + " inputs, "
        + body.length
        + " bytes]";
  }
}
