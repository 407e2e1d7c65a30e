package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.json.JsonOut;

/**
 * Members of a message or delta that OpenAI's own format lacks, under the names that most gateways
 * and clients use for them, and finish reasons with the vendor's own word beside.
 */
final class OpenAiExtensions {

  private OpenAiExtensions() {}

  /** Returns OpenAI's word; a reason that it lacks is a stop. */
  static String reason(FinishReason reason) {
    return switch (reason) {
      case STOP, OTHER -> "stop";
      case LENGTH -> "length";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
    };
  }

  /** Writes why a choice ended. */
  static void finish(ChatChunk.Finished finished, JsonOut out) {
    out.name("finish_reason").text(reason(finished.reason()));
    var own = finished.vendorReason();
    if (own != null) {
      out.name("native_finish_reason").text(own);
    }
  }

  /** Writes the signature of thoughts that were told before; other vendors' go by call ids. */
  static void signed(ThoughtSignature signature, JsonOut out) {
    if (signature.issuer() == ThoughtSignature.Issuer.ANTHROPIC) {
      out.name("thinking_blocks").array().object().name("type").text("thinking");
      out.name("thinking").text("").name("signature").text(signature.value());
      out.endObject().endArray();
    }
  }

  /** Writes sealed thoughts. */
  static void sealed(ThoughtSignature data, JsonOut out) {
    if (data.issuer() == ThoughtSignature.Issuer.ANTHROPIC) {
      out.name("thinking_blocks").array();
      sealedBlock(data, out);
      out.endArray();
    }
  }

  /** Writes one block of sealed thoughts. */
  static void sealedBlock(ThoughtSignature data, JsonOut out) {
    out.object().name("type").text("redacted_thinking");
    out.name("data").text(data.value()).endObject();
  }

  /** Writes a list of one image. */
  static void image(ChatChunk.ImageMade image, JsonOut out) {
    out.name("images").array();
    imageItem(image.mediaType(), image.base64(), out);
    out.endArray();
  }

  /** Writes one image. */
  static void imageItem(String mediaType, String base64, JsonOut out) {
    out.object().name("type").text("image_url").name("image_url").object();
    out.name("url").text("data:" + mediaType + ";base64," + base64).endObject().endObject();
  }

  /** Tells whether a citation can be written: the dialect has citations of pages only. */
  static boolean isCitable(Citation cited) {
    return cited.source() instanceof Citation.Source.Page;
  }

  /**
   * Writes a citation of a page; the words of the page stand where other gateways have them.
   *
   * @param said how many characters were said before: all of them, where nobody said which
   */
  static void citation(Citation cited, long said, JsonOut out) {
    if (!(cited.source() instanceof Citation.Source.Page page)) {
      return;
    }
    var words = cited.words() == null ? new Citation.Range(0, said) : cited.words();
    out.object().name("type").text("url_citation").name("url_citation").object();
    out.name("start_index").number(words.from()).name("end_index").number(words.to());
    out.name("url").text(page.url());
    out.name("title").text(cited.title() == null ? "" : cited.title());
    if (cited.quote() != null) {
      out.name("content").text(cited.quote());
    }
    out.endObject().endObject();
  }
}
