package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.CacheMark;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.json.JsonOut;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a conversation: instructions at the front, neighbours of one role as one turn, results of
 * tools first in theirs, nothing that is blank.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Messages</a>
 */
final class AnthropicMessageTranslator {

  private static final String FIVE_MINUTES = "5m";
  private static final String ONE_HOUR = "1h";

  private final Fitting fitting;
  private final AnthropicPartTranslator parts;
  private final List<ContentPart> system = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();

  /** One turn: what tools came to, and what is said beside it. */
  private record Turn(String role, List<ChatMessage.ToolResult> results, List<ContentPart> said) {

    Turn(String role) {
      this(role, new ArrayList<>(), new ArrayList<>());
    }
  }

  AnthropicMessageTranslator(ChatContent content, Fitting fitting, AnthropicQuirks quirks) {
    this.fitting = fitting;
    this.parts = new AnthropicPartTranslator(fitting);
    for (var message : content.messages()) {
      add(message, quirks);
    }
    if (turns.isEmpty()) {
      fitting.refuse("The messages say nothing (expected: text, at least).", null);
    }
  }

  private void add(ChatMessage message, AnthropicQuirks quirks) {
    switch (message) {
      case ChatMessage.System said -> {
        if (turns.isEmpty() || !quirks.isVersion2026()) {
          said.parts().stream().filter(parts::isSaid).forEach(system::add);
        } else {
          say("system", said);
        }
      }
      case ChatMessage.User said -> say("user", said);
      case ChatMessage.Assistant said -> say("assistant", said);
      case ChatMessage.ToolResult result -> turn("user").results().add(result);
    }
  }

  /** What says nothing is no turn, and does not part those around it. */
  private void say(String role, ChatMessage message) {
    var said = message.parts().stream().filter(parts::isSaid).toList();
    if (!said.isEmpty()) {
      turn(role).said().addAll(said);
    }
  }

  private Turn turn(String role) {
    if (turns.isEmpty() || !turns.getLast().role().equals(role)) {
      turns.add(new Turn(role));
    }
    return turns.getLast();
  }

  /** Writes the members {@code system}, where there is one, and {@code messages}. */
  void write(JsonOut out) {
    if (!system.isEmpty()) {
      said(out.name("system"), system, "system");
    }
    out.name("messages").array();
    for (var turn : turns) {
      out.object().name("role").text(turn.role()).name("content");
      if (turn.results().isEmpty()) {
        said(out, turn.said(), turn.role());
      } else {
        out.array();
        turn.results().forEach(result -> result(result, out));
        turn.said().forEach(part -> parts.write(part, turn.role(), out));
        out.endArray();
      }
      out.endObject();
    }
    out.endArray();
  }

  /** Text alone is a text, everything else a list. */
  private void said(JsonOut out, List<ContentPart> said, String role) {
    if (said.size() == 1
        && said.getFirst() instanceof ContentPart.Text text
        && text.cache() == null) {
      out.text(text.text());
      return;
    }
    out.array();
    said.forEach(part -> parts.write(part, role, out));
    out.endArray();
  }

  private void result(ChatMessage.ToolResult result, JsonOut out) {
    out.object().name("type").text("tool_result");
    out.name("tool_use_id").text(AnthropicPartTranslator.callId(result.callId()));
    var said = result.parts().stream().filter(parts::isSaid).toList();
    if (!said.isEmpty()) {
      said(out.name("content"), said, "tool_result");
    }
    switch (result.outcome()) {
      case DONE -> {}
      case FAILED -> out.name("is_error").flag(true);
    }
    cache(result.cache(), fitting, out);
    out.endObject();
  }

  /**
   * Writes a mark of the prompt cache, where there is one. The vendor keeps prompts for 5 minutes
   * or an hour: what was asked for in other words is kept for an hour, and named.
   */
  static void cache(@Nullable CacheMark mark, Fitting fitting, JsonOut out) {
    if (mark == null) {
      return;
    }
    out.name("cache_control").object().name("type").text("ephemeral");
    var ttl = mark.ttl();
    if (ttl != null) {
      boolean known = ttl.equals(FIVE_MINUTES) || ttl.equals(ONE_HOUR);
      out.name("ttl").text(known ? ttl : ONE_HOUR);
      if (!known) {
        fitting.drop(Feature.CACHE_MARK);
      }
    }
    out.endObject();
  }
}
