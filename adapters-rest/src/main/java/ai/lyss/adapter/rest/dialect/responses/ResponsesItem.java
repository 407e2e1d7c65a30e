package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.domain.content.FreeText;
import ai.lyss.domain.content.ThoughtSeal;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One output item as it grows. Not thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses/object">The response
 *     object</a>
 */
final class ResponsesItem {

  private static final JsonChars NO_ARGUMENTS = JsonChars.of("{}");

  /** What an item is. */
  enum Kind {
    /** What the model said. */
    MESSAGE("msg_"),
    /** What it thought. */
    REASONING(ThoughtSeal.ID_PREFIX),
    /** A call of a function. */
    CALL("fc_"),
    /** A call of a tool that takes free text. */
    CUSTOM_CALL("ctc_"),
    /** An image that it made. */
    IMAGE("ig_");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    /** Returns what ids of such items start with. */
    String prefix() {
      return prefix;
    }
  }

  /** How far an item has come. */
  enum Status {
    /** It grows. */
    IN_PROGRESS("in_progress"),
    /** It is whole. */
    COMPLETED("completed"),
    /** It was cut. */
    INCOMPLETE("incomplete");

    private final String wireName;

    Status(String wireName) {
      this.wireName = wireName;
    }
  }

  private final Kind kind;
  private final String id;
  private final int index;
  private final String first;
  private final String second;
  private final FreeText free = new FreeText();
  private final List<ResponsesPart> parts = new ArrayList<>(1);
  private Status status = Status.IN_PROGRESS;
  private @Nullable String encrypted;

  private ResponsesItem(Kind kind, String id, int index, String first, String second) {
    this.kind = kind;
    this.id = id;
    this.index = index;
    this.first = first;
    this.second = second;
  }

  /** A message or a thought, without parts yet. */
  static ResponsesItem of(Kind kind, String id, int index) {
    return new ResponsesItem(kind, id, index, "", "");
  }

  /** A call of this kind, without arguments yet. */
  static ResponsesItem call(Kind kind, String id, int index, String callId, String name) {
    var call = new ResponsesItem(kind, id, index, callId, name);
    call.open(kind == Kind.CALL ? ResponsesPart.Kind.ARGUMENTS : ResponsesPart.Kind.INPUT);
    return call;
  }

  /** An image. */
  static ResponsesItem image(String id, int index, String mediaType, String base64) {
    return new ResponsesItem(Kind.IMAGE, id, index, mediaType, base64);
  }

  Kind kind() {
    return kind;
  }

  String id() {
    return id;
  }

  int index() {
    return index;
  }

  /** Returns the name of the tool that is called. */
  String name() {
    return second;
  }

  /** Begins a part. */
  ResponsesPart open(ResponsesPart.Kind part) {
    var opened = new ResponsesPart(part, parts.size());
    parts.add(opened);
    return opened;
  }

  /** Returns the part that grows; null before the first. */
  @Nullable ResponsesPart last() {
    return parts.isEmpty() ? null : parts.getLast();
  }

  /** Returns what a part of a call's arguments tells the caller, perhaps nothing yet. */
  JsonChars told(JsonChars arguments) {
    return kind == Kind.CUSTOM_CALL ? JsonChars.of(free.add(arguments)) : arguments;
  }

  /** Returns what is still to be told of a call that is over, perhaps nothing. */
  JsonChars rest() {
    var last = last();
    return switch (kind) {
      case CALL -> last == null || last.chars().isEmpty() ? NO_ARGUMENTS : JsonChars.NONE;
      case CUSTOM_CALL -> JsonChars.of(free.end());
      case MESSAGE, REASONING, IMAGE -> JsonChars.NONE;
    };
  }

  /** Gives a thought what it comes back by. */
  void seal(String sealed) {
    encrypted = sealed;
  }

  /** Ends it. */
  void end(Status how) {
    status = how;
  }

  /** Writes the item as it is now; a part that grows is left out. */
  void write(JsonOut out) {
    out.object().name("id").text(id).name("type");
    switch (kind) {
      case MESSAGE -> {
        out.text("message").name("status").text(status.wireName);
        out.name("role").text("assistant").name("content");
        parts(out);
      }
      case REASONING -> {
        out.text("reasoning").name("summary");
        parts(out);
        if (encrypted != null) {
          out.name("encrypted_content").text(encrypted);
        }
      }
      case CALL -> {
        out.text("function_call").name("status").text(status.wireName);
        out.name("call_id").text(first).name("name").text(second).name("arguments");
        out.chars(parts.getLast().chars());
      }
      case CUSTOM_CALL -> {
        out.text("custom_tool_call").name("status").text(status.wireName);
        out.name("call_id").text(first).name("name").text(second).name("input");
        out.chars(parts.getLast().chars());
      }
      case IMAGE -> {
        out.text("image_generation_call").name("status").text(status.wireName);
        out.name("result").text(second);
        out.name("output_format").text(first.substring(first.indexOf('/') + 1));
      }
    }
    out.endObject();
  }

  private void parts(JsonOut out) {
    out.array();
    if (status != Status.IN_PROGRESS) {
      parts.forEach(part -> part.write(out));
    }
    out.endArray();
  }
}
