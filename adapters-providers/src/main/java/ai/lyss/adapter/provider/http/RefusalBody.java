package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.ByteSlice;
import java.io.ByteArrayOutputStream;

/** The body of a refusal, as much of it as anyone wants to read. */
final class RefusalBody {

  private static final int MAX_BYTES = 64 << 10;

  private final HttpHead head;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  RefusalBody(HttpHead head) {
    this.head = head;
  }

  HttpHead head() {
    return head;
  }

  /** Adds bytes; tells whether more are wanted. */
  boolean add(ByteSlice more) {
    int room = MAX_BYTES - bytes.size();
    bytes.write(more.array(), more.offset(), Math.min(room, more.length()));
    return more.length() < room;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
