package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonMembers;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonSplice;
import ai.lyss.domain.model.ModelName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body for the vendor, made out of the caller's: the model's name where the vendor has another,
 * the stream flag where the endpoint and not the body asked for a stream, the wish for usage where
 * the caller did not have it, a lowered output limit, and what the vendor's quirks ask for. Every
 * other byte stays.
 *
 * @param body the body to send: the caller's own array when there was nothing to edit
 * @param dropped JSON pointers to what of the caller's body is not in it
 */
record OpenAiRequestSplice(byte[] body, List<String> dropped) {

  private static final byte[] TRUE = ascii("true");
  private static final byte[] NULL = ascii("null");
  private static final byte[] ASK_USAGE = ascii("{\"include_usage\":true}");
  private static final String STREAM_FIELD = "\"stream\":true,";
  private static final String USAGE_FIELD = "\"stream_options\":{\"include_usage\":true},";

  /**
   * Makes the body.
   *
   * @param model the vendor's name of the model
   * @param clipped the output limit to send; null to keep the caller's
   */
  static OpenAiRequestSplice of(
      ChatRequest request, ModelName model, @Nullable Long clipped, OpenAiQuirks quirks) {
    var outline = request.outline();
    var body = request.body();
    var splice = new JsonSplice(body);
    var fields =
        quirks.mayEdit(outline)
            ? OpenAiFieldSplice.fit(request, quirks, splice)
            : OpenAiFieldSplice.UNTOUCHED;
    OpenAiCallIds.splice(body, splice);
    var added = new StringBuilder();
    var named = outline.modelSpan();
    if (named == null) {
      added.append("\"model\":\"").append(model.value()).append("\",");
    } else if (!names(body, named, model)) {
      splice.replace(named, ascii('"' + model.value() + '"'));
    }
    if (outline.stream()) {
      stream(body, outline, splice, added);
      if (quirks.streamOptions() && fields.usageAskable() && !outline.usageAsked()) {
        askUsage(body, outline, splice, added);
      }
    }
    if (clipped != null) {
      limit(request, clipped, quirks, splice, added);
    }
    if (!added.isEmpty()) {
      splice.replace(JsonSpan.at(outline.insertAt()), ascii(added.toString()));
    }
    return new OpenAiRequestSplice(splice.bytes(), fields.dropped());
  }

  /** The model of a path need not be the one that stands in the body. */
  private static boolean names(byte[] body, JsonSpan span, ModelName model) {
    return body[span.start()] == '"'
        && new JsonChars(body, span.start() + 1, span.end() - 1).text().equals(model.value());
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
      ChatRequest request,
      long limit,
      OpenAiQuirks quirks,
      JsonSplice splice,
      StringBuilder added) {
    var span = request.outline().outputLimitSpan();
    if (span == null) {
      added.append('"').append(quirks.limitField()).append("\":").append(limit).append(',');
      return;
    }
    var place = span;
    if (request.outline().outputLimit() == null && !quirks.has(Trait.ONE_LIMIT_FIELD)) {
      place = ofNull(request.body(), span, quirks.limitField(), splice);
    }
    splice.replace(place, ascii(Long.toString(limit)));
  }

  /**
   * Returns the null to put a limit in place of: that of the field which the vendor takes, and if
   * the caller named only the other one, that one, renamed. The caller's word counts for a limit of
   * its own; a null says nothing, and some models refuse one of the two names.
   */
  private static JsonSpan ofNull(byte[] body, JsonSpan span, String field, JsonSplice splice) {
    var fields = JsonMembers.read(body, new JsonCursor(body));
    var taken = fields.find(field);
    if (taken != null) {
      return taken.value();
    }
    fields.all().stream()
        .filter(member -> member.value().equals(span))
        .forEach(member -> JsonMembers.rename(splice, member, field));
    return span;
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
