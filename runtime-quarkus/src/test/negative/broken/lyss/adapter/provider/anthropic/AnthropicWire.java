package broken.lyss.adapter.provider.anthropic;

import broken.lyss.adapter.provider.openai.OpenAiWire;

/** Public, and leaning on another vendor. */
public final class AnthropicWire {
  OpenAiWire borrowed;
}
