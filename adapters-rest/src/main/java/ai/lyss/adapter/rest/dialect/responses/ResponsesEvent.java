package ai.lyss.adapter.rest.dialect.responses;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.domain.json.JsonOut;
import java.util.Locale;

/**
 * The events of a stream. Each has its type as its name, too.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses-streaming">Streaming
 *     events</a>
 */
enum ResponsesEvent {
  CREATED,
  IN_PROGRESS,
  OUTPUT_ITEM_ADDED,
  CONTENT_PART_ADDED,
  OUTPUT_TEXT_DELTA,
  OUTPUT_TEXT_ANNOTATION_ADDED,
  OUTPUT_TEXT_DONE,
  REFUSAL_DELTA,
  REFUSAL_DONE,
  CONTENT_PART_DONE,
  REASONING_SUMMARY_PART_ADDED,
  REASONING_SUMMARY_TEXT_DELTA,
  REASONING_SUMMARY_TEXT_DONE,
  REASONING_SUMMARY_PART_DONE,
  FUNCTION_CALL_ARGUMENTS_DELTA,
  FUNCTION_CALL_ARGUMENTS_DONE,
  CUSTOM_TOOL_CALL_INPUT_DELTA,
  CUSTOM_TOOL_CALL_INPUT_DONE,
  OUTPUT_ITEM_DONE,
  COMPLETED,
  INCOMPLETE;

  private static final byte[] END = "\n\n".getBytes(US_ASCII);

  @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
  private final byte[] front;

  private final String type;

  ResponsesEvent() {
    this.type = "response." + wireName(name());
    this.front = ("event: " + type + "\ndata: ").getBytes(US_ASCII);
  }

  /** The words of a type are joined by dots where one part of it ends. */
  private static String wireName(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    for (var ending : new String[] {"annotation_added", "added", "delta", "done"}) {
      if (lower.endsWith("_" + ending)) {
        return lower.substring(0, lower.length() - ending.length() - 1)
            + '.'
            + ending.replace('_', '.');
      }
    }
    return lower;
  }

  /** Returns its type. */
  String type() {
    return type;
  }

  /** Writes the event up to its own members; its object stays open. */
  JsonOut open(long number, JsonOut out) {
    return out.plain(front).object().name("type").text(type).name("sequence_number").number(number);
  }

  /** Ends the object and the event. */
  static void close(JsonOut out) {
    out.endObject().plain(END);
  }
}
