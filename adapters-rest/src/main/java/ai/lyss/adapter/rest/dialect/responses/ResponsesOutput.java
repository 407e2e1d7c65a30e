package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.adapter.rest.dialect.responses.ResponsesItem.Kind;
import ai.lyss.adapter.rest.dialect.responses.ResponsesItem.Status;
import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TextRuler;
import ai.lyss.domain.content.ThoughtSeal;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The output items of an answer, made from its chunks: a state machine that tells each step of it,
 * so that a stream and a whole answer come out of the same items. One message, thought or set of
 * calls is open at a time; calls stay open together, because some vendors mix their arguments. Not
 * thread-safe.
 */
final class ResponsesOutput {

  /** Hears of each step, in order. */
  interface Steps {

    /** An item began. */
    void added(ResponsesItem item, JsonOut out);

    /** A part of the last item began. */
    void partAdded(ResponsesItem item, ResponsesPart part, JsonOut out);

    /** A part grew. */
    void grown(ResponsesItem item, ResponsesPart part, JsonChars by, JsonOut out);

    /** A part got an annotation. */
    void annotated(
        ResponsesItem item, ResponsesPart part, int place, RawJson annotation, JsonOut out);

    /** A part is over. */
    void partDone(ResponsesItem item, ResponsesPart part, JsonOut out);

    /** An item is over. */
    void done(ResponsesItem item, JsonOut out);
  }

  private final AnswerStamp stamp;
  private final Set<String> custom;
  private final Steps steps;
  private final List<ResponsesItem> items = new ArrayList<>();
  private final List<ResponsesItem> open = new ArrayList<>();
  private final Map<Integer, ResponsesItem> calls = new HashMap<>();
  private TokenUsage usage = TokenUsage.UNKNOWN;
  private @Nullable FinishReason finish;

  /** Characters of text so far, in all parts. */
  private long said;

  /**
   * An empty output.
   *
   * @param custom names of tools that take free text, of which the vendor was told as functions
   */
  ResponsesOutput(AnswerStamp stamp, Set<String> custom, Steps steps) {
    this.stamp = stamp;
    this.custom = custom;
    this.steps = steps;
  }

  List<ResponsesItem> items() {
    return items;
  }

  TokenUsage usage() {
    return usage;
  }

  /** Returns why the answer is not complete; null when it is. */
  @Nullable String cut() {
    return finish == FinishReason.LENGTH
        ? "max_output_tokens"
        : finish == FinishReason.CONTENT_FILTER ? "content_filter" : null;
  }

  /** Takes the next piece. */
  void add(ChatChunk chunk, JsonOut out) {
    switch (chunk) {
      case ChatChunk.Started started -> {}
      case ChatChunk.Text text -> {
        grow(part(Kind.MESSAGE, ResponsesPart.Kind.TEXT, out), text.text(), out);
        said += TextRuler.characters(text.text());
      }
      case ChatChunk.Refusal refusal ->
          grow(part(Kind.MESSAGE, ResponsesPart.Kind.REFUSAL, out), refusal.text(), out);
      case ChatChunk.Reasoning thought ->
          grow(part(Kind.REASONING, ResponsesPart.Kind.SUMMARY, out), thought.text(), out);
      case ChatChunk.ReasoningSigned signed -> signed(signed.signature(), out);
      case ChatChunk.SealedReasoning sealed ->
          thought(sealed(sealed.data(), ThoughtSeal.UNREADABLE), out);
      case ChatChunk.CallStarted call -> called(call, out);
      case ChatChunk.CallArguments more -> {
        var call = calls.get(more.call());
        if (call != null) {
          grown(call, call.told(more.part()), out);
        }
      }
      case ChatChunk.ImageMade image -> {
        end(Status.COMPLETED, out);
        var id = stamp.id(Kind.IMAGE.prefix());
        begin(ResponsesItem.image(id, items.size(), image.mediaType(), image.base64()), out);
        end(Status.COMPLETED, out);
      }
      case ChatChunk.Cited cited -> cited(cited.citation(), out);
      case ChatChunk.Logprobs probs ->
          part(Kind.MESSAGE, ResponsesPart.Kind.TEXT, out).part().addLogprobs(probs.content());
      case ChatChunk.Finished finished -> {
        finish = finished.reason();
        end(cut() == null ? Status.COMPLETED : Status.INCOMPLETE, out);
      }
      case ChatChunk.UsageReported reported -> usage = usage.updatedBy(reported.usage());
    }
  }

