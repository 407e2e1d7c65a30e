package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.Citation.Place;
import ai.lyss.domain.content.Citation.Source;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.json.JsonOut;
import java.util.List;
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

  /** Tells whether a citation can be written: of a document, the dialect says where in it. */
  static boolean isCitable(Citation cited) {
    return switch (cited.source()) {
      case Source.Page page -> true;
      case Source.Document document -> document.index() != null && document.within() != null;
    };
  }

  /** Writes a citation that can be written. */
  static void citation(Citation cited, JsonOut out) {
    var quote = cited.quote() == null ? "" : cited.quote();
    out.object().name("type");
    switch (cited.source()) {
      case Source.Page page -> {
        out.text("web_search_result_location").name("url").text(page.url());
        text("title", cited.title(), out);
        out.name("cited_text").text(quote).name("encrypted_index").text("");
      }
      case Source.Document document -> {
        var within = document.within();
        if (within != null) {
          location(within, out);
        }
        out.name("cited_text").text(quote).name("document_index");
        out.number(document.index() == null ? 0 : document.index());
        text("document_title", cited.title(), out);
        text("file_id", document.file(), out);
      }
    }
    out.endObject();
  }

  private static void location(Place within, JsonOut out) {
    var names =
        switch (within.unit()) {
          case CHARACTERS -> List.of("char_location", "start_char_index", "end_char_index");
          case PAGES -> List.of("page_location", "start_page_number", "end_page_number");
          case BLOCKS -> List.of("content_block_location", "start_block_index", "end_block_index");
        };
    out.text(names.get(0)).name(names.get(1)).number(within.range().from());
    out.name(names.get(2)).number(within.range().to());
  }

  private static void text(String name, @Nullable String text, JsonOut out) {
    out.name(name);
    if (text == null) {
      out.none();
    } else {
      out.text(text);
    }
  }

  /** Returns an image as text that shows it: the dialect has no images in answers. */
  static String shown(String mediaType, String base64) {
    return "![](data:" + mediaType + ";base64," + base64 + ")";
  }
}
