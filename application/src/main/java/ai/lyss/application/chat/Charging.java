package ai.lyss.application.chat;

import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.TokenUsage;
import ai.lyss.domain.usage.UsageProvenance;
import org.jspecify.annotations.Nullable;

/**
 * What a relay is charged for.
 *
 * @param usage the tokens
 * @param provenance where they come from; null when nothing is charged
 */
record Charging(TokenUsage usage, @Nullable UsageProvenance provenance) {

  private static final long MOST_TOKENS = 1_000_000_000;

  /** Nothing is charged and the reservation is given back. */
  static final Charging RELEASED = new Charging(TokenUsage.UNKNOWN, null);

  /** Returns the charge of an outcome, given the tokens of input that were estimated. */
  static Charging of(RelayOutcome outcome, long estimatedInput) {
    return switch (outcome) {
      case RelayOutcome.Answered answered -> reported(answered.report(), estimatedInput);
      case RelayOutcome.Interrupted broken -> partial(broken.report(), estimatedInput);
      case RelayOutcome.Cancelled cancelled -> cancelled(cancelled, estimatedInput);
      case RelayOutcome.Failed failed ->
          switch (failed.charge()) {
            case NOTHING -> RELEASED;
            case REQUEST -> new Charging(TokenUsage.of(0, 0), UsageProvenance.ESTIMATE);
            case INPUT -> new Charging(TokenUsage.of(estimatedInput, 0), UsageProvenance.ESTIMATE);
          };
    };
  }

  private static Charging cancelled(RelayOutcome.Cancelled cancelled, long estimatedInput) {
    var report = cancelled.report();
    if (report == null) {
      return RELEASED;
    }
    return switch (cancelled.drained()) {
      case WHOLE -> reported(report, estimatedInput);
      case NOT -> partial(report, estimatedInput);
    };
  }

  /** Content that came was generated, whether the vendor had read the whole request or not. */
  private static Charging partial(AttemptReport report, long estimatedInput) {
    return report.requestSent() || report.contentBytes() > 0
        ? reported(report, estimatedInput)
        : RELEASED;
  }

  /** The vendor's counts, each replaced by an estimate where the vendor gave none. */
  private static Charging reported(AttemptReport report, long estimatedInput) {
    var usage = plausible(report.usage());
    var input = usage.input();
    var output = usage.output();
    if (input != null && output != null) {
      return new Charging(usage, UsageProvenance.VENDOR);
    }
    var filled =
        new TokenUsage(
            input == null ? Long.valueOf(estimatedInput) : input,
            output == null ? Long.valueOf(Estimate.tokens(report.contentBytes())) : output,
            usage.cached(),
            usage.cacheWrite(),
            usage.reasoning());
    return new Charging(filled, UsageProvenance.ESTIMATE);
  }

  /** A count that no answer can have is none: it would overflow sums or give money back. */
  private static TokenUsage plausible(TokenUsage usage) {
    return new TokenUsage(
        plausible(usage.input()),
        plausible(usage.output()),
        plausible(usage.cached()),
        plausible(usage.cacheWrite()),
        plausible(usage.reasoning()));
  }

  private static @Nullable Long plausible(@Nullable Long count) {
    return count == null || count < 0 || count > MOST_TOKENS ? null : count;
  }
}
