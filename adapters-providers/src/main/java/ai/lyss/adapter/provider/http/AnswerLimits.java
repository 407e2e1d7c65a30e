package ai.lyss.adapter.provider.http;

/**
 * How much of an answer is held in memory before anything of it is passed on.
 *
 * @param wholeBytes a whole answer up to this size is checked before its head is committed; a
 *     larger one flows
 * @param eventBytes most bytes of one event of a stream; a larger one is a failure
 */
public record AnswerLimits(int wholeBytes, int eventBytes) {

  /** What holds unless something else is configured: 1 MiB and 4 MiB. */
  public static final AnswerLimits STANDARD = new AnswerLimits(1 << 20, 4 << 20);

  /** Checks that both are positive. */
  public AnswerLimits {
    if (wholeBytes < 1 || eventBytes < 1) {
      throw new IllegalArgumentException(
          "limits: " + wholeBytes + ", " + eventBytes + " (expected: >= 1)");
    }
  }
}
