package ai.lyss.adapter.rest.dialect.openai;

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

/** Reads the tools of a Chat Completions body, the older functions included. */
final class OpenAiToolReader {

  private final ContentNotes notes;

  OpenAiToolReader(ContentNotes notes) {
    this.notes = notes;
  }

  ToolUse read(JsonTree root) {
    var tools = new ArrayList<Tool>();
    var list = root.get("tools");
    if (list != null) {
      list.children().forEach(item -> add(tools, tool(item)));
    }
    var functions = root.get("functions");
    if (functions != null) {
      functions.children().forEach(item -> add(tools, function(item, item)));
    }
    if (tools.isEmpty()) {
      ContentNotes.ignore(root, "tool_choice", "function_call", "parallel_tool_calls");
      return ToolUse.NONE;
    }
    var parallel = root.get("parallel_tool_calls");
    if (parallel != null) {
      notes.given(Feature.PARALLEL_TOOLS, parallel);
    }
    var choice = root.get("tool_choice");
    if (choice == null) {
      choice = root.get("function_call");
    }
    return new ToolUse(
        tools, choice == null ? null : choice(choice), parallel == null ? null : parallel.flag());
  }

  private static void add(List<Tool> tools, @Nullable Tool tool) {
    if (tool != null) {
      tools.add(tool);
    }
  }

  private @Nullable Tool tool(JsonTree item) {
    var type = item.textOf("type");
    var function = item.get("function");
    if (function != null) {
      return function(item, function);
    }
    var custom = item.get("custom");
    if ("custom".equals(type) && custom != null) {
      var name = custom.textOf("name");
      if (name == null) {
        notes.wrong(custom, "a name");
        return null;
      }
      notes.given(Feature.CUSTOM_TOOL, item);
      var format = custom.get("format");
      if (format != null && FreeText.isGrammar(format)) {
        notes.given(Feature.TOOL_GRAMMAR, format);
      }
      return new Tool.Custom(
          name, custom.textOf("description"), format == null ? null : format.raw());
    }
    if (type == null) {
      notes.wrong(item, "a tool with its type");
      return null;
    }
    notes.given(Feature.HOSTED_TOOL, item);
    return new Tool.Hosted(type, item.raw());
  }

  private @Nullable Tool function(JsonTree item, JsonTree function) {
    var name = function.textOf("name");
    if (name == null || name.isEmpty()) {
      notes.wrong(function, "a function with its name");
      return null;
    }
    notes.given(Feature.FUNCTIONS, item);
    var strict = function.get("strict");
    if (strict != null && Boolean.TRUE.equals(strict.flag())) {
      notes.given(Feature.STRICT_FUNCTION, strict);
    }
    var parameters = function.get("parameters");
    return new Tool.Function(
        name,
        function.textOf("description"),
        parameters == null ? null : parameters.raw(),
        strict == null ? null : strict.flag(),
        null);
  }

  private @Nullable ToolChoice choice(JsonTree choice) {
    var word = choice.text();
    if (word != null) {
      notes.given(Feature.TOOL_CHOICE, choice);
      return switch (word) {
        case "auto" -> new ToolChoice.Auto();
        case "none" -> new ToolChoice.None();
        case "required" -> new ToolChoice.Required();
        default -> {
          notes.wrong(choice, "auto, none, required or an object");
          yield null;
        }
      };
    }
    ContentNotes.ignore(choice, "type");
    var allowed = choice.get("allowed_tools");
    if (allowed != null) {
      return subset(choice, allowed);
    }
    var named = choice.get("function");
    if (named == null) {
      named = choice.get("custom");
    }
    var name = named == null ? choice.textOf("name") : named.textOf("name");
    if (name == null) {
      notes.wrong(choice, "a tool by its name");
      return null;
    }
    notes.given(Feature.NAMED_TOOL_CHOICE, choice);
    return new ToolChoice.Named(name);
  }

  private ToolChoice subset(JsonTree choice, JsonTree allowed) {
    notes.given(Feature.TOOL_SUBSET, choice);
    var names = new ArrayList<String>();
    var tools = allowed.get("tools");
    for (var tool : tools == null ? List.<JsonTree>of() : tools.children()) {
      ContentNotes.ignore(tool, "type");
      var inner = tool.get("function") == null ? tool.get("custom") : tool.get("function");
      var name = inner == null ? tool.textOf("name") : inner.textOf("name");
      if (name != null) {
        names.add(name);
      }
    }
    return "required".equals(allowed.textOf("mode"))
        ? new ToolChoice.RequiredAmong(names)
        : new ToolChoice.AutoAmong(names);
  }
}
