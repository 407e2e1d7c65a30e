package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.content.ToolUse;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads tools and how they are to be called.
 *
 * @see <a href="https://ai.google.dev/api/caching#Tool">Tool</a>
 */
final class GeminiToolReader {

  private final ContentNotes notes;
  private final List<Tool> tools = new ArrayList<>();
  private @Nullable JsonTree config;

  GeminiToolReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Takes one element of the tools, which may hold many. */
  void tool(JsonTree tool) {
    for (var field : tool.children()) {
      switch (GeminiField.camel(field.name())) {
        case "functionDeclarations" -> field.children().forEach(this::declaration);
        case "googleSearch", "googleSearchRetrieval" -> notes.given(Feature.WEB_SEARCH, field);
        default -> {
          notes.given(Feature.HOSTED_TOOL, field);
          tools.add(new Tool.Hosted(field.name(), field.raw()));
        }
      }
    }
  }

  private void declaration(JsonTree function) {
    var name = function.textOf("name");
    if (name == null || name.isEmpty()) {
      notes.wrong(function, "a function with its name");
      return;
    }
    notes.given(Feature.FUNCTIONS, function);
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
        notes.taken(Feature.UNKNOWN, inner);
      }
    }
  }

  /** Returns all that was taken. */
  ToolUse use() {
    if (tools.isEmpty()) {
      if (config != null) {
        config.take(); // there is nothing to call
      }
      return ToolUse.NONE;
    }
    return new ToolUse(tools, config == null ? null : choice(config), null);
  }

  private @Nullable ToolChoice choice(JsonTree calling) {
    var said = calling.get("mode");
    var mode = said == null ? null : said.text();
    if (said == null || mode == null) {
      return null;
    }
    var names = names(calling);
    notes.given(
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
      case "VALIDATED" -> {
        notes.given(Feature.UNKNOWN, said); // that calls are checked; what may be called goes on
        yield names.isEmpty() ? new ToolChoice.Auto() : new ToolChoice.AutoAmong(names);
      }
      default -> {
        notes.wrong(calling, "mode AUTO, ANY, NONE or VALIDATED");
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
