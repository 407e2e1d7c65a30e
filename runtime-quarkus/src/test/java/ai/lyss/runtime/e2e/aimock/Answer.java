package ai.lyss.runtime.e2e.aimock;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a client of the dialect understands it.
 *
 * @param text all text
 * @param thoughts all text of thoughts
 * @param calls calls of tools, in order
 * @param end the dialect's word for why it ended; null when it did not
 * @param tokens all tokens, input and output; null where the answer tells none
 * @param turn what a client puts into the next request's history for it
 * @param error what an event of a failure says; null without one
 */
record Answer(
    String text,
    String thoughts,
    List<Call> calls,
    @Nullable String end,
    @Nullable Integer tokens,
    JsonArray turn,
    @Nullable String error) {

  /** A call of a tool. */
  record Call(String id, String name, JsonObject arguments) {}

  static Answer failed(String error) {
    return new Answer("", "", List.of(), null, null, new JsonArray(), error);
  }

  /** Returns the calls as text, without their ids. */
  List<String> called() {
    return calls.stream().map(call -> call.name() + call.arguments().encode()).toList();
  }

  /** Reads calls whose arguments are a text, or already an object. */
  static Call call(String id, String name, @Nullable Object arguments) {
    return switch (arguments) {
      case null -> new Call(id, name, new JsonObject());
      case JsonObject object -> new Call(id, name, object);
      default -> new Call(id, name, new JsonObject(arguments.toString()));
    };
  }

  /** Returns the data of the events of a stream; the names of events and comments are left out. */
  static List<String> events(String stream) {
    var events = new ArrayList<String>();
    for (var block : stream.replace("\r\n", "\n").split("\n\n")) {
      for (var line : block.split("\n")) {
        if (line.startsWith("data:")) {
          events.add(line.substring("data:".length()).strip());
        }
      }
    }
    return events;
  }

  static List<JsonObject> objects(@Nullable JsonArray array) {
    return array == null ? List.of() : array.stream().map(JsonObject.class::cast).toList();
  }

  /** Returns a field of an object that may be missing on the way. */
  static @Nullable String at(@Nullable JsonObject object, String field) {
    return object == null ? null : object.getString(field);
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
