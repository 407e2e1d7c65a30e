package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.Capability;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps over tools and the configuration of the generation, and notes what the gateway needs of
 * them. Each step returns what is wrong; null when nothing is, or when the body is not JSON, which
 * the cursor tells.
 */
final class GeminiOptionScan {

  private static final int MOST_CHOICES = 128;
  private static final Set<String> READ =
      Set.of(
          "maxOutputTokens",
          "candidateCount",
          "responseSchema",
          "responseJsonSchema",
          "responseModalities",
          "speechConfig");

  private final JsonCursor json;
  private final GeminiBodyProblems problems;
  private final Set<Capability> needs;
  private @Nullable Long outputLimit;
  private @Nullable JsonSpan outputLimitSpan;
  private int choices = 1;

  GeminiOptionScan(JsonCursor json, GeminiBodyProblems problems, Set<Capability> needs) {
    this.json = json;
    this.problems = problems;
    this.needs = needs;
  }

  @Nullable Long outputLimit() {
    return outputLimit;
  }

  @Nullable JsonSpan outputLimitSpan() {
    return outputLimitSpan;
  }

  int choices() {
    return choices;
  }

  /** Tools: functions need a model that calls them. */
  @Nullable Unreadable tools() {
    if (json.peek() != JsonKind.ARRAY) {
      json.skipValue();
      return null;
    }
    json.enterArray();
    while (json.nextElement()) {
      if (json.peek() == JsonKind.OBJECT) {
        json.enterObject();
        while (json.nextField()) {
          boolean functions = GeminiField.camel(json.key()).equals("functionDeclarations");
          if (functions && json.peek() == JsonKind.ARRAY) {
            declarations();
          } else {
            json.skipValue();
          }
        }
      } else {
        json.skipValue();
      }
    }
    return null;
  }

  private void declarations() {
    json.enterArray();
    while (json.nextElement()) {
      needs.add(Capability.TOOLS);
      json.skipValue();
    }
  }

  @Nullable Unreadable generation() {
    switch (json.peek()) {
      case NULL -> {
        json.skipValue();
        return null;
      }
      case OBJECT -> json.enterObject();
      case ARRAY, STRING, NUMBER, TRUE, FALSE, INVALID -> {
        return problems.wrongType("generationConfig", "an object");
      }
    }
    var seen = new HashSet<String>();
    while (json.nextField()) {
      var name = GeminiField.camel(json.key());
      if (!READ.contains(name)) {
        json.skipValue();
        continue;
      }
      var place = "generationConfig." + name;
      var problem = seen.add(name) ? take(name, place) : GeminiBodyProblems.twice(place);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private @Nullable Unreadable take(String name, String place) {
    if (json.peek() == JsonKind.NULL) {
      json.skipValue();
      // a limit that is set later goes in here: a second field of that name would not count
      outputLimitSpan = name.equals("maxOutputTokens") ? json.span() : outputLimitSpan;
      return null;
    }
    return switch (name) {
      case "maxOutputTokens" -> {
        var limit = whole();
        if (limit == null || limit < 1 || limit > Integer.MAX_VALUE) {
          yield problems.wrongValue(place, "a whole number of at least 1");
        }
        outputLimit = limit;
        outputLimitSpan = json.span();
        yield null;
      }
      case "candidateCount" -> {
        var count = whole();
        if (count == null || count < 1 || count > MOST_CHOICES) {
          yield problems.wrongValue(place, "a whole number from 1 to " + MOST_CHOICES);
        }
        choices = count.intValue();
        yield null;
      }
      case "responseModalities" -> {
        modalities();
        yield null;
      }
      case "speechConfig" -> {
        needs.add(Capability.AUDIO);
        json.skipValue();
        yield null;
      }
      default -> {
        needs.add(Capability.JSON_SCHEMA);
        json.skipValue();
        yield null;
      }
    };
  }

  private @Nullable Long whole() {
    if (json.peek() == JsonKind.NUMBER) {
      return json.wholeNumber();
    }
    json.skipValue();
    return null;
  }

  private void modalities() {
    if (json.peek() != JsonKind.ARRAY) {
      json.skipValue();
      return;
    }
    json.enterArray();
    while (json.nextElement()) {
      if (json.peek() != JsonKind.STRING) {
        json.skipValue();
      } else if ("AUDIO".equals(json.string())) {
        needs.add(Capability.AUDIO);
      }
    }
  }
}
