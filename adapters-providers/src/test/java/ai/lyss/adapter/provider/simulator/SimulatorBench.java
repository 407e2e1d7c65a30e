package ai.lyss.adapter.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RecordingAttemptSink;
import ai.lyss.domain.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** A simulator on a clock that only moves when told to. */
final class SimulatorBench {

  static final String ASKED =
      "{\"model\":\"simulator\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
          + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Where \\\"is\\\" 北京?\"}]}]%s}";
  static final String TOOLS =
      ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"tide\"}},"
          + "{\"type\":\"function\",\"function\":{\"name\":\"moon\"}}]";

  final ManualTimers timers = new ManualTimers();
  private final SimulatorCalls calls =
      new SimulatorCalls(
          timers,
          InstantSource.fixed(Instant.ofEpochSecond(1_790_000_000)),
          () -> timers.now,
          new SplittableRandom(7));

  SimulatorCalls calls() {
    return calls;
  }

  /** Returns what came of a request in OpenAI's dialect. */
  RecordingAttemptSink answer(String body, Map<String, Object> settings) {
    return answer(Chats.chat(body), settings);
  }

  /** Returns what came of a request. */
  RecordingAttemptSink answer(ChatRequest chat, Map<String, Object> settings) {
    var sink = new RecordingAttemptSink();
    long deadline = timers.now + Duration.ofHours(1).toNanos();
    calls.open(call(chat, settings, deadline), sink);
    timers.runAll();
    assertThat(sink.order()).matches(".*(end|fail)");
    return sink;
  }

  static Call call(ChatRequest chat, Map<String, Object> settings, long deadline) {
    var provider = Chats.provider("simulator", null, settings);
    return new Call(provider, chat.outline().model(), chat, null, deadline);
  }

  /** Timers on a clock that only moves when told to. */
  static final class ManualTimers implements Timers {
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    long now;
    private int made;

    private record Due(long at, int order, Runnable task) implements Comparable<Due> {
      @Override
      public int compareTo(Due other) {
        return at != other.at ? Long.compare(at, other.at) : Integer.compare(order, other.order);
      }
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
      var entry = new Due(now + delay.toNanos(), made++, task);
      due.add(entry);
      return () -> due.remove(entry);
    }

    void runAll() {
      runFor(Duration.ofDays(1));
    }

    void runFor(Duration time) {
      long end = now + time.toNanos();
      while (!due.isEmpty() && due.peek().at() <= end) {
        var next = due.poll();
        now = next.at();
        next.task().run();
      }
    }
  }
}
