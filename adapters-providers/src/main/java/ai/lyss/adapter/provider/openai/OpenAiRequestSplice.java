package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonSplice;
import ai.lyss.domain.port.ChannelCalls.Call;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the body for the vendor out of the caller's: the model's name where the vendor has another,
 * the stream flag where the endpoint and not the body asked for a stream, the wish for usage where
 * the caller did not have it, and a lowered output limit. Every other byte stays. Pure.
 */
final class OpenAiRequestSplice {

  private static final byte[] TRUE = ascii("true");
  private static final byte[] NULL = ascii("null");
  private static final byte[] ASK_USAGE = ascii("{\"include_usage\":true}");
  private static final String STREAM_FIELD = "\"stream\":true,";
  private static final String USAGE_FIELD = "\"stream_options\":{\"include_usage\":true},";

  private OpenAiRequestSplice() {}

  /** Returns the body to send: the caller's own array when there is nothing to edit. */
  static byte[] body(ChatRequest request, Call call, OpenAiQuirks quirks) {
    var outline = request.outline();
    var body = request.body();
    var splice = new JsonSplice(body);
    var added = new StringBuilder();
    if (!outline.model().equals(call.vendorModel())) {
      splice.replace(outline.modelSpan(), ascii('"' + call.vendorModel().value() + '"'));
    }
    if (outline.stream()) {
      stream(body, outline, splice, added);
      if (quirks.streamOptions() && !outline.usageAsked()) {
        askUsage(body, outline, splice, added);
      }
    }
    if (call.clippedOutput() != null) {
      limit(outline, call.clippedOutput(), quirks, splice, added);
    }
    if (!added.isEmpty()) {
      splice.replace(JsonSpan.at(outline.insertAt()), ascii(added.toString()));
    }
    return splice.bytes();
  }

  private static void stream(
      byte[] body, RequestOutline outline, JsonSplice splice, StringBuilder added) {
    var span = outline.streamSpan();
    if (span == null) {
      added.append(STREAM_FIELD);
    } else if (!is(body, span, TRUE)) {
      splice.replace(span, TRUE);
    }
  }

  private static void askUsage(
      byte[] body, RequestOutline outline, JsonSplice splice, StringBuilder added) {
    var options = outline.streamOptionsSpan();
    if (options == null) {
      added.append(USAGE_FIELD);
    } else if (outline.includeUsageSpan() != null) {
      splice.replace(outline.includeUsageSpan(), TRUE);
    } else if (is(body, options, NULL) || isEmptyObject(body, options)) {
      splice.replace(options, ASK_USAGE);
    } else if (body[options.start()] == '{') {
      splice.replace(JsonSpan.at(options.start() + 1), ascii("\"include_usage\":true,"));
    }
  }

  private static void limit(
      RequestOutline outline,
      long limit,
      OpenAiQuirks quirks,
      JsonSplice splice,
      StringBuilder added) {
    @Nullable JsonSpan span = outline.outputLimitSpan();
    if (span == null) {
      added.append('"').append(quirks.limitField()).append("\":").append(limit).append(',');
    } else {
      splice.replace(span, ascii(Long.toString(limit)));
    }
  }

  private static boolean is(byte[] body, JsonSpan span, byte[] literal) {
    return Arrays.equals(body, span.start(), span.end(), literal, 0, literal.length);
  }

  private static boolean isEmptyObject(byte[] body, JsonSpan span) {
    if (body[span.start()] != '{') {
      return false;
    }
    for (int i = span.start() + 1; i < span.end() - 1; i++) {
      if (body[i] > ' ') {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
