package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.content.ThoughtSeal;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
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

  private static final byte[] INPUT = ascii("input");
  private static final byte[] ENCRYPTED = ascii("encrypted_content");
  private static final byte[] ID = ascii("id");

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
    var json = new JsonCursor(body);
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(INPUT) && json.peek() == JsonKind.ARRAY) {
        withoutForeignThoughts(json, splice, dropped);
        break;
      }
      json.skipValue();
    }
    return new OpenAiResponsesSplice(splice.bytes(), List.copyOf(dropped));
  }

  private static void withoutForeignThoughts(
      JsonCursor json, JsonSplice splice, List<String> dropped) {
    json.enterArray();
    var items = new ArrayList<JsonSpan>();
    var foreign = new BitSet();
    while (json.nextElement()) {
      boolean object = json.peek() == JsonKind.OBJECT;
      int start = json.offset();
      if (!object) {
        json.skipValue();
      } else if (isForeign(json)) {
        dropped.add("/input/" + items.size());
        foreign.set(items.size());
      }
      items.add(new JsonSpan(start, json.offset()));
    }
    splice.removeElements(items, foreign::get);
  }

  /** Reads the item that comes next; tells whether it is another vendor's thought. */
  private static boolean isForeign(JsonCursor json) {
    boolean foreign = false;
    json.enterObject();
    while (json.nextField()) {
      boolean sealed = json.keyIs(ENCRYPTED);
      if (json.peek() != JsonKind.STRING || (!sealed && !json.keyIs(ID))) {
        json.skipValue();
        continue;
      }
      var text = json.string();
      foreign |=
          text != null
              && (sealed ? ThoughtSeal.isSeal(text) : text.startsWith(ThoughtSeal.ID_PREFIX));
    }
    return foreign;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
