package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.domain.content.CallIds;
import ai.lyss.domain.content.ChatAnswer;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.FreeText;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonMembers;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes calls of tools: of functions, and of tools that take free text, which the vendor was told
 * of as functions. Not thread-safe.
 */
final class OpenAiCallWriter {

  /** Which of the calls of an answer. */
  private record Place(int choice, int call) {}

  private final Set<String> custom;
  private final Map<Place, FreeText> texts = new LinkedHashMap<>();

  /** A writer for the caller of this request. */
  OpenAiCallWriter(byte[] request) {
    this.custom = custom(request);
  }

  /** A name that a function has too is the function's. */
  private static Set<String> custom(byte[] request) {
    var names = new TreeSet<String>();
    var tools = JsonMembers.read(request, new JsonCursor(request)).find("tools");
    if (tools == null || tools.kind() != JsonKind.ARRAY) {
      return names;
    }
    var list = RawJson.of(request, tools.value()).tree().children();
    for (var tool : list) {
      var inner = tool.get("custom");
      var name = inner == null ? null : inner.textOf("name");
      if (name != null) {
        names.add(name);
      }
    }
    for (var tool : list) {
      var inner = tool.get("function");
      var name = inner == null ? null : inner.textOf("name");
      if (name != null) {
        names.remove(name);
      }
    }
    return names;
  }

  /** Writes a whole call. */
  void whole(ContentPart.ToolCall call, JsonOut out) {
    out.object().name("id").text(CallIds.carrying(call.id(), call.signature()));
    var told = ChatAnswer.unparsed(call.arguments());
    var arguments = told == null ? call.arguments().text() : told;
    if (custom.contains(call.name())) {
      begin("custom", call.name(), out).name("input").text(FreeText.of(arguments));
    } else {
      begin("function", call.name(), out).name("arguments").text(arguments);
    }
    out.endObject().endObject();
  }

  private static JsonOut begin(String type, String name, JsonOut out) {
    return out.name("type").text(type).name(type).object().name("name").text(name);
  }

  /** Writes the member of a delta that starts a call. */
  void start(ChatChunk.CallStarted call, JsonOut out) {
    delta(call.call(), out).name("id").text(CallIds.carrying(call.id(), call.signature()));
    if (custom.contains(call.name())) {
      texts.put(new Place(call.choice(), call.call()), new FreeText());
      begin("custom", call.name(), out).name("input").text("");
    } else {
      begin("function", call.name(), out).name("arguments").text("");
    }
    out.endObject().endObject().endArray();
  }

  private static JsonOut delta(int call, JsonOut out) {
    return out.name("tool_calls").array().object().name("index").number(call);
  }

  /** Returns what more arguments tell the caller, perhaps nothing yet. */
  JsonChars told(ChatChunk.CallArguments more) {
    var text = texts.get(new Place(more.choice(), more.call()));
    return text == null ? more.part() : JsonChars.of(text.add(more.part()));
  }

  /** Writes the member of a delta that goes on with a call. */
  void more(int choice, int call, JsonChars told, JsonOut out) {
    boolean free = texts.containsKey(new Place(choice, call));
    delta(call, out).name(free ? "custom" : "function").object();
    out.name(free ? "input" : "arguments").chars(told);
    out.endObject().endObject().endArray();
  }

  /** Returns what is still to be told of the calls of a choice that is over, by their index. */
  Map<Integer, JsonChars> rest(int choice) {
    var rest = new LinkedHashMap<Integer, JsonChars>();
    texts.forEach(
        (place, text) -> {
          var left = place.choice() == choice ? text.end() : "";
          if (!left.isEmpty()) {
            rest.put(place.call(), JsonChars.of(left));
          }
        });
    return rest;
  }
}
