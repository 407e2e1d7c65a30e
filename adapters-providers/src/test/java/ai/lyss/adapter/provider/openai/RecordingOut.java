package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a reader says, up to its first end or failure. */
final class RecordingOut implements AnswerReader.Out {

  private final ByteArrayOutputStream preamble = new ByteArrayOutputStream();
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();
  AnswerHead head;
  ProviderFailure failure;
  boolean ended;
  int slices;

  @Override
  public void head(AnswerHead head) {
    this.head = head;
  }

  @Override
  public void preamble(ByteSlice bytes) {
    preamble.write(bytes.array(), bytes.offset(), bytes.length());
    add(bytes);
  }

  @Override
  public void content(ByteSlice bytes) {
    add(bytes);
  }

  private void add(ByteSlice bytes) {
    if (!isOver()) {
      slices++;
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

  String text() {
    return all.toString(StandardCharsets.UTF_8);
  }

  String preambleText() {
    return preamble.toString(StandardCharsets.UTF_8);
  }
}
