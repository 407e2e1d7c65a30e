package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.content.Citation;

/**
 * How many citations of one answer a translation may hold until their words are known, and how long
 * they may be together: address, title and quote count, each time that they are held. Not
 * thread-safe.
 */
public final class CitationBounds {

  private final int most;
  private int held;
  private long length;

  /**
   * Bounds of nothing yet.
   *
   * @param most how many citations may be held at once
   */
  public CitationBounds(int most) {
    this.most = most;
  }

  /** Counts one that is to be held; false, and not counted, when there is no room for it. */
  public boolean take(Citation citation) {
    long longer = length + AnswerBounds.length(citation);
    if (held >= most || longer > AnswerBounds.MOST_PART_BYTES) {
      return false;
    }
    held++;
    length = longer;
    return true;
  }

  /** One that was taken is held no longer. */
  public void release(Citation citation) {
    held--;
    length -= AnswerBounds.length(citation);
  }
}
