package ai.lyss.adapter.provider.simulator;

import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the simulator understands of a request. A token is a run of characters without white space;
 * input is the tokens of all text in the messages.
 *
 * @param lastUserText the text of the last message of a user; empty when there is none
 * @param tool the tool to call; null to answer with text
 * @param inputTokens tokens of input
 */
record SimulatorPrompt(String lastUserText, @Nullable String tool, long inputTokens) {

  /** What nothing is understood of. */
  static final SimulatorPrompt NONE = new SimulatorPrompt("", null, 0);

  /** Reads a body of OpenAI's dialect. */
  static SimulatorPrompt read(byte[] body) {
    var reader = new Reader();
    reader.request(new JsonCursor(body));
    return reader.prompt();
  }

  /** Reads what a caller of any dialect said. */
  static SimulatorPrompt of(ChatContent content) {
    var reader = new Reader();
    content.messages().forEach(reader::message);
    content.tools().tools().forEach(tool -> reader.tools.add(tool.name()));
    reader.choose(content.tools().choice());
    return reader.prompt();
  }

  /** Returns the number of runs of characters without white space. */
  static int tokens(String text) {
    int count = 0;
    boolean within = false;
    for (int i = 0; i < text.length(); i++) {
      boolean space = Character.isWhitespace(text.charAt(i));
      if (!space && !within) {
        count++;
      }
      within = !space;
    }
    return count;
  }

  private static final class Reader {
    private static final String USER = "user";

    private final List<String> tools = new ArrayList<>();
    private String lastUserText = "";
    private String lastRole = "";
    private String choice = "auto";
    private @Nullable String chosenTool;
    private long inputTokens;

    SimulatorPrompt prompt() {
      return new SimulatorPrompt(lastUserText, tool(), inputTokens);
    }

    void message(ChatMessage message) {
      var text = new StringBuilder();
      for (var part : message.parts()) {
        if (part instanceof ContentPart.Text said) {
          text.append(text.isEmpty() ? "" : " ").append(said.text());
        }
      }
      said(message instanceof ChatMessage.User ? USER : "", text.toString());
    }

    void choose(@Nullable ToolChoice given) {
      switch (given) {
        case ToolChoice.None none -> choice = "none";
        case ToolChoice.Required required -> choice = "required";
        case ToolChoice.Named named -> chosenTool = named.name();
        case ToolChoice.AutoAmong some -> tools.retainAll(some.names());
        case ToolChoice.RequiredAmong some -> {
          tools.retainAll(some.names());
          choice = "required";
        }
        case ToolChoice.Auto auto -> {}
        case null -> {}
      }
    }

    private void said(String role, String text) {
      lastRole = role;
      inputTokens += tokens(text);
      if (role.equals(USER)) {
        lastUserText = text;
      }
    }

    void request(JsonCursor json) {
      json.enterObject();
      while (json.nextField()) {
        switch (json.key()) {
          case "messages" -> each(json, this::message);
          case "tools" -> each(json, this::tool);
          case "tool_choice" -> toolChoice(json);
          default -> json.skipValue();
        }
      }
    }

    private static void each(JsonCursor json, Consumer<JsonCursor> element) {
      if (json.peek() != JsonKind.ARRAY) {
        json.skipValue();
        return;
      }
      json.enterArray();
      while (json.nextElement()) {
        if (json.peek() == JsonKind.OBJECT) {
          element.accept(json);
        } else {
          json.skipValue();
        }
      }
    }

    private void message(JsonCursor json) {
      var role = "";
      var text = new StringBuilder();
      json.enterObject();
      while (json.nextField()) {
        switch (json.key()) {
          case "role" -> role = textOr(json, "");
          case "content" -> {
            if (json.peek() == JsonKind.STRING) {
              text.append(textOr(json, ""));
            } else {
              each(json, part -> part(part, text));
            }
          }
          default -> json.skipValue();
        }
      }
      said(role, text.toString());
    }

    private static void part(JsonCursor json, StringBuilder text) {
      json.enterObject();
      while (json.nextField()) {
        if (json.key().equals("text")) {
          text.append(text.isEmpty() ? "" : " ").append(textOr(json, ""));
        } else {
          json.skipValue();
        }
      }
    }

    private void tool(JsonCursor json) {
      var name = functionName(json);
      if (name != null) {
        tools.add(name);
      }
    }

    private void toolChoice(JsonCursor json) {
      if (json.peek() == JsonKind.OBJECT) {
        chosenTool = functionName(json);
      } else {
        choice = textOr(json, "auto");
      }
    }

    private static @Nullable String functionName(JsonCursor json) {
      String name = null;
      json.enterObject();
      while (json.nextField()) {
        if (json.key().equals("function") && json.peek() == JsonKind.OBJECT) {
          name = functionName(json);
        } else if (json.key().equals("name")) {
          name = textOr(json, "");
        } else {
          json.skipValue();
        }
      }
      return name;
    }

    private static String textOr(JsonCursor json, String otherwise) {
      if (json.peek() != JsonKind.STRING) {
        json.skipValue();
        return otherwise;
      }
      var text = json.string();
      return text == null ? otherwise : text;
    }

    @Nullable String tool() {
      if (chosenTool != null) {
        return tools.contains(chosenTool) ? chosenTool : null;
      }
      if (tools.isEmpty() || choice.equals("none")) {
        return null;
      }
      for (var name : tools) {
        if (lastRole.equals(USER) && lastUserText.contains("call " + name)) {
          return name;
        }
      }
      return choice.equals("required") ? tools.getFirst() : null;
    }
  }
}
