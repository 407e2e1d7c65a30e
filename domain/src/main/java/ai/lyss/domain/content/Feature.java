package ai.lyss.domain.content;

/**
 * Everything a request may have beyond plain text said by user and assistant, instructions at its
 * start and a stream flag, which every vendor takes. For each feature a vendor says what becomes of
 * it, so that none can get lost in silence; {@code docs/translation.md} is made from what they say.
 */
public enum Feature {
  /** Instructions after the first turn. */
  LATER_SYSTEM("instructions between turns"),
  /** A name of who speaks. */
  SPEAKER_NAME("name on a message"),
  /** An assistant's message at the end, to be continued. */
  PREFILL("assistant message at the end"),
  /** An image within the request. */
  INLINE_IMAGE("image, inline"),
  /** An image by its address. */
  IMAGE_URL("image by URL"),
  /** How closely to look at an image. */
  IMAGE_DETAIL("detail of an image"),
  /** Sound within the request. */
  AUDIO("audio input"),
  /** A document within the request. */
  INLINE_DOCUMENT("document, inline"),
  /** A document by its address. */
  DOCUMENT_URL("document by URL"),
  /** A document of text. */
  TEXT_DOCUMENT("document of plain text"),
  /** What a document is called. */
  DOCUMENT_NAME("name of a document"),
  /** A video. */
  VIDEO("video input"),
  /** Something a vendor stores, by its id. */
  FILE_ID("file by id"),
  /** Words of a refusal in the history. */
  REFUSAL("refusal in the history"),
  /** Reasoning in the history, not signed. */
  UNSIGNED_REASONING("reasoning in the history, unsigned"),
  /** Reasoning in the history signed by Claude. */
  ANTHROPIC_REASONING("reasoning in the history, signed by Claude"),
  /** Reasoning or calls in the history signed by Gemini. */
  GEMINI_REASONING("reasoning in the history, signed by Gemini"),
  /** Reasoning in the history sealed by OpenAI. */
  OPENAI_REASONING("reasoning in the history, sealed by OpenAI"),
  /** Calls of tools in the history, and their results. */
  TOOL_HISTORY("tool calls and results"),
  /** A result that says that the tool failed. */
  TOOL_ERROR("tool result marked as an error"),
  /** Images in a tool's result. */
  TOOL_RESULT_IMAGE("image in a tool result"),
  /** Documents in a tool's result. */
  TOOL_RESULT_DOCUMENT("document in a tool result"),
  /** Functions. */
  FUNCTIONS("function tools"),
  /** Functions whose arguments must be valid. */
  STRICT_FUNCTION("strict function tools"),
  /** Tools that take free text. */
  CUSTOM_TOOL("custom (free text) tools"),
  /** Grammars that free text must follow. */
  TOOL_GRAMMAR("grammar of a custom tool"),
  /** Tools that the vendor runs. */
  HOSTED_TOOL("tools that the vendor runs"),
  /** Whether tools are called. */
  TOOL_CHOICE("tool choice: auto, none, required"),
  /** Which tool is called. */
  NAMED_TOOL_CHOICE("tool choice: one by name"),
  /** Among which tools the model may choose. */
  TOOL_SUBSET("tool choice: a subset"),
  /** Whether several tools may be called at once. */
  PARALLEL_TOOLS("parallel tool calls on or off"),
  /** An output limit. */
  OUTPUT_LIMIT("output limit"),
  /** A temperature. */
  TEMPERATURE("temperature"),
  /** A nucleus. */
  TOP_P("top_p"),
  /** A number of candidates for each token. */
  TOP_K("top_k"),
  /** Stop sequences. */
  STOP("stop sequences"),
  /** A seed. */
  SEED("seed"),
  /** A presence penalty. */
  PRESENCE_PENALTY("presence penalty"),
  /** A frequency penalty. */
  FREQUENCY_PENALTY("frequency penalty"),
  /** Biases of tokens. */
  LOGIT_BIAS("logit bias"),
  /** Log probabilities. */
  LOGPROBS("log probabilities"),
  /** More than one answer. */
  CHOICES("several answers (n > 1)"),
  /** An answer that is any JSON. */
  ANY_JSON("JSON output"),
  /** An answer that is valid against a schema. */
  JSON_SCHEMA("JSON output by a schema"),
  /** What a schema of the answer is for. */
  SCHEMA_DESCRIPTION("description of a schema"),
  /** How much to reason. */
  EFFORT("reasoning effort"),
  /** How many tokens of reasoning. */
  REASONING_BUDGET("reasoning budget"),
  /** Whether reasoning is shown. */
  SHOWN_REASONING("reasoning shown in the answer"),
  /** How wordy the answer is. */
  VERBOSITY("verbosity"),
  /** Who the end user is. */
  END_USER("end user's id"),
  /** Labels of the caller. */
  METADATA("metadata"),
  /** How the vendor is to treat the request for its price. */
  SERVICE_TIER("service tier"),
  /** An answer in sound. */
  AUDIO_OUTPUT("audio output"),
  /** An answer in images. */
  IMAGE_OUTPUT("image output"),
  /** Marks of what to keep in the prompt cache. */
  CACHE_MARK("prompt cache marks"),
  /** Names or modes of the prompt cache. */
  CACHE_KEY("prompt cache key and options"),
  /** A cached prompt that a vendor stores. */
  CACHED_CONTENT("stored cached content"),
  /** An answer that is guessed beforehand. */
  PREDICTION("predicted output"),
  /** Whether the vendor stores the answer. */
  STORE("stored answers"),
  /** A search on the web. */
  WEB_SEARCH("web search"),
  /** Moderation of input or output. */
  MODERATION("moderation"),
  /** Settings of the vendor's filters. */
  SAFETY_SETTINGS("safety settings"),
  /** Citations of documents. */
  CITATIONS("citations of documents"),
  /** A conversation that the vendor stores. */
  STORED_CONVERSATION("stored conversation"),
  /** An answer that is made in the background. */
  BACKGROUND("background answers"),
  /** How a conversation that is too long is cut. */
  TRUNCATION("truncation of the input"),
  /** Anything the gateway does not know. */
  UNKNOWN("fields the gateway does not know");

  private final String title;

  Feature(String title) {
    this.title = title;
  }

  /** Returns what it is called in documentation. */
  public String title() {
    return title;
  }
}
