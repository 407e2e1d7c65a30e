package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.json.JsonOut;
import org.jspecify.annotations.Nullable;

/**
 * What whole messages and streams write alike: heads, ends, and what the dialect has no word for.
 */
final class AnthropicExtensions {

  private static final String ID_PREFIX = "msg_";

  private AnthropicExtensions() {}

  /** Tells whether an id is one of the dialect's: its clients may rely on the prefix. */
  static boolean isMessageId(@Nullable String id) {
    return id != null && id.startsWith(ID_PREFIX);
  }

  /** Writes what stands in front of the content of a message. */
  static void head(String id, String model, JsonOut out) {
    out.name("id").text(id).name("type").text("message").name("role").text("assistant");
    out.name("model").text(model).name("container").none().name("diagnostics").none();
  }

  /** Writes who calls a tool: the model itself. */
  static void caller(JsonOut out) {
    out.name("caller").object().name("type").text("direct").endObject();
  }

  /** Writes why an answer ended; null when nobody said. */
  static void end(ChatChunk.@Nullable Finished finished, JsonOut out) {
    var reason = finished == null ? FinishReason.STOP : finished.reason();
    var sequence = finished == null ? null : finished.stopSequence();
    out.name("stop_reason").text(reason(reason, sequence));
    out.name("stop_sequence");
    if (sequence == null) {
      out.none();
    } else {
      out.text(sequence);
    }
    out.name("stop_details");
    if (reason == FinishReason.CONTENT_FILTER) {
      out.object().name("type").text("refusal").name("category").none();
      out.name("explanation").none().endObject();
    } else {
      out.none();
    }
  }

  private static String reason(FinishReason reason, @Nullable String stopSequence) {
    return switch (reason) {
      case STOP -> stopSequence == null ? "end_turn" : "stop_sequence";
      case LENGTH -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER -> "refusal";
      case OTHER -> "end_turn";
    };
  }

  /**
   * Tells whether a citation can be written: the dialect wants an address of what is no document.
   */
  static boolean isCitable(ChatChunk.Cited cited) {
    return cited.url() != null;
  }

  /** Writes a citation of a page. */
  static void citation(ChatChunk.Cited cited, JsonOut out) {
    out.object().name("type").text("web_search_result_location");
    out.name("url").text(cited.url() == null ? "" : cited.url()).name("title");
    if (cited.title() == null) {
      out.none();
    } else {
      out.text(cited.title());
    }
    out.name("cited_text").text(cited.quote() == null ? "" : cited.quote());
    out.name("encrypted_index").text("").endObject();
  }

  /** Returns an image as text that shows it: the dialect has no images in answers. */
  static String shown(String mediaType, String base64) {
    return "![](data:" + mediaType + ";base64," + base64 + ")";
  }
}
