package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.probe.ProbeResult;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came of a test of a connection, as it is shown. Immutable. */
@RegisterForReflection
@Schema(
    name = "ConnectionTest",
    examples =
        """
        {"ok": true, "latency_ms": 182, "models": ["gpt-4o-mini"], "error": null}
        """,
    requiredProperties = {"ok", "latency_ms", "models", "error"},
    description = "What came of calling a vendor.")
record ConnectionTestView(
    boolean ok,
    @Schema(examples = "182") @JsonProperty("latency_ms") long latencyMs,
    @Schema(description = "The vendor's models; none when it does not tell") List<String> models,
    @Schema(nullable = true) @Nullable Failure error) {

  static ConnectionTestView of(ProbeResult result) {
    return switch (result) {
      case ProbeResult.Reached(var took, var models) ->
          new ConnectionTestView(true, took.toMillis(), models, null);
      case ProbeResult.Failed(var took, var type, var message, var status) ->
          new ConnectionTestView(
              false, took.toMillis(), List.of(), new Failure(type.wireName(), message, status));
    };
  }

  /** Why a vendor was not reached, or refused. */
  @RegisterForReflection
  @Schema(
      name = "ConnectionFailure",
      requiredProperties = {"type", "message", "status"},
      description = "Why a vendor was not reached, or refused.")
  record Failure(
      @Schema(examples = "unauthorized") String type,
      @Schema(examples = "The vendor answered with status 401.") String message,
      @Schema(nullable = true, description = "The vendor's HTTP status", examples = "401")
          @Nullable Integer status) {}
}
