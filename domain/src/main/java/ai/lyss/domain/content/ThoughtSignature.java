package ai.lyss.domain.content;

/**
 * What a vendor puts on reasoning so that it knows its own when it comes back. Nobody else can read
 * it, and only its issuer takes it.
 *
 * @param issuer who made it
 * @param value as the vendor spelled it
 */
public record ThoughtSignature(Issuer issuer, String value) {

  /** Whose reasoning is signed: one name for all channels to the same models. */
  public enum Issuer {
    /** Claude, whoever serves it. */
    ANTHROPIC,
    /** Gemini, whoever serves it. */
    GEMINI,
    /** OpenAI's models behind the Responses API. */
    OPENAI
  }
}
