package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.Capability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps over the fields of a chat that hold objects and lists, and notes what they need of a model.
 * Each step returns what is wrong; null when nothing is, or when the body is not JSON, which the
 * cursor tells.
 */
final class OpenAiOptionScan {

  private static final String INCLUDE_USAGE_NAME = "include_usage";
  private static final byte[] INCLUDE_USAGE = INCLUDE_USAGE_NAME.getBytes(US_ASCII);
  private static final byte[] TYPE = "type".getBytes(US_ASCII);

  private final JsonCursor json;
  private final OpenAiBodyProblems problems;
  private final Set<Capability> needs;
  private boolean usageAsked;
  private @Nullable JsonSpan includeUsageSpan;

  OpenAiOptionScan(JsonCursor json, OpenAiBodyProblems problems, Set<Capability> needs) {
    this.json = json;
    this.problems = problems;
    this.needs = needs;
  }

  boolean usageAsked() {
    return usageAsked;
  }

  @Nullable JsonSpan includeUsageSpan() {
    return includeUsageSpan;
  }

  @Nullable Unreadable streamOptions() {
    switch (json.peek()) {
      case NULL -> json.skipValue();
      case OBJECT -> {
        return streamOptionFields();
      }
      case ARRAY, STRING, NUMBER, TRUE, FALSE, INVALID -> {
        return problems.wrongType("stream_options", "an object");
      }
    }
    return null;
  }

  private @Nullable Unreadable streamOptionFields() {
    json.enterObject();
    while (json.nextField()) {
      if (!json.keyIs(INCLUDE_USAGE)) {
        if (json.key().equalsIgnoreCase(INCLUDE_USAGE_NAME)) {
          return OpenAiBodyProblems.otherCase(
              "stream_options." + json.key(), "stream_options." + INCLUDE_USAGE_NAME);
        }
        json.skipValue();
        continue;
      }
      if (includeUsageSpan != null) {
        return OpenAiBodyProblems.twice("stream_options.include_usage");
      }
      switch (json.peek()) {
        case TRUE -> usageAsked = true;
        case FALSE, NULL -> usageAsked = false;
        case OBJECT, ARRAY, STRING, NUMBER, INVALID -> {
          return problems.wrongType("stream_options.include_usage", "a boolean");
        }
      }
      json.skipValue();
      includeUsageSpan = json.span();
    }
    return null;
  }

  /** Tools or functions: a list that is not empty needs a model that calls them. */
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

  /** The kinds of output: audio is one that not every model has. */
  void modalities() {
    if (json.peek() != JsonKind.ARRAY) {
      json.skipValue();
      return;
    }
    json.enterArray();
    while (json.nextElement()) {
      if (json.peek() != JsonKind.STRING) {
        json.skipValue();
      } else if ("audio".equals(json.string())) {
        needs.add(Capability.AUDIO);
      }
    }
  }

  @Nullable Unreadable responseFormat() {
    if (json.peek() != JsonKind.OBJECT) {
      json.skipValue();
      return null;
    }
    boolean seen = false;
    json.enterObject();
    while (json.nextField()) {
      if (!json.keyIs(TYPE)) {
        json.skipValue();
        continue;
      }
      if (seen) {
        return OpenAiBodyProblems.twice("response_format.type");
      }
      seen = true;
      if (json.peek() != JsonKind.STRING) {
        json.skipValue();
      } else if ("json_schema".equals(json.string())) {
        needs.add(Capability.JSON_SCHEMA);
      }
    }
    return null;
  }
}
