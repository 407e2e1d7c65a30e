package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.content.ToolUse;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Reads the tools of a request and how they are to be called. */
final class AnthropicToolReader {

  private final ContentNotes notes;

  AnthropicToolReader(ContentNotes notes) {
    this.notes = notes;
  }

  ToolUse read(JsonTree root) {
    var tools = new ArrayList<Tool>();
    var list = root.get("tools");
    if (list != null) {
      for (var item : list.children()) {
        var tool = tool(item);
        if (tool != null) {
          tools.add(tool);
        }
      }
    }
    if (tools.isEmpty()) {
      ContentNotes.ignore(root, "tool_choice");
      return ToolUse.NONE;
    }
    var choice = root.get("tool_choice");
    if (choice == null) {
      return new ToolUse(tools, null, null);
    }
    return new ToolUse(tools, choice(choice), parallel(choice));
  }

  /** A tool with a type other than {@code custom} is one that the vendor knows or runs. */
  private @Nullable Tool tool(JsonTree item) {
    var type = item.textOf("type");
    if (type != null && !type.equals("custom")) {
      notes.given(Feature.HOSTED_TOOL, item);
      return new Tool.Hosted(type, item.raw());
    }
    var name = item.textOf("name");
    var schema = item.get("input_schema");
    if (name == null || name.isEmpty() || schema == null || !schema.isObject()) {
      notes.wrong(item, "a tool with its name and input_schema");
      return null;
    }
    notes.given(Feature.FUNCTIONS, item);
    var strict = item.get("strict");
    if (strict != null && Boolean.TRUE.equals(strict.flag())) {
      notes.given(Feature.STRICT_FUNCTION, strict);
    }
    return new Tool.Function(
        name,
        item.textOf("description"),
        schema.raw(),
        strict == null ? null : strict.flag(),
        AnthropicContentReader.mark(item, notes));
  }

  private @Nullable ToolChoice choice(JsonTree choice) {
    var type = choice.textOf("type");
    var name = choice.textOf("name");
    if ("tool".equals(type) && name != null) {
      notes.given(Feature.NAMED_TOOL_CHOICE, choice);
      return new ToolChoice.Named(name);
    }
    notes.given(Feature.TOOL_CHOICE, choice);
    return switch (type == null ? "" : type) {
      case "auto" -> new ToolChoice.Auto();
      case "any" -> new ToolChoice.Required();
      case "none" -> new ToolChoice.None();
      default -> {
        notes.wrong(choice, "of type auto, any, none, or tool with its name");
        yield null;
      }
    };
  }

  private @Nullable Boolean parallel(JsonTree choice) {
    var disabled = choice.get("disable_parallel_tool_use");
    if (disabled == null || disabled.flag() == null) {
      return null;
    }
    notes.given(Feature.PARALLEL_TOOLS, disabled);
    return !Boolean.TRUE.equals(disabled.flag());
  }
}
