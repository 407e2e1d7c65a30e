package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.openai.OpenAiQuirks.Family;
import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.adapter.provider.translate.OfferedTools;
import ai.lyss.adapter.provider.translate.Treatments;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.FreeText;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.content.Treatment;
import ai.lyss.domain.json.JsonOut;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tools of a chat. A tool that takes free text is a function of one text, because its
 * calls come in the same form from every dialect.
 */
final class OpenAiToolTranslator {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private final ChatContent content;
  private final OpenAiQuirks quirks;
  private final Treatments treatments;
  private final Fitting fitting;
  private final JsonOut out;

  OpenAiToolTranslator(
      ChatContent content,
      OpenAiQuirks quirks,
      Treatments treatments,
      Fitting fitting,
      JsonOut out) {
    this.content = content;
    this.quirks = quirks;
    this.treatments = treatments;
    this.fitting = fitting;
    this.out = out;
  }

  /** Tells whether a function, or a schema, may be called so. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Writes the members, if there are tools. */
  void write() {
    var offered = offered();
    if (offered.isEmpty()) {
      return;
    }
    out.name("tools").array();
    offered.forEach(this::tool);
    out.endArray();
    var choice = content.tools().choice();
    if (choice != null) {
      choice(choice);
    }
    var parallel = content.tools().parallel();
    if (parallel != null && treatments.of(Feature.PARALLEL_TOOLS) != Treatment.DROPPED) {
      out.name("parallel_tool_calls").flag(parallel);
    }
  }

  /** Returns the tools to name: of a subset only those in it, where subsets are not known. */
  private List<Tool> offered() {
    return knowsSubsets() ? content.tools().tools() : OfferedTools.of(content.tools());
  }

  private boolean knowsSubsets() {
    return treatments.of(Feature.TOOL_SUBSET) == Treatment.MAPPED;
  }

  private void tool(Tool tool) {
    if (quirks.family() == Family.OPENAI && !isName(tool.name())) {
      fitting.refuse(
          "tool '" + tool.name() + "' (expected: 1 to 64 letters, digits, '_' or '-')",
          firstTool());
    }
    switch (tool) {
      case Tool.Function function -> function(function);
      case Tool.Custom custom -> function(FreeText.asFunction(custom));
      case Tool.Hosted hosted -> fitting.refuse("tool '" + hosted.name() + "'", firstTool());
    }
  }

  private @Nullable String firstTool() {
    var places = content.given().places(Feature.FUNCTIONS);
    return places.isEmpty() ? null : places.getFirst();
  }

  private void function(Tool.Function function) {
    out.object().name("type").text("function").name("function").object();
    out.name("name").text(function.name());
    if (function.description() != null) {
      out.name("description").text(function.description());
    }
    var parameters = function.parameters();
    out.name("parameters");
    if (parameters == null) {
      out.object().name("type").text("object").name("properties").object().endObject().endObject();
    } else {
      out.raw(parameters);
    }
    var strict = function.strict();
    if (strict != null && treatments.of(Feature.STRICT_FUNCTION) != Treatment.DROPPED) {
      out.name("strict").flag(strict);
    }
    out.endObject().endObject();
  }

  private void choice(ToolChoice choice) {
    out.name("tool_choice");
    switch (choice) {
      case ToolChoice.Auto auto -> out.text("auto");
      case ToolChoice.None none -> out.text("none");
      case ToolChoice.Required required -> out.text("required");
      case ToolChoice.Named named -> named(named.name());
      case ToolChoice.AutoAmong some -> among("auto", some.names());
      case ToolChoice.RequiredAmong some -> among("required", some.names());
    }
  }

  private void named(String name) {
    out.object().name("type").text("function").name("function").object();
    out.name("name").text(name).endObject().endObject();
  }

  private void among(String mode, List<String> names) {
    if (!knowsSubsets()) {
      out.text(mode);
      return;
    }
    out.object().name("type").text("allowed_tools").name("allowed_tools").object();
    out.name("mode").text(mode).name("tools").array();
    names.forEach(this::named);
    out.endArray().endObject().endObject();
  }
}
