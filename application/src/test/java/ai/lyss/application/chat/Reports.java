package ai.lyss.application.chat;

import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;

/** Reports of attempts to test with. */
final class Reports {

  /** A whole answer whose vendor counted 120 tokens in and 30 out. */
  static final AttemptReport COUNTED =
      new AttemptReport(true, TokenUsage.of(120, 30), 99, FinishReason.STOP);

  /** The request was sent, and nothing came back. */
  static final AttemptReport SENT = new AttemptReport(true, TokenUsage.UNKNOWN, 0, null);

  /** The request was sent, and 60 bytes of text came: 20 tokens by estimate. */
  static final AttemptReport PARTIAL = new AttemptReport(true, TokenUsage.UNKNOWN, 60, null);

  private Reports() {}
}
