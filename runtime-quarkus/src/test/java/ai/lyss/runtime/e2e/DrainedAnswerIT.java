package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A channel with {@code on_disconnect: drain}: after the caller has hung up the answer is read on
 * for its usage, within bounds of time and size.
 */
@Timeout(300)
final class DrainedAnswerIT {

  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final long MOST_BYTES = 256 << 10;

  private static final Map<String, String> BOUNDS =
      Map.of("LYSS_PROXY_DRAIN_TIMEOUT", "3s", "LYSS_PROXY_DRAIN_MAX_BYTES", "256KiB");

  private static final String CONTENT = "\"content\":\"Bon\"";

  @TempDir Path temporary;

  @Test
  void the_vendors_usage_is_in_the_ledger_and_the_bounds_hold() throws Exception {
    try (var vendor = StubVendor.start();
        var service = StubbedService.start(temporary.resolve("state"), vendor, BOUNDS)) {
      FurtherChannel.draining(service, "drained");
      streamed(service, vendor);
      whole(service, vendor);
      assertThat(vendor.hangUps()).as("read to the end").isEmpty();
      tooLong(service, vendor);
      tooMuch(service, vendor);
      Gauge.awaitNothingLeft(service);
    }
  }

  private static String asked(boolean streamed) {
    return "{\"model\":\"drained\",\"stream\":"
        + streamed
        + ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
  }

  private static LedgerRow row(StubbedService service, String id) {
    service.await(() -> !LedgerRow.of(service, id).isEmpty());
    return LedgerRow.of(service, id).getFirst();
  }

  private static void streamed(StubbedService service, StubVendor vendor) throws IOException {
    vendor.next(StubbedService.streamed().betweenPieces(Duration.ofMillis(200)));
    try (var caller = RawCaller.ask(service, "streamed", asked(true))) {
      caller.readUntil(CONTENT);
      caller.hangUp();
    }
    assertThat(Gauge.RELAYS.of(service)).as("still read").isOne();
    assertThat(row(service, "streamed"))
        .isEqualTo(new LedgerRow("streamed", "cancelled", 3L, 2L, "vendor", "stop"));
  }

  private static void whole(StubbedService service, StubVendor vendor) throws IOException {
    var answer = StubbedService.whole("{\"role\":\"assistant\",\"content\":\"Bonjour\"}", "stop");
    vendor.next(StubAnswer.json(200, answer).beforeHead(Duration.ofMillis(500)));
    int before = vendor.requests().size();
    try (var caller = RawCaller.ask(service, "whole", asked(false))) {
      service.await(() -> vendor.requests().size() > before);
      caller.hangUp();
    }
    assertThat(row(service, "whole"))
        .isEqualTo(new LedgerRow("whole", "cancelled", 3L, 2L, "vendor", "stop"));
  }

  private static void tooLong(StubbedService service, StubVendor vendor) throws Exception {
    vendor.next(StubbedService.streamed(3).end(StubAnswer.End.HANG));
    long left;
    try (var caller = RawCaller.ask(service, "long", asked(true))) {
      caller.readUntil(CONTENT);
      left = caller.hangUp();
    }
    var took = Duration.ofNanos(vendor.awaitHangUp() - left);
    assertThat(took).isBetween(LONGEST, LONGEST.plusSeconds(1));
    var row = row(service, "long");
    assertThat(row.status()).isEqualTo("cancelled");
    assertThat(row.provenance()).isNotEqualTo("vendor");
    assertThat(row.output()).isPositive();
  }

  private static void tooMuch(StubbedService service, StubVendor vendor) throws Exception {
    var answer = StubbedService.streamed(2).betweenPieces(Duration.ofMillis(1));
    var event =
        "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
            + "x".repeat(4_096)
            + "\"},\"finish_reason\":null}]}\n\n";
    for (int i = 0; i < 4_000; i++) {
      answer.piece(event);
    }
    vendor.next(answer.end(StubAnswer.End.HANG));
    long before = vendor.written();
    try (var caller = RawCaller.ask(service, "much", asked(true))) {
      caller.readUntil(CONTENT);
      caller.hangUp();
    }
    vendor.awaitHangUp();
    assertThat(vendor.written() - before).isBetween(MOST_BYTES, 4_000L * event.length() / 2);
    assertThat(row(service, "much").status()).isEqualTo("cancelled");
  }
}
