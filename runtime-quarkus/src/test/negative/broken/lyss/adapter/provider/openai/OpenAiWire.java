package broken.lyss.adapter.provider.openai;

/** Lent to another vendor. */
public final class OpenAiWire {}
