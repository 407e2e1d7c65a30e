package ai.lyss.adapter.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A problem document. Immutable.
 *
 * @param type what kind of problem, to be compared by programs
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail this occurrence in words
 * @param instance the path that was asked for; null until the answer is sent
 * @param requestId names the request in the log; null until the answer is sent
 * @param errors each thing that is wrong, when there are several
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(
    description = "A problem document (RFC 9457).",
    requiredProperties = {"type", "title", "status", "detail", "instance", "request_id"})
public record Problem(
    @Schema(examples = "invalid_fields") String type,
    @Schema(examples = "Some fields or parameters are not in order") String title,
    @Schema(examples = "400") int status,
    @Schema(examples = "vendor: \"opnai\" (expected: one of openai, simulator)") String detail,
    @Schema(examples = "/api/v1/providers") @Nullable String instance,
    @JsonProperty("request_id") @Schema(description = "Names the request in the log")
        @Nullable String requestId,
    List<Fault> errors) {

  /** The media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final int MAX_TOLD = 5;

  /** Copies the errors. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem told in one sentence. */
  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind.type(), kind.title(), kind.status(), detail, null, null, List.of());
  }

  /** A problem with fields or parameters: all of them, at least one. */
  public static Problem of(List<Fault> errors) {
    var told = errors.stream().limit(MAX_TOLD).map(Fault::detail).collect(Collectors.joining("; "));
    var more = errors.size() > MAX_TOLD ? "; and " + (errors.size() - MAX_TOLD) + " more" : "";
    var kind =
        errors.stream().anyMatch(Fault::isOfEgress)
            ? ProblemKind.EGRESS_DENIED
            : ProblemKind.INVALID_FIELDS;
    return of(kind, told + more).with(errors);
  }

  /** Returns this problem with a status of the same class that its kind does not have. */
  Problem withStatus(int told) {
    return new Problem(type, title, told, detail, instance, requestId, errors);
  }

  /** Returns this problem with its errors listed. */
  public Problem with(List<Fault> listed) {
    return new Problem(type, title, status, detail, instance, requestId, listed);
  }

  /** Returns this problem as it occurred in a request. */
  public Problem at(String path, String request) {
    return new Problem(type, title, status, detail, path, request, errors);
  }

  /** Returns the answer that tells this problem, open for further headers. */
  public Response.ResponseBuilder response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this);
  }
}
