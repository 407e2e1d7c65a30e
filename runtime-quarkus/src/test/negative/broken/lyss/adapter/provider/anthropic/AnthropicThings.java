package broken.lyss.adapter.provider.anthropic;

/** A file of no role. */
final class AnthropicThings {}
