package ai.lyss.adapter.provider.http.probe;

import ai.lyss.domain.probe.ProbeResult;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor answered. Immutable.
 *
 * @param status the HTTP status
 * @param body the body as text
 */
record ProbeAnswer(int status, String body) {

  private static final int MOST_MODELS = 1000;
  private static final int OK = 200;
  private static final int FIRST_REFUSAL = 300;

  boolean isGood() {
    return status >= OK && status < FIRST_REFUSAL;
  }

  /** Tells whether there is nothing under the address, or not for this method. */
  boolean isNowhere() {
    return status == 404 || status == 405 || status == 501;
  }

  /** Returns the models of a list, however the vendor writes it; empty when it is none. */
  Optional<List<String>> models() {
    var list =
        switch (json()) {
          case JsonObject object when object.getValue("data") instanceof JsonArray data -> data;
          case JsonObject object when object.getValue("models") instanceof JsonArray all -> all;
          case JsonArray all -> all;
          case null, default -> null;
        };
    if (list == null) {
      return Optional.empty();
    }
    var models = new ArrayList<String>();
    for (var each : list) {
      if (each instanceof JsonObject model && models.size() < MOST_MODELS) {
        name(model).ifPresent(models::add);
      }
    }
    return Optional.of(models);
  }

  /** Tells whether it is an answer of a model. */
  boolean isCompletion() {
    return json() instanceof JsonObject object && object.getValue("choices") instanceof JsonArray;
  }

  /** Returns what sort of refusal it is. */
  ProbeResult.Type type() {
    return switch (status) {
      case 401, 403 -> ProbeResult.Type.UNAUTHORIZED;
      case 402 -> ProbeResult.Type.FUNDING;
      case 404, 405 -> ProbeResult.Type.NOT_FOUND;
      case 408, 504 -> ProbeResult.Type.TIMED_OUT;
      case 429 -> ProbeResult.Type.RATE_LIMITED;
      default -> status >= 500 ? ProbeResult.Type.VENDOR_ERROR : ProbeResult.Type.REFUSED;
    };
  }

  /** Returns what the vendor says of its refusal, with whatever it repeats; its status at least. */
  String message() {
    if (json() instanceof JsonObject object) {
      if (object.getValue("error") instanceof JsonObject error
          && error.getValue("message") instanceof String message) {
        return message;
      }
      if (object.getValue("error") instanceof String message) {
        return message;
      }
      if (object.getValue("message") instanceof String message) {
        return message;
      }
    }
    return "The vendor answered with status " + status + ".";
  }

  @Override
  public String toString() {
    return "ProbeAnswer[" + status + ", " + body.length() + " characters]";
  }

  private @Nullable Object json() {
    try {
      return body.isBlank() ? null : Json.decodeValue(body);
    } catch (DecodeException noJson) {
      return null;
    }
  }

  /** Gemini's names have a folder in front that its requests do not have. */
  private static Optional<String> name(JsonObject model) {
    if (model.getValue("id") instanceof String id) {
      return Optional.of(id);
    }
    return model.getValue("name") instanceof String name
        ? Optional.of(name.startsWith("models/") ? name.substring("models/".length()) : name)
        : Optional.empty();
  }
}
