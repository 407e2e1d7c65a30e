package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.content.ChatChunk.CallStarted;
import ai.lyss.domain.content.ChatChunk.Finished;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What of one choice of a stream waits for its last response. Not thread-safe. */
final class GeminiChoiceEnd {

  /** A call whose arguments may still come. */
  private record Call(CallStarted started, StringBuilder arguments) {}

  private final int choice;
  private final Map<Integer, Call> calls = new TreeMap<>();
  private final GeminiSources sources = new GeminiSources();
  private final List<RawJson> logprobs = new ArrayList<>();
  private @Nullable Finished finished;

  GeminiChoiceEnd(int choice) {
    this.choice = choice;
  }

  void started(CallStarted call) {
    calls.put(call.call(), new Call(call, new StringBuilder()));
  }

  void arguments(int call, String more) {
    var begun = calls.get(call);
    if (begun != null) {
      begun.arguments().append(more);
    }
  }

  void said(JsonChars more) {
    sources.said(more);
  }

  void cited(Citation citation) {
    sources.cited(citation);
  }

  void logprobs(RawJson content) {
    logprobs.add(content);
  }

  void finished(Finished how) {
    finished = how;
  }

  /** Writes the candidate of the last response: its calls, or a text of nothing. */
  void write(JsonOut out) {
    out.object().name("content").object().name("role").text("model").name("parts").array();
    boolean malformed = false;
    for (var call : calls.values()) {
      var args = GeminiExtensions.arguments(call.arguments().toString());
      if (args == null) {
        malformed = true;
      } else {
        var begun = call.started();
        GeminiExtensions.call(begun.id(), begun.name(), args, begun.signature(), out);
      }
    }
    if (calls.isEmpty()) {
      out.object().name("text").text("").endObject();
    }
    out.endArray().endObject();
    var reason = finished == null ? FinishReason.STOP : finished.reason();
    out.name("finishReason");
    out.text(malformed ? GeminiExtensions.MALFORMED_CALL : GeminiExtensions.reason(reason));
    out.name("index").number(choice);
    sources.write(out);
    GeminiExtensions.logprobs(logprobs, out);
    out.endObject();
  }
}
