package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.translate.CallNames;
import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ChatMessage.ToolResult;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.json.JsonOut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a conversation as contents: neighbours of one role are one turn, what says nothing is left
 * out. One object a request.
 *
 * @see <a href="https://ai.google.dev/api/caching#Content">Content</a>
 * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Thought signatures</a>
 */
final class GeminiMessageTranslator {

  /** What Google takes in place of a signature for calls that another model made. */
  private static final String NO_SIGNATURE = "skip_thought_signature_validator";

  private static final String USER = "user";
  private static final String MODEL = "model";

  private final Fitting fitting;
  private final GeminiQuirks quirks;
  private final JsonOut out;
  private final GeminiMediaTranslator media;
  private final CallNames names;
  private @Nullable String role;

  GeminiMessageTranslator(CallNames names, Fitting fitting, GeminiQuirks quirks, JsonOut out) {
    this.names = names;
    this.fitting = fitting;
    this.quirks = quirks;
    this.out = out;
    this.media = new GeminiMediaTranslator(fitting, quirks, out);
  }

  /** Writes the array of turns; refuses a conversation in which nothing is said. */
  void write(List<ChatMessage> messages) {
    out.array();
    int present = presentTurn(messages);
    for (int i = 0; i < messages.size(); i++) {
      switch (messages.get(i)) {
        case ChatMessage.System system -> said(USER, system.parts());
        case ChatMessage.User user -> said(USER, user.parts());
        case ChatMessage.Assistant answer -> answered(answer.parts(), i >= present);
        case ToolResult result -> result(result);
      }
    }
    if (role == null) {
      fitting.refuse("The vendor of this model needs a message that says something.", null);
    } else {
      out.endArray().endObject();
    }
    out.endArray();
  }

  /** Returns where the turn begins that is still open: after the user's last own words. */
  private static int presentTurn(List<ChatMessage> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      switch (messages.get(i)) {
        case ChatMessage.User user -> {
          return i + 1;
        }
        case ChatMessage.System system -> {}
        case ChatMessage.Assistant answer -> {}
        case ToolResult result -> {}
      }
    }
    return 0;
  }

  /** Starts a part, in a new turn where another role speaks. */
  private void part(String speaker) {
    if (!speaker.equals(role)) {
      if (role != null) {
        out.endArray().endObject();
      }
      role = speaker;
      out.object().name("role").text(speaker).name("parts").array();
    }
    out.object();
  }

  private void said(String speaker, List<ContentPart> parts) {
    for (var part : parts) {
      switch (part) {
        case ContentPart.Text text -> text(speaker, text.text(), null);
        case ContentPart.Refusal refusal -> text(speaker, refusal.text(), null);
        case ContentPart.Image image -> file(speaker, image.source(), image.detail());
        case ContentPart.Audio audio -> file(speaker, audio.source(), null);
        case ContentPart.Document document -> file(speaker, document.source(), null);
        case ContentPart.Reasoning thought -> thought(thought);
        case ContentPart.SealedReasoning sealed -> {} // no other vendor's; dropped by the table
        case ContentPart.ToolCall call -> call(call, call.signature());
      }
    }
  }

  /** Of the calls of one step, the first carries the signature of them all. */
  private void answered(List<ContentPart> parts, boolean present) {
    boolean first = true;
    for (int i = 0; i < parts.size(); i++) {
      var signature = i + 1 < parts.size() ? trailing(parts.get(i + 1)) : null;
      switch (parts.get(i)) {
        case ContentPart.Text text when signature != null && !text.text().isEmpty() -> {
          text(MODEL, text.text(), signature);
          i++;
        }
        case ContentPart.ToolCall call -> {
          boolean unsigned = first && present && !isOurs(call.signature());
          call(
              call,
              unsigned && quirks.insistsOnSignatures()
                  ? new ThoughtSignature(Issuer.GEMINI, NO_SIGNATURE)
                  : call.signature());
          first = false;
        }
        case ContentPart other -> said(MODEL, List.of(other));
      }
    }
  }

  /** Returns a signature that stands alone: of the text before it. */
  private static @Nullable ThoughtSignature trailing(ContentPart part) {
    return part instanceof ContentPart.Reasoning thought
            && thought.text().isEmpty()
            && isOurs(thought.signature())
        ? thought.signature()
        : null;
  }

  private static boolean isOurs(@Nullable ThoughtSignature signature) {
    return signature != null && signature.issuer() == Issuer.GEMINI;
  }

  private void text(String speaker, String text, @Nullable ThoughtSignature signature) {
    if (!text.isEmpty()) {
      part(speaker);
      out.name("text").text(text);
      signed(signature);
      out.endObject();
    }
  }

  private void file(String speaker, MediaSource source, @Nullable String detail) {
    if (source instanceof MediaSource.PlainText plain) {
      text(speaker, plain.text(), null);
    } else {
      part(speaker);
      media.write(source);
      media.resolution(detail);
      out.endObject();
    }
  }

  /** Thoughts that another vendor signed are dropped by the table. */
  private void thought(ContentPart.Reasoning thought) {
    var signature = thought.signature();
    if (signature != null && signature.issuer() != Issuer.GEMINI) {
      return;
    }
    if (thought.text().isEmpty() && signature == null) {
      return;
    }
    part(MODEL);
    out.name("text").text(thought.text());
    if (!thought.text().isEmpty()) {
      out.name("thought").flag(true);
    }
    signed(signature);
    out.endObject();
  }

  private void signed(@Nullable ThoughtSignature signature) {
    if (isOurs(signature) && signature != null) {
      out.name("thoughtSignature").text(signature.value());
    }
  }

  private void call(ContentPart.ToolCall call, @Nullable ThoughtSignature signature) {
    part(MODEL);
    out.name("functionCall").object().name("id").text(call.id());
    out.name("name").text(call.name()).name("args").raw(call.arguments()).endObject();
    signed(signature);
    out.endObject();
  }

  private void result(ToolResult result) {
    var name = names.of(result);
    if (name == null) {
      fitting.refuse("No call has the id '" + result.callId() + "' of a result.", null);
      return;
    }
    part(USER);
    out.name("functionResponse").object().name("id").text(result.callId());
    out.name("name").text(name).name("response");
    media.response(result);
    if (quirks.takesFilesInResults()) {
      media.files(result);
    }
    out.endObject().endObject();
    if (!quirks.takesFilesInResults()) {
      said(USER, result.parts().stream().filter(GeminiMediaTranslator::isFile).toList());
    }
  }
}
