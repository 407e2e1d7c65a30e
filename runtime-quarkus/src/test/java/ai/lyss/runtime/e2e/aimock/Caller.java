package ai.lyss.runtime.e2e.aimock;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A caller of one dialect: writes requests and reads answers as a client of it does. */
interface Caller {

  /** What the tool returned, by port. */
  Map<String, String> RESULTS = Map.of("Brest", "14:10", "Dover \"É\"", "11:05");

  /** Returns the dialect's name. */
  String name();

  /** Returns where a request goes. */
  String path(Talk talk);

  /** Returns the header with the key: name and value. */
  Map.Entry<String, String> key(String key);

  /** Returns the body of a first request. */
  JsonObject ask(Talk talk);

  /** Returns the body of the next request, with the answer and what the tools returned. */
  JsonObject goOn(JsonObject asked, Answer answer);

  /** Reads a whole answer. */
  Answer whole(JsonObject body);

  /** Reads a stream; the end stays null unless the stream ends as the dialect demands. */
  Answer streamed(String stream);

  /** Returns the message of an error's body, which has to have the dialect's form. */
  @Nullable String error(JsonObject body);

  /** Returns the dialect's word for an answer that ends in calls. */
  String endWithCalls();

  /** Returns the dialect's word for an answer that is whole. */
  String end();

  /** Returns the parameters of the tool {@code tide}. */
  static JsonObject parameters() {
    return new JsonObject()
        .put("type", "object")
        .put("properties", new JsonObject().put("port", new JsonObject().put("type", "string")))
        .put("required", new JsonArray().add("port"));
  }

  static String result(Answer.Call call) {
    var result = RESULTS.get(call.arguments().getString("port"));
    if (result == null) {
      throw new AssertionError(call + " (expected: one of " + RESULTS.keySet() + ")");
    }
    return result;
  }
}
