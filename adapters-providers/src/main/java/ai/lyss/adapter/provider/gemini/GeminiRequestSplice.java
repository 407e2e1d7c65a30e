package ai.lyss.adapter.provider.gemini;

import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonMembers;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonSplice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The body for Gemini made out of one in its own dialect: the very bytes, but for an output limit
 * that is lowered. Model and stream stand in the path.
 */
final class GeminiRequestSplice {

  private static final String LIMIT = "maxOutputTokens";
  private static final String CONFIG = "generationConfig";
  private static final String SNAKE_CONFIG = "generation_config";

  private GeminiRequestSplice() {}

  /**
   * Returns the body.
   *
   * @param clipped the output limit to send; null to keep the caller's
   */
  static byte[] of(ChatRequest request, @Nullable Long clipped) {
    var body = request.body();
    if (clipped == null) {
      return body;
    }
    var splice = new JsonSplice(body);
    var span = request.outline().outputLimitSpan();
    if (span != null) {
      return splice.replace(span, ascii(clipped.toString())).bytes();
    }
    var limit = '"' + LIMIT + "\":" + clipped;
    var top = JsonMembers.read(body, new JsonCursor(body));
    var config = top.find(CONFIG) == null ? top.find(SNAKE_CONFIG) : top.find(CONFIG);
    if (config == null || config.kind() != JsonKind.OBJECT) {
      return added(splice, top, '"' + CONFIG + "\":{" + limit + '}', config);
    }
    return added(splice, JsonMembers.at(body, config.value()), limit, null);
  }

  /** Adds a member in front, in place of one that says nothing. */
  private static byte[] added(
      JsonSplice splice, JsonMembers members, String member, JsonMembers.@Nullable Member old) {
    if (old != null) {
      var span = new JsonSpan(old.nameSpan().start(), old.value().end());
      return splice.replace(span, ascii(member)).bytes();
    }
    var comma = members.all().isEmpty() ? "" : ",";
    return splice.replace(JsonSpan.at(members.insertAt()), ascii(member + comma)).bytes();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
