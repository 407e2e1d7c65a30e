package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonMembers;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The response object around the output: its id, its status, and what the dialect repeats of the
 * request. One object an answer; not thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses/object">The response
 *     object</a>
 */
final class ResponsesFrame {

  /** A field of the request that is repeated, and what stands for it where it was not given. */
  private record Echoed(String name, RawJson otherwise) {

    static Echoed of(String name, String otherwise) {
      return new Echoed(name, RawJson.of(otherwise));
    }
  }

  private static final List<Echoed> ECHOED =
      List.of(
          Echoed.of("instructions", "null"),
          Echoed.of("max_output_tokens", "null"),
          Echoed.of("max_tool_calls", "null"),
          Echoed.of("metadata", "{}"),
          Echoed.of("parallel_tool_calls", "true"),
          Echoed.of("reasoning", "{\"effort\":null,\"summary\":null}"),
          Echoed.of("temperature", "null"),
          Echoed.of("text", "{\"format\":{\"type\":\"text\"}}"),
          Echoed.of("tool_choice", "\"auto\""),
          Echoed.of("tools", "[]"),
          Echoed.of("top_logprobs", "0"),
          Echoed.of("top_p", "null"),
          Echoed.of("truncation", "\"disabled\""),
          Echoed.of("user", "null"));

  private final String id;
  private final long created;
  private final byte[] echo;
  private final Set<String> customTools = new TreeSet<>();
  private String model;

  /** A frame that names this model as long as the vendor names none. */
  ResponsesFrame(AnswerStamp stamp, String model, byte[] body) {
    this.id = stamp.id("resp_");
    this.created = stamp.now().getEpochSecond();
    this.model = model;
    var given = JsonMembers.read(body, new JsonCursor(body));
    this.echo = echo(body, given);
    var tools = given.find("tools");
    if (tools != null && tools.kind() == JsonKind.ARRAY) {
      customTools(RawJson.of(body, tools.value()).tree());
    }
  }

  /** A name that a function has too is the function's. */
  private void customTools(JsonTree tools) {
    for (var tool : tools.children()) {
      var name = tool.textOf("name");
      if (name != null && "custom".equals(tool.textOf("type"))) {
        customTools.add(name);
      }
    }
    for (var tool : tools.children()) {
      if ("function".equals(tool.textOf("type"))) {
        customTools.remove(String.valueOf(tool.textOf("name")));
      }
    }
  }

  /** Returns the names of the caller's tools that take free text. */
  Set<String> customTools() {
    return customTools;
  }

  /** Nothing is stored here, whatever was asked for. */
  private static byte[] echo(byte[] body, JsonMembers given) {
    var out = new JsonOut();
    out.object();
    for (var echoed : ECHOED) {
      var member = given.find(echoed.name());
      boolean said = member != null && member.kind() != JsonKind.NULL;
      var value = member != null && said ? RawJson.of(body, member.value()) : echoed.otherwise();
      out.name(echoed.name()).raw(value);
    }
    out.name("background").flag(false).name("store").flag(false);
    out.name("previous_response_id").none().endObject();
    var object = out.take();
    var inside = new JsonSpan(1, object.length - 1);
    return Arrays.copyOfRange(object, inside.start(), inside.end());
  }

  /** The vendor named the model that answers. */
  void answeredBy(@Nullable String named) {
    model = named == null ? model : named;
  }

  /** Writes the response as it is when it begins. */
  void begin(JsonOut out) {
    head("in_progress", null, out);
    out.name("output").array().endArray().name("usage").none().endObject();
  }

  /** Writes the whole response. */
  void write(ResponsesOutput output, JsonOut out) {
    var cut = output.cut();
    head(cut == null ? "completed" : "incomplete", cut, out);
    out.name("output").array();
    output.items().forEach(item -> item.write(out));
    out.endArray().name("usage");
    ResponsesUsageWriter.write(output.usage(), out);
    out.endObject();
  }

  private void head(String status, @Nullable String cut, JsonOut out) {
    out.object().name("id").text(id).name("object").text("response");
    out.name("created_at").number(created).name("status").text(status);
    out.name("error").none().name("incomplete_details");
    if (cut == null) {
      out.none();
    } else {
      out.object().name("reason").text(cut).endObject();
    }
    out.name("model").text(model).members(echo);
  }
}