  private void grown(ResponsesItem call, JsonChars told, JsonOut out) {
    var part = call.last();
    if (part != null && !told.isEmpty()) {
      grow(new Place(call, part), told, out);
    }
  }

  /** A part and its item. */
  private record Place(ResponsesItem item, ResponsesPart part) {}

  private void grow(Place place, JsonChars by, JsonOut out) {
    place.part().add(by);
    steps.grown(place.item(), place.part(), by, out);
  }

  /** Returns the part of this kind that is open, or opens one. */
  private Place part(Kind kind, ResponsesPart.Kind wanted, JsonOut out) {
    var item = open.size() == 1 && open.getFirst().kind() == kind ? open.getFirst() : null;
    if (item == null) {
      end(Status.COMPLETED, out);
      item = begin(ResponsesItem.of(kind, stamp.id(kind.prefix()), items.size()), out);
    }
    var last = item.last();
    if (last != null && last.kind() == wanted) {
      return new Place(item, last);
    }
    if (last != null) {
      steps.partDone(item, last, out);
    }
    var opened = item.open(wanted);
    if (wanted == ResponsesPart.Kind.TEXT) {
      opened.after(said);
    }
    steps.partAdded(item, opened, out);
    return new Place(item, opened);
  }

  private ResponsesItem begin(ResponsesItem item, JsonOut out) {
    items.add(item);
    open.add(item);
    steps.added(item, out);
    return item;
  }

  /** Ends all that is open. */
  void end(Status how, JsonOut out) {
    for (var item : open) {
      var last = item.last();
      if (last != null) {
        grown(item, item.rest(), out);
        steps.partDone(item, last, out);
      }
      item.end(how);
      steps.done(item, out);
    }
    open.clear();
    calls.clear();
  }

  private void called(ChatChunk.CallStarted call, JsonOut out) {
    var signature = call.signature();
    if (signature != null) {
      thought(sealed(signature, call.id()), out);
    } else if (calls.isEmpty()) {
      end(Status.COMPLETED, out);
    }
    calls.put(call.call(), begin(item(call), out));
  }

  private ResponsesItem item(ChatChunk.CallStarted call) {
    var kind = custom.contains(call.name()) ? Kind.CUSTOM_CALL : Kind.CALL;
    return ResponsesItem.call(kind, stamp.id(kind.prefix()), items.size(), call.id(), call.name());
  }

  private void signed(ThoughtSignature signature, JsonOut out) {
    var item = open.size() == 1 ? open.getFirst() : null;
    if (item == null || item.kind() != Kind.REASONING) {
      thought(sealed(signature, ""), out);
      return;
    }
    var words = item.last();
    item.seal(sealed(signature, words == null ? "" : words.chars().text()));
    end(Status.COMPLETED, out);
  }

  /** Adds a thought that has no words. */
  private void thought(String encrypted, JsonOut out) {
    end(Status.COMPLETED, out);
    var id = stamp.id(Kind.REASONING.prefix());
    begin(ResponsesItem.of(Kind.REASONING, id, items.size()), out).seal(encrypted);
    end(Status.COMPLETED, out);
  }

  /** What OpenAI sealed itself needs no other seal. */
  private static String sealed(ThoughtSignature signature, String words) {
    return signature.issuer() == ThoughtSignature.Issuer.OPENAI
        ? signature.value()
        : ThoughtSeal.of(signature, words);
  }

  /** A citation belongs to a text: one that comes when none is open is left out. */
  private void cited(Citation cited, JsonOut out) {
    var item = open.size() == 1 ? open.getFirst() : null;
    var part = item == null ? null : item.last();
    if (item == null || part == null || part.kind() != ResponsesPart.Kind.TEXT) {
      return;
    }
    var annotation = part.annotation(cited);
    if (annotation != null) {
      int at = part.annotate(annotation);
      steps.annotated(item, part, at, annotation, out);
    }
  }
}
