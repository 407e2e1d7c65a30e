package ai.lyss.domain.content;

import ai.lyss.domain.content.ChatChunk.CallStarted;
import ai.lyss.domain.content.ChatChunk.Finished;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins the pieces of one choice. Not thread-safe. */
final class ChoiceFold {

  /** What the text that is being joined belongs to. */
  private enum Open {
    NOTHING,
    TEXT,
    REASONING,
    REFUSAL
  }

  /** A call and the part that it becomes. */
  private record Call(CallStarted started, int place, StringBuilder arguments) {}

  private final int index;
  private final List<ContentPart> parts = new ArrayList<>();
  private final List<Citation> citations = new ArrayList<>();
  private final List<RawJson> logprobs = new ArrayList<>();
  private final Map<Integer, Call> calls = new HashMap<>();
  private final StringBuilder text = new StringBuilder();
  private Open open = Open.NOTHING;
  private @Nullable Finished end;

  ChoiceFold(int index) {
    this.index = index;
  }

  void text(String more) {
    join(Open.TEXT, more);
  }

  void reasoning(String more) {
    join(Open.REASONING, more);
  }

  void refusal(String more) {
    join(Open.REFUSAL, more);
  }

  private void join(Open kind, String more) {
    if (open != kind) {
      close(null);
      open = kind;
    }
    text.append(more);
  }

  void signed(ThoughtSignature signature) {
    if (open == Open.REASONING) {
      close(signature);
    } else {
      add(new ContentPart.Reasoning("", signature));
    }
  }

  void add(ContentPart part) {
    close(null);
    parts.add(part);
  }

  void call(CallStarted started) {
    close(null);
    calls.put(started.call(), new Call(started, parts.size(), new StringBuilder()));
    parts.add(part(started, RawJson.EMPTY_OBJECT));
  }

  private static ContentPart part(CallStarted started, RawJson arguments) {
    return new ContentPart.ToolCall(
        started.id(), started.name(), arguments, started.signature(), null);
  }

  void arguments(int call, String more) {
    var begun = calls.get(call);
    if (begun != null) {
      begun.arguments().append(more);
    }
  }

  /** A model may write no JSON, or be stopped within it: what it wrote is kept as a text. */
  private static RawJson object(String arguments) {
    var bytes = arguments.getBytes(StandardCharsets.UTF_8);
    var read = JsonTree.read(bytes, 0, bytes.length, fault -> {});
    if (read != null && read.isObject()) {
      return RawJson.of(arguments);
    }
    var out = new JsonOut();
    out.object().name(ChatAnswer.UNPARSED).text(arguments).endObject();
    return RawJson.of(new String(out.take(), StandardCharsets.UTF_8));
  }

  void cited(Citation citation) {
    citations.add(citation);
  }

  void logprobs(RawJson content) {
    logprobs.add(content);
  }

  void finished(Finished finished) {
    end = finished;
  }

  private void close(@Nullable ThoughtSignature signature) {
    var said = text.toString();
    switch (open) {
      case NOTHING -> {}
      case TEXT -> parts.add(new ContentPart.Text(said));
      case REASONING -> parts.add(new ContentPart.Reasoning(said, signature));
      case REFUSAL -> parts.add(new ContentPart.Refusal(said));
    }
    text.setLength(0);
    open = Open.NOTHING;
  }

  ChatAnswer.Choice choice() {
    close(null);
    for (var call : calls.values()) {
      if (!call.arguments().isEmpty()) {
        parts.set(call.place(), part(call.started(), object(call.arguments().toString())));
      }
    }
    return new ChatAnswer.Choice(index, parts, citations, logprobs, end);
  }
}
