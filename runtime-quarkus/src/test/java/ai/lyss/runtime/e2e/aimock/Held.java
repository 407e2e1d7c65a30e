package ai.lyss.runtime.e2e.aimock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import ai.lyss.runtime.e2e.ServiceProcess;
import ai.lyss.runtime.e2e.aimock.Aimock.Sent;
import ai.lyss.runtime.e2e.aimock.Dialogue.Round;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.assertj.core.api.SoftAssertions;

/**
 * All dialogues, once they were held.
 *
 * @param rounds what callers asked and got
 * @param sent what went out to the mock
 * @param journal what the mock made of it
 */
record Held(Map<Dialogue, List<Round>> rounds, List<Sent> sent, List<JsonObject> journal) {

  static final Held NOTHING = new Held(Map.of(), List.of(), List.of());

  private static final int CALLERS_AT_ONCE = 8;

  /** Holds all dialogues at once, with the service and the mock of this package. */
  static Held all() {
    var aimock = MockedService.aimock();
    int before = aimock.sent().size();
    var rounds = hold(MockedService.process());
    var sent = aimock.sent();
    var journal = aimock.journal();
    return new Held(
        rounds, sent.subList(before, sent.size()), journal.subList(before, journal.size()));
  }

  private static Map<Dialogue, List<Round>> hold(ServiceProcess service) {
    var running = new LinkedHashMap<Dialogue, Future<List<Round>>>();
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var callers = Executors.newFixedThreadPool(CALLERS_AT_ONCE)) {
      var address = service.base().toString();
      for (var dialogue : Dialogue.all()) {
        Callable<List<Round>> holding = () -> dialogue.hold(http, address, MockedService.KEY);
        running.put(dialogue, callers.submit(holding));
      }
      var rounds = new LinkedHashMap<Dialogue, List<Round>>();
      for (var each : running.entrySet()) {
        rounds.put(each.getKey(), each.getValue().get());
      }
      return rounds;
    } catch (ExecutionException e) {
      throw new AssertionError(service.text(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Returns the rounds of a dialogue. */
  List<Round> of(Dialogue dialogue) {
    return rounds.getOrDefault(dialogue, List.of());
  }

  /** Returns what went out for a dialogue. */
  List<Sent> about(Dialogue dialogue) {
    return sent.stream().filter(each -> each.text().contains(dialogue.text())).toList();
  }

  /** Holds every dialogue about something against what is expected, and tells all that differ. */
  void each(Scenario about, BiConsumer<SoftAssertions, Dialogue> expectation) {
    var some = rounds.keySet().stream().filter(each -> each.about() == about).toList();
    assertThat(some).hasSizeGreaterThanOrEqualTo(Mocked.values().length * Dialogue.CALLERS.size());
    assertSoftly(softly -> some.forEach(each -> expectation.accept(softly, each)));
  }
}
