package ai.lyss.application.admin;

import ai.lyss.application.usecase.FieldProblem.Kind;
import org.jspecify.annotations.Nullable;

/** Checks numbers against their bounds. */
final class LimitCheck {

  private LimitCheck() {}

  /** Tells whether a limit was left out or is positive; notes it when it is not. */
  static boolean positive(Pointer where, @Nullable Number value, Findings findings) {
    if (value == null || value.longValue() > 0) {
      return true;
    }
    findings.add(where, Kind.OUT_OF_RANGE, "%s: %s (expected: > 0)".formatted(where.last(), value));
    return false;
  }

  /** Tells whether a limit was left out or is not negative; notes it when it is. */
  static boolean notNegative(Pointer where, @Nullable Number value, Findings findings) {
    if (value == null || value.longValue() >= 0) {
      return true;
    }
    findings.add(
        where, Kind.OUT_OF_RANGE, "%s: %s (expected: >= 0)".formatted(where.last(), value));
    return false;
  }

  /** Returns a number within its bounds, or {@code absent} when it was left out or is not. */
  static int within(Pointer where, @Nullable Integer value, Bounds bounds, Findings findings) {
    if (value == null) {
      return bounds.absent();
    }
    if (value >= 0 && value <= bounds.most()) {
      return value;
    }
    findings.add(
        where,
        Kind.OUT_OF_RANGE,
        "%s: %d (expected: 0 to %d)".formatted(where.last(), value, bounds.most()));
    return bounds.absent();
  }

  /**
   * From zero to how much, and what stands for nothing.
   *
   * @param most the most that is allowed
   * @param absent what is meant when nothing is given
   */
  record Bounds(int most, int absent) {}
}
