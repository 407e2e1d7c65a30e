package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.content.ToolUse;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads tools and how they are to be called.
 *
 * @see <a href="https://ai.google.dev/api/caching#Tool">Tool</a>
 */
final class GeminiToolReader {

  private static final Set<String> OF_DECLARATION =
      Set.of("name", "description", "parameters", "parametersJsonSchema");

  private final GeminiContentReader reader;
  private final List<Tool> tools = new ArrayList<>();
  private @Nullable JsonTree config;

  GeminiToolReader(GeminiContentReader reader) {
    this.reader = reader;
  }

  /** Takes one element of the tools, which may hold many. */
  void tool(JsonTree tool) {
    for (var field : tool.children()) {
      switch (GeminiField.camel(field.name())) {
        case "functionDeclarations" -> field.children().forEach(this::declaration);
        case "googleSearch", "googleSearchRetrieval" -> reader.given(Feature.WEB_SEARCH, field);
        default -> {
          reader.given(Feature.HOSTED_TOOL, field);
          tools.add(new Tool.Hosted(field.name(), field.raw()));
        }
      }
    }
  }

  private void declaration(JsonTree function) {
    var name = function.textOf("name");
    if (name == null || name.isEmpty()) {
      reader.wrong(function, "a function with its name");
      return;
    }
    reader.given(Feature.FUNCTIONS, function);
    for (var field : function.children()) {
      if (!OF_DECLARATION.contains(GeminiField.camel(field.name()))) {
        reader.given(Feature.UNKNOWN, field);
      }
    }
    tools.add(
        new Tool.Function(name, function.textOf("description"), parameters(function), null, null));
  }

  private static @Nullable RawJson parameters(JsonTree function) {
    var standard = GeminiField.get(function, "parametersJsonSchema");
    if (standard != null) {
      return standard.raw();
    }
    var own = function.get("parameters");
    return own == null ? null : GeminiSchema.standard(own);
  }

  /** Takes how tools are to be called. */
  void config(JsonTree field) {
    for (var inner : field.children()) {
      if (GeminiField.camel(inner.name()).equals("functionCallingConfig")) {
        config = inner;
      } else {
        reader.given(Feature.UNKNOWN, inner);
      }
    }
  }

  /** Returns all that was taken. */
  ToolUse use() {
    if (tools.isEmpty()) {
      return ToolUse.NONE;
    }
    return new ToolUse(tools, config == null ? null : choice(config), null);
  }

  private @Nullable ToolChoice choice(JsonTree calling) {
    var mode = calling.textOf("mode");
    if (mode == null) {
      return null;
    }
    var names = names(calling);
    reader.given(
        names.isEmpty()
            ? Feature.TOOL_CHOICE
            : names.size() == 1 && mode.equals("ANY")
                ? Feature.NAMED_TOOL_CHOICE
                : Feature.TOOL_SUBSET,
        calling);
    return switch (mode) {
      case "AUTO", "MODE_UNSPECIFIED" -> new ToolChoice.Auto();
      case "NONE" -> new ToolChoice.None();
      case "ANY" ->
          names.isEmpty()
              ? new ToolChoice.Required()
              : names.size() == 1
                  ? new ToolChoice.Named(names.getFirst())
                  : new ToolChoice.RequiredAmong(names);
      case "VALIDATED" -> names.isEmpty() ? new ToolChoice.Auto() : new ToolChoice.AutoAmong(names);
      default -> {
        reader.wrong(calling, "mode AUTO, ANY, NONE or VALIDATED");
        yield null;
      }
    };
  }

  private static List<String> names(JsonTree calling) {
    var list = GeminiField.get(calling, "allowedFunctionNames");
    var names = new ArrayList<String>();
    if (list != null) {
      for (var item : list.children()) {
        var name = item.text();
        if (name != null) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
