package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.FreeText;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.content.ToolUse;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tools of a body and how they may be called. */
final class ResponsesToolReader {

  private final ContentNotes notes;

  ResponsesToolReader(ContentNotes notes) {
    this.notes = notes;
  }

  ToolUse read(JsonTree root) {
    var tools = new ArrayList<Tool>();
    var list = root.get("tools");
    for (var item : list == null ? List.<JsonTree>of() : list.children()) {
      var tool = tool(item);
      if (tool != null) {
        tools.add(tool);
      }
    }
    if (tools.isEmpty()) {
      ContentNotes.ignore(root, "tool_choice", "parallel_tool_calls");
      return ToolUse.NONE;
    }
    var parallel = root.get("parallel_tool_calls");
    var flag = parallel == null ? null : parallel.flag();
    if (parallel != null && Boolean.FALSE.equals(flag)) {
      notes.given(Feature.PARALLEL_TOOLS, parallel);
    }
    var choice = root.get("tool_choice");
    return new ToolUse(tools, choice == null ? null : choice(choice), flag);
  }

  private @Nullable Tool tool(JsonTree item) {
    var type = item.textOf("type");
    if (type == null) {
      notes.wrong(item, "a tool with its type");
      return null;
    }
    return switch (type) {
      case "function" -> function(item);
      case "custom" -> custom(item);
      default -> {
        notes.given(Feature.HOSTED_TOOL, item);
        yield new Tool.Hosted(type, item.raw());
      }
    };
  }

  private @Nullable Tool function(JsonTree item) {
    var name = item.textOf("name");
    if (name == null || name.isEmpty()) {
      notes.wrong(item, "a function with its name");
      return null;
    }
    notes.given(Feature.FUNCTIONS, item);
    var strict = item.get("strict");
    if (strict != null && Boolean.TRUE.equals(strict.flag())) {
      notes.given(Feature.STRICT_FUNCTION, strict);
    }
    var parameters = item.get("parameters");
    return new Tool.Function(
        name,
        item.textOf("description"),
        parameters == null ? null : parameters.raw(),
        strict == null ? null : strict.flag(),
        null);
  }

  private @Nullable Tool custom(JsonTree item) {
    var name = item.textOf("name");
    if (name == null) {
      notes.wrong(item, "a tool with its name");
      return null;
    }
    notes.given(Feature.CUSTOM_TOOL, item);
    var format = item.get("format");
    if (format != null && FreeText.isGrammar(format)) {
      notes.given(Feature.TOOL_GRAMMAR, format);
    }
    return new Tool.Custom(name, item.textOf("description"), format == null ? null : format.raw());
  }

  private @Nullable ToolChoice choice(JsonTree choice) {
    var word = choice.text();
    if (word != null) {
      return word(choice, word);
    }
    var type = choice.textOf("type");
    return switch (type == null ? "" : type) {
      case "function", "custom" -> named(choice);
      case "allowed_tools" -> subset(choice);
      case "" -> {
        notes.wrong(choice, "auto, none, required or a tool by its type and name");
        yield null;
      }
      default -> {
        notes.taken(Feature.HOSTED_TOOL, choice);
        yield null;
      }
    };
  }

  /** What is the rule anyhow is not worth a note. */
  private @Nullable ToolChoice word(JsonTree choice, String word) {
    return switch (word) {
      case "auto" -> new ToolChoice.Auto();
      case "none", "required" -> {
        notes.given(Feature.TOOL_CHOICE, choice);
        yield word.equals("none") ? new ToolChoice.None() : new ToolChoice.Required();
      }
      default -> {
        notes.wrong(choice, "auto, none, required or an object");
        yield null;
      }
    };
  }

  private @Nullable ToolChoice named(JsonTree choice) {
    var name = choice.textOf("name");
    if (name == null) {
      notes.wrong(choice, "a tool by its name");
      return null;
    }
    notes.given(Feature.NAMED_TOOL_CHOICE, choice);
    return new ToolChoice.Named(name);
  }

  private ToolChoice subset(JsonTree choice) {
    notes.given(Feature.TOOL_SUBSET, choice);
    var names = new ArrayList<String>();
    var tools = choice.get("tools");
    for (var tool : tools == null ? List.<JsonTree>of() : tools.children()) {
      var name = tool.textOf("name");
      ContentNotes.ignore(tool, "type");
      if (name == null) {
        notes.taken(Feature.HOSTED_TOOL, tool);
      } else {
        names.add(name);
      }
    }
    return "required".equals(choice.textOf("mode"))
        ? new ToolChoice.RequiredAmong(names)
        : new ToolChoice.AutoAmong(names);
  }
}
