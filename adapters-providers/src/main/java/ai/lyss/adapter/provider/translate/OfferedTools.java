package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.content.ToolUse;
import java.util.List;
import java.util.Set;

/** The tools that a model may call, for vendors that know no choice among those they are sent. */
public final class OfferedTools {

  private OfferedTools() {}

  /** Returns all tools, or those among which the caller lets the model choose. */
  public static List<Tool> of(ToolUse use) {
    return switch (use.choice()) {
      case ToolChoice.AutoAmong some -> among(use.tools(), some.names());
      case ToolChoice.RequiredAmong some -> among(use.tools(), some.names());
      case null -> use.tools();
      case ToolChoice.Auto auto -> use.tools();
      case ToolChoice.None none -> use.tools();
      case ToolChoice.Required required -> use.tools();
      case ToolChoice.Named named -> use.tools();
    };
  }

  private static List<Tool> among(List<Tool> tools, List<String> names) {
    var chosen = Set.copyOf(names);
    return tools.stream().filter(tool -> chosen.contains(tool.name())).toList();
  }
}
