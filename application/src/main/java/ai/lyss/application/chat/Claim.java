package ai.lyss.application.chat;

import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.port.TokenCounter.Tokens;
import ai.lyss.domain.usage.UsageProvenance;
import org.jspecify.annotations.Nullable;

/**
 * What a relay is to be charged for, as far as it is known without counting: the vendor's counts,
 * and gaps where it gave none that can be true.
 *
 * @param told the counts that are known; a missing input or output is a gap
 * @param sure how sure those are
 * @param contentBytes bytes of text that came
 * @param text that text; null when it was not kept
 */
record Claim(
    TokenUsage told, UsageProvenance sure, long contentBytes, @Nullable GeneratedText text) {

  private static final Claim REQUEST =
      new Claim(TokenUsage.of(0, 0), UsageProvenance.ESTIMATE, 0, null);

  /** The vendor had the request, and nothing came of it. */
  private static final Claim INPUT =
      new Claim(new TokenUsage(null, 0L, null, null, null), UsageProvenance.VENDOR, 0, null);

  /** Returns the claim that an outcome gives; null when nothing is charged. */
  static @Nullable Claim of(RelayOutcome outcome) {
    return switch (outcome) {
      case RelayOutcome.Answered answered -> reported(answered.report());
      case RelayOutcome.Interrupted broken -> partial(broken.report());
      case RelayOutcome.Cancelled cancelled -> cancelled(cancelled);
      case RelayOutcome.Failed failed ->
          switch (failed.charge()) {
            case NOTHING -> null;
            case REQUEST -> REQUEST;
            case INPUT -> INPUT;
          };
    };
  }

  private static @Nullable Claim cancelled(RelayOutcome.Cancelled cancelled) {
    var report = cancelled.report();
    if (report == null) {
      return null;
    }
    return switch (cancelled.drained()) {
      case WHOLE -> reported(report);
      case NOT -> partial(report);
    };
  }

  /** Content that came was generated, whether the vendor had read the whole request or not. */
  private static @Nullable Claim partial(AttemptReport report) {
    return report.requestSent() || report.contentBytes() > 0 ? reported(report) : null;
  }

  private static Claim reported(AttemptReport report) {
    return new Claim(
        report.usage().credible(report.contentBytes()),
        UsageProvenance.VENDOR,
        report.contentBytes(),
        report.text());
  }

  /** Returns the charge with its gaps: what nobody counted stays unknown. */
  Charging asTold() {
    return new Charging(told, sure);
  }

  /**
   * Returns the charge of what nobody here can count: a gap of input is filled by an estimate, one
   * of output stays, for what came of it is not known.
   *
   * @param estimatedInput tokens of input that were reserved
   */
  Charging uncounted(long estimatedInput) {
    var input = fill(told.input(), null, estimatedInput);
    return new Charging(
        new TokenUsage(
            input.tokens(), told.output(), told.cached(), told.cacheWrite(), told.reasoning()),
        sure.or(input.from()));
  }

  /** Tells whether a tokenizer could fill a gap. */
  boolean canBeCounted() {
    return lacksInput() || textToCount() != null;
  }

  /** Tells whether the input is a gap. */
  boolean lacksInput() {
    return told.input() == null;
  }

  /** Returns the text whose tokens fill the gap; null when there is no gap, or no text. */
  @Nullable GeneratedText textToCount() {
    return told.output() == null && contentBytes > 0 ? text : null;
  }

  /**
   * Returns the charge, each gap filled by what was counted or, where that is missing, by an
   * estimate. Output of which not a byte came is none, which is no guess.
   *
   * @param estimatedInput tokens of input that were reserved
   */
  Charging filled(Tokens counted, long estimatedInput) {
    var input = fill(told.input(), counted.input(), estimatedInput);
    var output =
        told.output() == null && contentBytes == 0
            ? new Side(0, UsageProvenance.VENDOR)
            : fill(told.output(), counted.output(), Estimate.tokens(contentBytes));
    return new Charging(
        new TokenUsage(
            input.tokens(), output.tokens(), told.cached(), told.cacheWrite(), told.reasoning()),
        sure.or(input.from()).or(output.from()));
  }

  private record Side(long tokens, UsageProvenance from) {}

  private static Side fill(@Nullable Long told, @Nullable Long counted, long estimated) {
    if (told != null) {
      return new Side(told, UsageProvenance.VENDOR);
    }
    return counted != null
        ? new Side(counted, UsageProvenance.TOKENIZER)
        : new Side(estimated, UsageProvenance.ESTIMATE);
  }
}
