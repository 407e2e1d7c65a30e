package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.content.ThoughtSeal;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonMembers;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonSplice;
import ai.lyss.domain.model.ModelName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body for OpenAI's Responses API, made out of the caller's: the model's name where the vendor
 * has another, a lowered output limit, and without the thoughts of other vendors' models, which the
 * gateway told or sealed and OpenAI would refuse. Every other byte stays.
 *
 * @param body the body to send: the caller's own array when there was nothing to edit
 * @param dropped JSON pointers to what of the caller's body is not in it
 */
record OpenAiResponsesSplice(byte[] body, List<String> dropped) {

  /**
   * Makes the body.
   *
   * @param model the vendor's name of the model
   * @param clipped the output limit to send; null to keep the caller's
   */
  static OpenAiResponsesSplice of(ChatRequest request, ModelName model, @Nullable Long clipped) {
    var outline = request.outline();
    var body = request.body();
    var splice = new JsonSplice(body);
    var named = outline.modelSpan();
    if (named != null && !outline.model().equals(model)) {
      splice.replace(named, ascii('"' + model.value() + '"'));
    }
    if (clipped != null) {
      var limit = outline.outputLimitSpan();
      if (limit == null) {
        var field = "\"max_output_tokens\":" + clipped + ",";
        splice.replace(JsonSpan.at(outline.insertAt()), ascii(field));
      } else {
        splice.replace(limit, ascii(clipped.toString()));
      }
    }
    var dropped = new ArrayList<String>();
    var input = JsonMembers.read(body, new JsonCursor(body)).find("input");
    if (input != null && input.kind() == JsonKind.ARRAY) {
      withoutForeignThoughts(body, input.value(), splice, dropped);
    }
    return new OpenAiResponsesSplice(splice.bytes(), List.copyOf(dropped));
  }

  private static void withoutForeignThoughts(
      byte[] body, JsonSpan input, JsonSplice splice, List<String> dropped) {
    var json = new JsonCursor(body, input.start(), input.end());
    json.enterArray();
    var items = new ArrayList<JsonSpan>();
    var foreign = new BitSet();
    while (json.nextElement()) {
      boolean object = json.peek() == JsonKind.OBJECT;
      json.skipValue();
      if (object && isForeign(body, json.span())) {
        dropped.add("/input/" + items.size());
        foreign.set(items.size());
      }
      items.add(json.span());
    }
    splice.removeElements(items, foreign::get);
  }

  private static boolean isForeign(byte[] body, JsonSpan item) {
    var members = JsonMembers.at(body, item);
    var sealed = text(body, members.find("encrypted_content"));
    var id = text(body, members.find("id"));
    return (sealed != null && ThoughtSeal.isSeal(sealed))
        || (id != null && id.startsWith(ThoughtSeal.ID_PREFIX));
  }

  private static @Nullable String text(byte[] body, JsonMembers.@Nullable Member member) {
    return member == null || member.kind() != JsonKind.STRING
        ? null
        : new JsonCursor(body, member.value().start(), member.value().end()).string();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
