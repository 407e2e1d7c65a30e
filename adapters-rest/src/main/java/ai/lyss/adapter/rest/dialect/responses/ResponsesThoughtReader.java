package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.ThoughtSeal;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.json.JsonTree;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the model thought before. Its {@code encrypted_content} is a seal of the gateway's,
 * bound to the words beside it or to the call that follows it, or else OpenAI's own.
 */
final class ResponsesThoughtReader {

  private final ContentNotes notes;
  private @Nullable JsonTree waiting;
  private @Nullable String seal;

  ResponsesThoughtReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Reads an item; returns the thought, or nothing where it belongs to what follows. */
  List<ContentPart> read(JsonTree item) {
    endTurn();
    var words = words(item);
    var encrypted = item.textOf("encrypted_content");
    if (encrypted == null || encrypted.isEmpty()) {
      return unsigned(item, words);
    }
    if (!ThoughtSeal.isSeal(encrypted)) {
      notes.given(Feature.OPENAI_REASONING, item);
      return List.of(
          new ContentPart.SealedReasoning(new ThoughtSignature(Issuer.OPENAI, encrypted)));
    }
    var signature = ThoughtSeal.open(encrypted, words);
    if (signature != null) {
      note(signature, item);
      return List.of(new ContentPart.Reasoning(words, signature));
    }
    var unreadable = ThoughtSeal.open(encrypted, ThoughtSeal.UNREADABLE);
    if (unreadable != null) {
      note(unreadable, item);
      return List.of(new ContentPart.SealedReasoning(unreadable));
    }
    if (words.isEmpty()) {
      waiting = item;
      seal = encrypted;
      return List.of();
    }
    return unsigned(item, words);
  }

  private List<ContentPart> unsigned(JsonTree item, String words) {
    notes.given(Feature.UNSIGNED_REASONING, item);
    return words.isEmpty() ? List.of() : List.of(new ContentPart.Reasoning(words, null));
  }

  /** Returns the signature of the thought that led to a call; null when there is none. */
  @Nullable ThoughtSignature ofCall(String callId) {
    var held = seal;
    var item = waiting;
    var signature = held == null ? null : ThoughtSeal.open(held, callId);
    if (signature != null && item != null) {
      note(signature, item);
      waiting = null;
      seal = null;
    }
    return signature;
  }

  /** A seal that nothing belongs to was altered, or its call was left out: it is of no use. */
  void endTurn() {
    var item = waiting;
    if (item != null) {
      notes.given(Feature.UNSIGNED_REASONING, item);
      waiting = null;
      seal = null;
    }
  }

  private void note(ThoughtSignature signature, JsonTree item) {
    notes.given(
        switch (signature.issuer()) {
          case ANTHROPIC -> Feature.ANTHROPIC_REASONING;
          case GEMINI -> Feature.GEMINI_REASONING;
          case OPENAI -> Feature.OPENAI_REASONING;
        },
        item);
  }

  /** The thought itself where it is there, else its summary. */
  private static String words(JsonTree item) {
    var content = item.get("content");
    var summary = item.get("summary");
    if (content == null || content.children().isEmpty()) {
      return joined(summary);
    }
    ContentNotes.ignore(item, "summary"); // says less
    return joined(content);
  }

  private static String joined(@Nullable JsonTree parts) {
    return parts == null
        ? ""
        : parts.children().stream().map(ResponsesThoughtReader::text).collect(Collectors.joining());
  }

  private static String text(JsonTree part) {
    ContentNotes.ignore(part, "type"); // tells no more than where it stands
    var text = part.textOf("text");
    return text == null ? "" : text;
  }
}
