package ai.lyss.domain.chat;

/** A wire format that callers speak and vendors may speak too. */
public enum Dialect {
  /** OpenAI Chat Completions. */
  OPENAI,
  /** OpenAI Responses. */
  RESPONSES,
  /** Anthropic Messages. */
  ANTHROPIC,
  /** Google's generateContent. */
  GEMINI
}
