package ai.lyss.adapter.provider.golden;

import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.GivenFeatures;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.content.ToolUse;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.util.ArrayList;
import java.util.List;

/** Reads the tools of {@link CanonicalContent}. */
final class CanonicalTools {

  private final GivenFeatures given;

  CanonicalTools(GivenFeatures given) {
    this.given = given;
  }

  ToolUse read(JsonTree root) {
    var tools = new ArrayList<Tool>();
    var list = root.get("tools");
    if (list == null) {
      return ToolUse.NONE;
    }
    list.children().forEach(tool -> tools.add(tool(tool)));
    var choice = root.get("choice");
    var parallel = root.get("parallel");
    if (parallel != null) {
      given.add(Feature.PARALLEL_TOOLS, parallel.pointer());
    }
    return new ToolUse(
        tools, choice == null ? null : choice(choice), parallel == null ? null : parallel.flag());
  }

  private Tool tool(JsonTree tool) {
    var kind = tool.children().getFirst();
    return switch (kind.name()) {
      case "function" -> {
        given.add(Feature.FUNCTIONS, tool.pointer());
        var strict = tool.get("strict");
        if (strict != null && Boolean.TRUE.equals(strict.flag())) {
          given.add(Feature.STRICT_FUNCTION, strict.pointer());
        }
        yield new Tool.Function(
            kind.text(),
            tool.textOf("description"),
            raw(tool.get("parameters")),
            strict == null ? null : strict.flag(),
            CanonicalContent.cache(tool, given));
      }
      case "custom" -> {
        given.add(Feature.CUSTOM_TOOL, tool.pointer());
        if (tool.get("format") != null) {
          given.add(Feature.TOOL_GRAMMAR, tool.get("format").pointer());
        }
        yield new Tool.Custom(kind.text(), tool.textOf("description"), raw(tool.get("format")));
      }
      default -> {
        given.add(Feature.HOSTED_TOOL, tool.pointer());
        yield new Tool.Hosted(kind.text(), tool.get("definition").raw());
      }
    };
  }

  private static RawJson raw(JsonTree value) {
    return value == null ? null : value.raw();
  }

  private ToolChoice choice(JsonTree choice) {
    if (choice.isText()) {
      given.add(Feature.TOOL_CHOICE, choice.pointer());
      return switch (choice.text()) {
        case "auto" -> new ToolChoice.Auto();
        case "none" -> new ToolChoice.None();
        case "required" -> new ToolChoice.Required();
        default -> throw new IllegalArgumentException("choice: " + choice.text());
      };
    }
    var kind = choice.children().getFirst();
    if (kind.name().equals("named")) {
      given.add(Feature.NAMED_TOOL_CHOICE, choice.pointer());
      return new ToolChoice.Named(kind.text());
    }
    given.add(Feature.TOOL_SUBSET, choice.pointer());
    List<String> names = kind.children().stream().map(JsonTree::text).toList();
    return kind.name().equals("requiredAmong")
        ? new ToolChoice.RequiredAmong(names)
        : new ToolChoice.AutoAmong(names);
  }
}
