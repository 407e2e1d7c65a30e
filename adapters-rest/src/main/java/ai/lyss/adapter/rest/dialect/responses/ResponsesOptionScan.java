package ai.lyss.adapter.rest.dialect.responses;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.model.Capability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Steps over tools and the form of the text, and notes what they need of a model. */
final class ResponsesOptionScan {

  private static final byte[] FORMAT = "format".getBytes(US_ASCII);
  private static final byte[] TYPE = "type".getBytes(US_ASCII);

  private final JsonCursor json;
  private final Set<Capability> needs;

  ResponsesOptionScan(JsonCursor json, Set<Capability> needs) {
    this.json = json;
    this.needs = needs;
  }

  /** A list that is not empty needs a model that calls tools. */
  void tools() {
    if (json.peek() != JsonKind.ARRAY) {
      json.skipValue();
      return;
    }
    json.enterArray();
    while (json.nextElement()) {
      needs.add(Capability.TOOLS);
      json.skipValue();
    }
  }

  /** Returns what is wrong; null when nothing is, or when the body is no JSON. */
  @Nullable Unreadable text() {
    return within(FORMAT, "text.format", this::format);
  }

  private @Nullable Unreadable format() {
    return within(TYPE, "text.format.type", this::type);
  }

  private @Nullable Unreadable type() {
    if (json.peek() != JsonKind.STRING) {
      json.skipValue();
    } else if ("json_schema".equals(json.string())) {
      needs.add(Capability.JSON_SCHEMA);
    }
    return null;
  }

  /** How a value is stepped over. */
  private interface Step {
    @Nullable Unreadable take();
  }

  /** Steps over an object, and by this step over the one member of it that is read. */
  private @Nullable Unreadable within(byte[] member, String place, Step step) {
    if (json.peek() != JsonKind.OBJECT) {
      json.skipValue();
      return null;
    }
    boolean seen = false;
    json.enterObject();
    while (json.nextField()) {
      if (!json.keyIs(member)) {
        json.skipValue();
        continue;
      }
      var problem = seen ? ResponsesBodyProblems.twice(place) : step.take();
      if (problem != null) {
        return problem;
      }
      seen = true;
    }
    return null;
  }
}
