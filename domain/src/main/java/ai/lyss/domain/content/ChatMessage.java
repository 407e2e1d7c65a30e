package ai.lyss.domain.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn of a conversation. Which parts stand in which message is for its reader to check. */
public sealed interface ChatMessage {

  /** Returns what is said in it, possibly nothing. */
  List<ContentPart> parts();

  /** Instructions of whoever built the application. */
  @SuppressWarnings("AvoidCommonTypeNames") // named with its message: ChatMessage.System
  record System(List<ContentPart> parts) implements ChatMessage {

    /** Copies the parts. */
    public System {
      parts = List.copyOf(parts);
    }
  }

  /** What the user said. */
  record User(List<ContentPart> parts) implements ChatMessage {

    /** Copies the parts. */
    public User {
      parts = List.copyOf(parts);
    }
  }

  /** What the model said. */
  record Assistant(List<ContentPart> parts) implements ChatMessage {

    /** Copies the parts. */
    public Assistant {
      parts = List.copyOf(parts);
    }
  }

  /**
   * What a tool came to.
   *
   * @param callId of the call that it answers
   * @param name of the tool; null when the caller's dialect does not say
   * @param outcome whether the tool failed
   */
  record ToolResult(
      String callId,
      @Nullable String name,
      List<ContentPart> parts,
      Outcome outcome,
      @Nullable CacheMark cache)
      implements ChatMessage {

    /** Copies the parts. */
    public ToolResult {
      parts = List.copyOf(parts);
    }

    /** How a tool's work ended. */
    public enum Outcome {
      /** Well, as far as anybody said. */
      DONE,
      /** With an error, which the parts tell. */
      FAILED
    }
  }
}
