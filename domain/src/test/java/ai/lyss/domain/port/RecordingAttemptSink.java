package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps what a sink is told. Read it after {@link #await}, or on the loop. */
public final class RecordingAttemptSink implements AttemptSink {

  private final StringBuilder order = new StringBuilder();
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();
  private final ByteArrayOutputStream preamble = new ByteArrayOutputStream();
  private final CountDownLatch over = new CountDownLatch(1);
  private Thread loop;
  private boolean strayed;

  /** The head; null as long as there was none. */
  public volatile AnswerHead head;

  /** The failure; null when the attempt did not fail. */
  public volatile ProviderFailure failure;

  /** The report at the end; null before it. */
  public volatile AttemptReport report;

  @Override
  public void head(AnswerHead head) {
    this.head = head;
    note("head");
  }

  @Override
  public void preamble(ByteSlice bytes) {
    preamble.write(bytes.array(), bytes.offset(), bytes.length());
    all.write(bytes.array(), bytes.offset(), bytes.length());
    note("preamble");
  }

  @Override
  public void content(ByteSlice bytes) {
    all.write(bytes.array(), bytes.offset(), bytes.length());
    note("content");
  }

  @Override
  public void end(AttemptReport report) {
    this.report = report;
    note("end");
    over.countDown();
  }

  @Override
  public void fail(ProviderFailure failure, AttemptReport report) {
    this.failure = failure;
    this.report = report;
    note("fail");
    over.countDown();
  }

  private synchronized void note(String what) {
    order.append(order.isEmpty() ? "" : " ").append(what);
    loop = loop == null ? Thread.currentThread() : loop;
    strayed |= loop != Thread.currentThread();
  }

  /** Waits for the end of the attempt, good or bad. */
  public void await() {
    try {
      assertThat(over.await(20, TimeUnit.SECONDS)).as("the sink heard an end").isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Waits for the end of the attempt as long as this; tells whether it came. */
  public boolean endsWithin(Duration limit) {
    try {
      return over.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Returns the calls so far, by name, in their order. */
  public synchronized String order() {
    return order.toString();
  }

  /** Tells whether a call came on another thread than the first one, or than the one set. */
  public synchronized boolean strayed() {
    return strayed;
  }

  /** Sets the thread on which all calls must come. */
  public synchronized void stayOn(Thread thread) {
    loop = thread;
  }

  /** Returns the bytes of the preamble as text. */
  public String preambleText() {
    return preamble.toString(StandardCharsets.UTF_8);
  }

  /** Returns all bytes so far. */
  public byte[] bytes() {
    return all.toByteArray();
  }

  /** Returns all bytes so far as text. */
  public String text() {
    return all.toString(StandardCharsets.UTF_8);
  }
}
