package ai.lyss.domain.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a chat and how they may be called.
 *
 * @param tools possibly none
 * @param choice null when the caller did not say
 * @param parallel whether several may be called in one turn; null when the caller did not say
 */
public record ToolUse(List<Tool> tools, @Nullable ToolChoice choice, @Nullable Boolean parallel) {

  /** No tools. */
  public static final ToolUse NONE = new ToolUse(List.of(), null, null);

  /** Copies the tools. */
  public ToolUse {
    tools = List.copyOf(tools);
  }
}
