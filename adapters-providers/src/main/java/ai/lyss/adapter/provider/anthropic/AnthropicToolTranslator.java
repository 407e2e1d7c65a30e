package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.adapter.provider.translate.OfferedTools;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.FreeText;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonMembers;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonSplice;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tools of a request. Where a model cannot be held to a form of its answer, a tool that
 * takes that form stands for it: what the model gives to it is the answer.
 *
 * @see <a href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview">Tool
 *     use</a>
 */
final class AnthropicToolTranslator {

  /** The tool that stands for an answer in JSON. */
  static final String ANSWER_TOOL = "json_answer";

  private static final RawJson ANY_OBJECT = RawJson.of("{\"type\":\"object\"}");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

  private final ChatContent content;
  private final Fitting fitting;
  private final @Nullable RawJson answerSchema;
  private final List<Tool> tools;
  private final boolean strictTaken;

  AnthropicToolTranslator(ChatContent content, Fitting fitting, AnthropicQuirks quirks) {
    this.content = content;
    this.fitting = fitting;
    this.tools = OfferedTools.of(content.tools());
    this.answerSchema = answerSchema(content, quirks);
    this.strictTaken = quirks.schemas() == AnthropicQuirks.Schemas.NATIVE;
  }

  /** A tool that has to be called leaves no answer that could have a form. */
  private static @Nullable RawJson answerSchema(ChatContent content, AnthropicQuirks quirks) {
    if (isForced(content.tools().choice())) {
      return null;
    }
    return switch (content.format()) {
      case ResponseFormat.AnyText any -> null;
      case ResponseFormat.AnyJson any -> ANY_OBJECT;
      case ResponseFormat.JsonBySchema by ->
          quirks.schemas() == AnthropicQuirks.Schemas.TOOL ? by.schema() : null;
    };
  }

  private static boolean isForced(@Nullable ToolChoice choice) {
    return choice instanceof ToolChoice.Required
        || choice instanceof ToolChoice.Named
        || choice instanceof ToolChoice.RequiredAmong;
  }

  /** Tells whether the model has to call a tool, so that it cannot reason before. */
  boolean isForced() {
    return answerSchema != null || (!tools.isEmpty() && isForced(content.tools().choice()));
  }

  /** Writes the members {@code tools} and {@code tool_choice}, where there are tools. */
  void write(JsonOut out) {
    if (tools.isEmpty() && answerSchema == null) {
      return;
    }
    out.name("tools").array();
    for (var tool : tools) {
      switch (tool) {
        case Tool.Function function -> function(function, out);
        case Tool.Custom custom -> function(FreeText.asFunction(custom), out);
        case Tool.Hosted hosted -> {} // refused by the table
      }
    }
    if (answerSchema != null) {
      out.object().name("name").text(ANSWER_TOOL);
      out.name("description").text("Call this with your answer, which must be this JSON.");
      out.name("input_schema").raw(objectSchema(answerSchema)).endObject();
    }
    out.endArray();
    choice(out);
  }

  private void function(Tool.Function function, JsonOut out) {
    var name = function.name();
    if (!NAME.matcher(name).matches() || name.equals(ANSWER_TOOL)) {
      fitting.refuse(
          "Tool name '"
              + name
              + "' (expected: 1 to 128 letters, digits, underscores and hyphens, and not "
              + ANSWER_TOOL
              + ").",
          null);
    }
    out.object().name("name").text(name);
    if (function.description() != null) {
      out.name("description").text(function.description());
    }
    var parameters = function.parameters();
    var schema = parameters == null ? ANY_OBJECT : objectSchema(parameters);
    boolean strict = Boolean.TRUE.equals(function.strict()) && strictTaken;
    out.name("input_schema").raw(strict ? AnthropicSchema.closed(schema) : schema);
    if (strict) {
      out.name("strict").flag(true);
    }
    AnthropicMessageTranslator.cache(function.cache(), fitting, out);
    out.endObject();
  }

  /** The vendor wants the type said, which other vendors take for granted. */
  private static RawJson objectSchema(RawJson schema) {
    var text = schema.bytes();
    if (new JsonCursor(text).peek() != JsonKind.OBJECT) {
      return schema;
    }
    var members = JsonMembers.at(text, new JsonSpan(0, text.length));
    if (members.find("type") != null) {
      return schema;
    }
    var type = members.all().isEmpty() ? "\"type\":\"object\"" : "\"type\":\"object\",";
    var splice = new JsonSplice(text);
    splice.replace(JsonSpan.at(members.insertAt()), type.getBytes(StandardCharsets.US_ASCII));
    return RawJson.of(new String(splice.bytes(), StandardCharsets.UTF_8));
  }

  private void choice(JsonOut out) {
    if (answerSchema != null) {
      boolean alone = tools.isEmpty() || content.tools().choice() instanceof ToolChoice.None;
      out.name("tool_choice").object().name("type").text(alone ? "tool" : "any");
      if (alone) {
        out.name("name").text(ANSWER_TOOL);
      }
      out.name("disable_parallel_tool_use").flag(true).endObject();
      return;
    }
    var choice = content.tools().choice();
    boolean oneByOne = Boolean.FALSE.equals(content.tools().parallel());
    if (choice == null && !oneByOne) {
      return;
    }
    out.name("tool_choice").object().name("type");
    switch (choice) {
      case ToolChoice.None none -> out.text("none");
      case ToolChoice.Required required -> out.text("any");
      case ToolChoice.RequiredAmong some -> out.text("any");
      case ToolChoice.Named named -> out.text("tool").name("name").text(named.name());
      case ToolChoice.Auto auto -> out.text("auto");
      case ToolChoice.AutoAmong some -> out.text("auto");
      case null -> out.text("auto");
    }
    if (oneByOne && !(choice instanceof ToolChoice.None)) {
      out.name("disable_parallel_tool_use").flag(true);
    }
    out.endObject();
  }
}
