package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.failure.ProviderFailure;

/**
 * An attempt that fails before anything is sent. Its maker runs it once, on the same event loop,
 * after it was handed out; a cancel before that silences it.
 */
public final class UnsentAttempt implements Attempt, Runnable {

  private final ProviderFailure failure;
  private final AttemptSink sink;
  private boolean cancelled;

  /** An attempt that will tell the sink of this failure. */
  public UnsentAttempt(ProviderFailure failure, AttemptSink sink) {
    this.failure = failure;
    this.sink = sink;
  }

  @Override
  public void run() {
    if (!cancelled) {
      sink.fail(failure, AttemptReport.UNSENT);
    }
  }

  @Override
  public void pause() {
    // nothing flows
  }

  @Override
  public void resume() {
    // nothing flows
  }

  @Override
  public AttemptReport cancel() {
    cancelled = true;
    return AttemptReport.UNSENT;
  }
}
