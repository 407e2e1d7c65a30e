package ai.lyss.adapter.rest.problem;

import ai.lyss.application.usecase.FieldProblem;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, as a problem document lists it. Immutable.
 *
 * @param pointer the field, a JSON pointer into the body; null when it is no field
 * @param parameter the query parameter or header; null when it is none
 * @param code the sort of mistake
 * @param detail the value and what was expected
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description = "One thing that is wrong with the request.",
    requiredProperties = {"code", "detail"})
public record Fault(
    @Schema(description = "JSON pointer (RFC 6901) into the body", examples = "/vendor")
        @Nullable String pointer,
    @Schema(description = "Name of a query parameter or header", examples = "limit")
        @Nullable String parameter,
    @Schema(
            description = "Sort of mistake",
            enumeration = {
              "required",
              "unknown",
              "malformed",
              "out_of_range",
              "duplicate",
              "circular",
              "not_found",
              "forbidden",
              "egress_denied",
              "conflict"
            })
        String code,
    @Schema(
            description = "The value and what was expected",
            examples = "weight: -1 (expected: >= 0)")
        String detail) {

  private static final String CONFLICT = "conflict";

  /** Tells of a field of the body. */
  public static Fault of(FieldProblem problem) {
    return new Fault(problem.pointer(), null, problem.kind().wireName(), problem.message());
  }

  /** Tells whether an address is meant that the gateway may not connect to. */
  boolean isOfEgress() {
    return code.equals(FieldProblem.Kind.EGRESS_DENIED.wireName());
  }

  /** Tells of a query parameter or a header. */
  public static Fault ofParameter(String parameter, FieldProblem.Kind kind, String detail) {
    return new Fault(null, parameter, kind.wireName(), detail);
  }

  /** Tells of a field whose value is taken, or is still needed. */
  static Fault ofConflict(String field, String detail) {
    return new Fault("/" + field, null, CONFLICT, detail);
  }
}
