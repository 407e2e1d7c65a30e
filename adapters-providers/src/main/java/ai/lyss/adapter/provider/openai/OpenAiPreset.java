package ai.lyss.adapter.provider.openai;

import static ai.lyss.adapter.provider.openai.OpenAiQuirks.COMPATIBLE;
import static ai.lyss.adapter.provider.openai.OpenAiQuirks.MAX_COMPLETION_TOKENS;
import static ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait.NEEDS_REASONING;
import static ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait.NO_DEVELOPER_ROLE;
import static ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait.NO_STREAM_OPTIONS;
import static ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait.ONE_LIMIT_FIELD;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The known vendors that speak OpenAI's dialect, one row each: what differs is data. The role
 * {@code system} and the field {@code max_tokens} are understood by all of them, so that where
 * {@code developer} or {@code max_completion_tokens} is not documented the old name is sent.
 */
enum OpenAiPreset {

  /** Usage also under {@code x_groq}. See https://console.groq.com/docs/openai */
  GROQ(
      "https://api.groq.com/openai/v1",
      COMPATIBLE
          .limitedBy(MAX_COMPLETION_TOKENS)
          .with(NO_DEVELOPER_ROLE)
          .dropping("logprobs", "top_logprobs", "logit_bias")),

  /** Errors in three shapes. See https://docs.x.ai/docs/api-reference */
  XAI("https://api.x.ai/v1", COMPATIBLE.limitedBy(MAX_COMPLETION_TOKENS).with(NO_DEVELOPER_ROLE)),

  /** Errors also under status 200. See https://openrouter.ai/docs/api-reference/overview */
  OPENROUTER("https://openrouter.ai/api/v1", COMPATIBLE),

  /** Ignores unknown fields. See https://platform.moonshot.ai/docs/api/chat */
  MOONSHOT(
      "https://api.moonshot.ai/v1",
      COMPATIBLE.limitedBy(MAX_COMPLETION_TOKENS).with(NO_DEVELOPER_ROLE, NEEDS_REASONING)),

  /** Ignores unknown fields. See https://help.aliyun.com/zh/model-studio/qwen-api-reference */
  QWEN(
      "https://dashscope.aliyuncs.com/compatible-mode/v1",
      COMPATIBLE.with(NO_DEVELOPER_ROLE, ONE_LIMIT_FIELD)),

  /** Business codes as errors. See https://docs.z.ai/api-reference/llm/chat-completion */
  ZHIPU(
      "https://open.bigmodel.cn/api/paas/v4",
      COMPATIBLE
          .with(NO_DEVELOPER_ROLE, ONE_LIMIT_FIELD)
          .dropping("presence_penalty", "frequency_penalty")),

  /** Errors without a wrapper. See https://docs.siliconflow.cn/en/api-reference/chat-completions */
  SILICONFLOW("https://api.siliconflow.cn/v1", COMPATIBLE.with(NO_DEVELOPER_ROLE, ONE_LIMIT_FIELD)),

  /** Ends with {@code eos}. See https://docs.together.ai/reference/chat-completions-1 */
  TOGETHER("https://api.together.xyz/v1", COMPATIBLE.with(NO_DEVELOPER_ROLE, ONE_LIMIT_FIELD)),

  /** Model names with slashes. See https://docs.fireworks.ai/api-reference/post-chatcompletions */
  FIREWORKS(
      "https://api.fireworks.ai/inference/v1", COMPATIBLE.with(NO_DEVELOPER_ROLE, ONE_LIMIT_FIELD)),

  /** See https://inference-docs.cerebras.ai/api-reference/chat-completions */
  CEREBRAS(
      "https://api.cerebras.ai/v1",
      COMPATIBLE.limitedBy(MAX_COMPLETION_TOKENS).with(NO_DEVELOPER_ROLE)),

  /** See https://deepinfra.com/docs/openai_api */
  DEEPINFRA(
      "https://api.deepinfra.com/v1/openai", COMPATIBLE.with(NO_DEVELOPER_ROLE, ONE_LIMIT_FIELD)),

  /** Usage in every chunk, unasked. See https://docs.perplexity.ai/api-reference */
  PERPLEXITY(
      "https://api.perplexity.ai",
      COMPATIBLE.with(NO_DEVELOPER_ROLE, ONE_LIMIT_FIELD, NO_STREAM_OPTIONS)),

  /** Chat templates know {@code system} only. See https://docs.vllm.ai/en/latest/serving */
  VLLM(null, COMPATIBLE.with(NO_DEVELOPER_ROLE)),

  /** The compatible face. See https://docs.ollama.com/api/openai-compatibility */
  OLLAMA(null, COMPATIBLE.with(NO_DEVELOPER_ROLE, ONE_LIMIT_FIELD));

  private final @Nullable URI baseUrl;

  @SuppressWarnings("ImmutableEnumChecker") // a record that copies its sets
  private final OpenAiQuirks quirks;

  OpenAiPreset(@Nullable String baseUrl, OpenAiQuirks quirks) {
    this.baseUrl = baseUrl == null ? null : URI.create(baseUrl);
    this.quirks = quirks;
  }

  /** Returns where each of them is; those that everybody runs for themselves are not in it. */
  static Map<String, URI> baseUrls() {
    var urls = new HashMap<String, URI>();
    for (var row : values()) {
      if (row.baseUrl != null) {
        urls.put(row.wireName(), row.baseUrl);
      }
    }
    return urls;
  }

  /** Returns the row of that name in settings; empty when there is none. */
  static Optional<OpenAiPreset> named(String name) {
    return Arrays.stream(values()).filter(row -> row.wireName().equals(name)).findFirst();
  }

  /** Returns its name in settings. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  OpenAiQuirks quirks() {
    return quirks;
  }
}
