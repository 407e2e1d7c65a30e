package ai.lyss.adapter.provider.simulator;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.http.VertxTimers;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.ChannelCallsContract;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;

class SimulatorContractTest extends ChannelCallsContract {

  private final TestLoop loop = new TestLoop();
  private final ChannelCalls calls =
      new SimulatorCalls(
          new VertxTimers(loop.vertx()),
          InstantSource.system(),
          System::nanoTime,
          new SplittableRandom(1));

  @AfterEach
  void close() {
    loop.close();
  }

  @Override
  protected ChannelCalls calls() {
    return calls;
  }

  @Override
  protected ChannelCalls.Call answered(String body) {
    return call(body, Map.of());
  }

  @Override
  protected ChannelCalls.Call refused(String body, int status) {
    return call(body, Map.of("failure_rate", 1, "failure_status", List.of(status)));
  }

  @Override
  protected ChannelCalls.Call hanging(String body) {
    return call(body, Map.of("latency_ms", 3_000_000));
  }

  private static ChannelCalls.Call call(String body, Map<String, Object> settings) {
    return Chats.call(Chats.provider("simulator", null, settings), Chats.chat(body));
  }

  @Override
  protected void onLoop(Runnable task) {
    loop.run(task);
  }

  @Override
  protected void assertNothingLeft() {
    loop.assertNothingLeft();
  }
}
