package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the outline of a generateContent body in one pass over its bytes, checking that it is
 * well-formed JSON. Model and stream stand in the path. A body that gives a field the gateway reads
 * twice, be it once in each spelling, is refused: what was checked is what is sent. One object a
 * body; not thread-safe.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">generateContent</a>
 */
final class GeminiRequestReader {

  private static final Set<String> READ =
      Set.of("contents", "systemInstruction", "tools", "generationConfig");

  private final byte[] body;
  private final JsonCursor json;
  private final GeminiBodyProblems problems;
  private final Set<Capability> needs = EnumSet.noneOf(Capability.class);
  private final Set<String> seen = new HashSet<>();
  private final GeminiOptionScan options;
  private long inputBytes;

  private GeminiRequestReader(byte[] body) {
    this.body = body;
    this.json = new JsonCursor(body);
    this.problems = new GeminiBodyProblems(body, json);
    this.options = new GeminiOptionScan(json, problems, needs);
  }

  /**
   * Reads a body.
   *
   * @param model as the path has it
   */
  static RequestReading read(
      String model, boolean streamed, byte[] body, DialectTranslation translation) {
    var wrong = ModelName.problem(model);
    return wrong == null
        ? new GeminiRequestReader(body).read(new ModelName(model), streamed, translation)
        : Unreadable.field("model", wrong);
  }

  private RequestReading read(ModelName model, boolean streamed, DialectTranslation translation) {
    if (json.peek() != JsonKind.OBJECT || !json.enterObject()) {
      return GeminiBodyProblems.malformed("a JSON object expected");
    }
    int insertAt = json.offset();
    while (json.nextField()) {
      var name = GeminiField.camel(json.key());
      if (!READ.contains(name)) {
        json.skipValue();
        continue;
      }
      var problem = seen.add(name) ? take(name) : GeminiBodyProblems.twice(name);
      if (problem != null) {
        return problem;
      }
    }
    if (!json.atEnd()) {
      return GeminiBodyProblems.malformed(json.fault());
    }
    if (!seen.contains("contents")) {
      return Unreadable.field("contents", "contents is not specified");
    }
    var outline =
        new RequestOutline(
            model,
            null,
            streamed,
            null,
            true,
            null,
            null,
            options.outputLimit(),
            options.outputLimitSpan(),
            options.choices(),
            needs,
            insertAt,
            inputBytes);
    return new RequestReading.Relayable(
        new ChatRequest(Dialect.GEMINI, body, outline, translation));
  }

  /** Reads a field's value; returns what is wrong with it, null when nothing is. */
  private @Nullable Unreadable take(String name) {
    json.peek();
    int start = json.offset();
    if (name.equals("generationConfig")) {
      return options.generation();
    }
    var problem =
        switch (name) {
          case "contents" -> contents();
          case "tools" -> options.tools();
          default -> {
            json.skipValue();
            yield null;
          }
        };
    inputBytes += json.offset() - start;
    return problem;
  }

  private @Nullable Unreadable contents() {
    if (json.peek() != JsonKind.ARRAY) {
      return problems.wrongType("contents", "an array of contents");
    }
    var scan = new GeminiMessageScan(json, needs);
    scan.contents();
    var repeated = scan.repeated();
    if (repeated != null) {
      return GeminiBodyProblems.twice(repeated);
    }
    return scan.count() > 0 || json.fault() != null
        ? null
        : Unreadable.field("contents", "contents is empty (expected: at least 1 content).");
  }
}
