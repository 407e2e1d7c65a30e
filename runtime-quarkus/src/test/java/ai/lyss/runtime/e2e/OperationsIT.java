package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators rely on: the names of metrics, and how the service ends under running streams. */
@Timeout(300)
final class OperationsIT {

  private static final byte[] STREAM =
      "{\"model\":\"stub-model\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
          .getBytes(UTF_8);
  private static final Pattern METRIC = Pattern.compile("`(lyss_[a-z_]+)`");

  private static final Pattern METRIC_LINE = Pattern.compile("(?m)^lyss_[a-z_]+");

  @TempDir Path temporary;

  private Path home() {
    return temporary.resolve("state");
  }

  @Test
  void every_documented_metric_is_there() throws IOException {
    try (var vendor = StubVendor.start().always(StubbedService::answer);
        var service = StubbedService.start(home(), vendor)) {
      assertThat(service.post("/v1/chat/completions", STREAM).statusCode()).isEqualTo(200);
      vendor.next(
          StubAnswer.json(500, "{}"), StubAnswer.json(500, "{}"), StubAnswer.json(500, "{}"));
      assertThat(service.post("/v1/chat/completions", STREAM).statusCode()).isEqualTo(502);
      assertThat(service.get("/v1/models/none").statusCode()).isEqualTo(404);
      var shown = service.get("/q/metrics").body();
      var page = Files.readString(Path.of("../docs/metrics.md"));
      assertThat(METRIC.matcher(page).results().map(found -> found.group(1)))
          .hasSizeGreaterThan(10)
          .allSatisfy(name -> assertThat(shown).contains(name));
      assertThat(METRIC_LINE.matcher(shown).results().map(MatchResult::group))
          .as("names that nobody documented")
          .allSatisfy(name -> assertThat(page).contains(family(name)));
    }
  }

  private static String family(String name) {
    return name.replaceAll("_(bucket|count|sum|max)$", "");
  }

  @Test
  void a_running_stream_is_finished_before_the_end() throws IOException {
    try (var vendor = StubVendor.start().always(StubbedService::answer);
        var service = StubbedService.start(home(), vendor)) {
      vendor.next(StubbedService.streamed().betweenPieces(Duration.ofMillis(400)));
      var answer = begin(service);
      service.await(() -> !vendor.requests().isEmpty());
      assertThat(service.process().stop()).isZero();
      assertThat(answer.orTimeout(30, TimeUnit.SECONDS).join().body()).endsWith("data: [DONE]\n\n");
      assertThat(service.process().databases()).isEmpty();
    }
  }

  @Test
  void a_stream_that_outlasts_the_end_is_told_so_in_its_dialect() throws IOException {
    var settings = Map.of("QUARKUS_SHUTDOWN_TIMEOUT", "1s");
    try (var vendor = StubVendor.start().always(StubbedService::answer);
        var service = StubbedService.start(home(), vendor, settings)) {
      vendor.next(StubbedService.streamed(3).end(StubAnswer.End.HANG));
      var answer = begin(service);
      service.await(() -> !vendor.requests().isEmpty());
      assertThat(service.process().stop()).isZero();
      assertThat(answer.orTimeout(30, TimeUnit.SECONDS).join().body())
          .contains("\"Bon\"")
          .contains("service_unavailable")
          .doesNotContain("[DONE]");
    }
  }

  private static CompletableFuture<HttpResponse<String>> begin(StubbedService service) {
    return CompletableFuture.supplyAsync(() -> service.post("/v1/chat/completions", STREAM));
  }
}
