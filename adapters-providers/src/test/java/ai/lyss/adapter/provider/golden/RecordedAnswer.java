package ai.lyss.adapter.provider.golden;

import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Keeps what a reader says, up to its first end or failure. */
final class RecordedAnswer implements AnswerReader.Out {

  private final ByteArrayOutputStream all = new ByteArrayOutputStream();
  private ProviderFailure failure;
  private boolean ended;

  @Override
  public void head(AnswerHead head) {
    // the printer's
  }

  @Override
  public void preamble(ByteSlice bytes) {
    content(bytes);
  }

  @Override
  public void content(ByteSlice bytes) {
    if (!isOver()) {
      all.write(bytes.array(), bytes.offset(), bytes.length());
    }
  }

  @Override
  public void end() {
    ended = !isOver();
  }

  @Override
  public void fail(ProviderFailure failure) {
    if (!isOver()) {
      this.failure = failure;
    }
  }

  boolean isOver() {
    return ended || failure != null;
  }

  /** Returns the chunks that were printed, one a line. */
  List<String> lines() {
    return all.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Returns the kind of failure that it ended in; null when it ended well. */
  String failed() {
    return failure == null ? null : failure.kind();
  }
}
