package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubRequest;
import ai.lyss.adapter.provider.stub.StubVendor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of relays of every kind that run when the service is asked to stop. */
@Timeout(300)
final class StoppedRelaysIT {

  @TempDir Path temporary;

  @Test
  void all_are_told_and_all_are_in_the_ledger() throws Exception {
    var home = temporary.resolve("state");
    var settings = Map.of("QUARKUS_SHUTDOWN_TIMEOUT", "4s");
    try (var vendor = StubVendor.start().always(StoppedRelaysIT::answer)) {
      try (var service = StubbedService.start(home, vendor, settings)) {
        FurtherChannel.draining(service, "drained");
        var finishing = post(service, "finishing", "stub-model", true);
        var endless = post(service, "endless", "stub-model", true);
        var silent = post(service, "silent", "stub-model", false);
        try (var caller = RawCaller.ask(service, "drained", body("drained", "drained", true))) {
          caller.readUntil("Bon");
          caller.hangUp();
        }
        service.await(() -> vendor.requests().size() == 4);
        assertThat(service.process().stop()).isZero();

        assertThat(told(finishing).body()).endsWith("data: [DONE]\n\n");
        assertThat(told(endless).body())
            .contains("\"Bon\"", "service_unavailable")
            .doesNotContain("[DONE]");
        assertThat(told(silent).statusCode()).isEqualTo(503);
        assertThat(told(silent).body()).contains("service_unavailable");
        assertThat(told(silent).headers().firstValue("retry-after")).isPresent();
        assertThat(vendor.hangUps()).hasSize(3);
      }
      try (var again = StubbedService.resume(home, vendor)) {
        assertThat(LedgerRow.of(again, "stop-"))
            .extracting(LedgerRow::requestId, LedgerRow::status)
            .containsExactly(
                tuple("stop-endless", "interrupted"),
                tuple("stop-finishing", "answered"),
                tuple("stop-silent", "failed"));
        assertThat(LedgerRow.of(again, "drained").getFirst().status()).isEqualTo("cancelled");
      }
    }
  }

  private static StubAnswer answer(StubRequest request) {
    var text = request.text();
    if (text.contains("finishing")) {
      return StubbedService.streamed().betweenPieces(Duration.ofMillis(300));
    }
    return text.contains("silent")
        ? StubAnswer.none(StubAnswer.End.HANG)
        : StubbedService.streamed(3).end(StubAnswer.End.HANG);
  }

  private static String body(String content, String model, boolean streamed) {
    return "{\"model\":\""
        + model
        + "\",\"stream\":"
        + streamed
        + ",\"messages\":[{\"role\":\"user\",\"content\":\""
        + content
        + "\"}]}";
  }

  private static CompletableFuture<HttpResponse<String>> post(
      StubbedService service, String content, String model, boolean streamed) {
    var body = body(content, model, streamed).getBytes(UTF_8);
    return CompletableFuture.supplyAsync(
        () -> service.post("/v1/chat/completions", body, "x-request-id", "stop-" + content));
  }

  private static HttpResponse<String> told(CompletableFuture<HttpResponse<String>> answer) {
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }
}
