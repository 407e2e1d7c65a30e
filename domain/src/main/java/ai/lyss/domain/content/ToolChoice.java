package ai.lyss.domain.content;

import java.util.List;

/** Whether tools are to be called. */
public sealed interface ToolChoice {

  /** As the model likes. */
  record Auto() implements ToolChoice {}

  /** None. */
  record None() implements ToolChoice {}

  /** At least one. */
  record Required() implements ToolChoice {}

  /** This one. */
  record Named(String name) implements ToolChoice {}

  /** As the model likes, but none besides these. */
  record AutoAmong(List<String> names) implements ToolChoice {

    /** Copies the names. */
    public AutoAmong {
      names = List.copyOf(names);
    }
  }

  /** At least one of these. */
  record RequiredAmong(List<String> names) implements ToolChoice {

    /** Copies the names. */
    public RequiredAmong {
      names = List.copyOf(names);
    }
  }
}
