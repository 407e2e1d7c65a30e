package ai.lyss.adapter.provider.anthropic;

import ai.lyss.domain.content.ThoughtSeal;
import ai.lyss.domain.json.JsonSplice;
import ai.lyss.domain.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Takes thoughts of other vendors' models out of the messages of a body. They have no signature, or
 * one that the gateway marked when it wrote them for its caller; Claude refuses a conversation with
 * such a thought in it.
 */
final class AnthropicMessageSplice {

  private static final byte[] THINKING = "thinking\"".getBytes(StandardCharsets.US_ASCII);

  private AnthropicMessageSplice() {}

  /** Adds the edits; returns JSON pointers to what they take out. */
  static List<String> withoutForeignThoughts(byte[] body, JsonSplice splice) {
    var dropped = new ArrayList<String>();
    if (!holds(body, THINKING)) {
      return dropped;
    }
    var root = JsonTree.read(body, 0, body.length, fault -> {});
    var messages = root == null ? null : root.get("messages");
    if (messages == null) {
      return dropped;
    }
    for (var message : messages.children()) {
      var content = message.get("content");
      for (var block : content == null ? List.<JsonTree>of() : content.children()) {
        if (isForeign(block)) {
          dropped.add(block.pointer());
        }
      }
    }
    if (!dropped.isEmpty()) {
      remove(messages, AnthropicMessageSplice::isNothingElse, splice);
      messages.children().stream()
          .filter(message -> !isNothingElse(message))
          .map(message -> message.get("content"))
          .forEach(
              content -> {
                if (content != null) {
                  remove(content, AnthropicMessageSplice::isForeign, splice);
                }
              });
    }
    return dropped;
  }

  private static boolean isForeign(JsonTree block) {
    var type = block.textOf("type");
    var mark =
        switch (type == null ? "" : type) {
          case "thinking" -> block.textOf("signature");
          case "redacted_thinking" -> block.textOf("data");
          default -> "own";
        };
    return mark == null || mark.isEmpty() || ThoughtSeal.isSeal(mark);
  }

  private static boolean isNothingElse(JsonTree message) {
    var content = message.get("content");
    return content != null
        && !content.children().isEmpty()
        && content.children().stream().allMatch(AnthropicMessageSplice::isForeign);
  }

  private static void remove(JsonTree array, Predicate<JsonTree> unwanted, JsonSplice splice) {
    var elements = array.children();
    splice.removeElements(
        elements.stream().map(JsonTree::span).toList(), i -> unwanted.test(elements.get(i)));
  }

  private static boolean holds(byte[] body, byte[] word) {
    for (int at = 0; at <= body.length - word.length; at++) {
      int same = 0;
      while (same < word.length && body[at + same] == word[same]) {
        same++;
      }
      if (same == word.length && !isName(body, at + same)) {
        return true;
      }
    }
    return false;
  }

  /** The same word is the name of the field by which thoughts are asked for. */
  private static boolean isName(byte[] body, int after) {
    int at = after;
    while (at < body.length && body[at] <= ' ') {
      at++;
    }
    return at < body.length && body[at] == ':';
  }
}
