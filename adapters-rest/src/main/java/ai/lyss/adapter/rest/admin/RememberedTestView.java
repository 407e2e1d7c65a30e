package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.probe.ConnectionTest;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A test of a connection as it is remembered. Immutable. */
@RegisterForReflection
@Schema(
    name = "RememberedConnectionTest",
    examples =
        """
        {"id": "019aa3f5-7c00-7000-8000-000000000001", "channel_id": null,
         "at": "2026-11-23T09:00:00Z", "ok": false, "latency_ms": 182,
         "error": {"type": "unauthorized", "message": "The vendor answered with status 401.",
                   "status": 401}}
        """,
    requiredProperties = {"id", "channel_id", "at", "ok", "latency_ms", "error"},
    description = "A test of a connection.")
record RememberedTestView(
    UUID id,
    @Schema(nullable = true, description = "Null for a test of the provider itself")
        @JsonProperty("channel_id")
        @Nullable UUID channelId,
    Instant at,
    boolean ok,
    @JsonProperty("latency_ms") long latencyMs,
    @Schema(nullable = true) ConnectionTestView.@Nullable Failure error) {

  static Listing of(List<ConnectionTest> tests) {
    return new Listing(tests.stream().map(RememberedTestView::of).toList(), null);
  }

  private static RememberedTestView of(ConnectionTest test) {
    var channel = test.channel();
    var shown = ConnectionTestView.of(test.result());
    return new RememberedTestView(
        test.id(),
        channel == null ? null : channel.value(),
        test.at(),
        shown.ok(),
        shown.latencyMs(),
        shown.error());
  }

  /** The last tests. */
  @RegisterForReflection
  @Schema(
      name = "ConnectionTestPage",
      requiredProperties = {"items", "next_cursor"},
      description = "The last tests of a provider and its channels, newest first.")
  record Listing(
      List<RememberedTestView> items,
      @Schema(nullable = true, description = "Always null") @JsonProperty("next_cursor")
          @Nullable String nextCursor) {}
}
