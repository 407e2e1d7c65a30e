package ai.lyss.adapter.persistence.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.lyss.adapter.persistence.usage.LedgerRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The file {@code rejected.log} of rows that the ledger refuses for what they say. One line a row:
 * when, the relay's id, {@code closed} or {@code opened}, the journal's record in base64, and why.
 */
final class RejectedRows {

  private static final Logger LOG = Logger.getLogger(RejectedRows.class);

  private final Path file;

  RejectedRows(JournalFolder folder) {
    file = folder.file("rejected.log");
  }

  /** Keeps a row; it is on disk when this returns true. */
  boolean add(LedgerRow row, String reason, Instant now) {
    var line =
        "%s\t%s\t%s\t%s\t%s%n"
            .formatted(
                now,
                row.opened().relay(),
                row.end() == null ? "opened" : "closed",
                Base64.getEncoder().encodeToString(record(row)),
                reason.replaceAll("\\p{Cntrl}", " "));
    try (var channel =
        FileChannel.open(
            file, Set.of(CREATE, WRITE, APPEND), JournalFolder.permissions(file, "rw-------"))) {
      var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      LOG.errorf(
          e, "The ledger refuses relay %s, and %s takes no more", row.opened().relay(), file);
      return false;
    }
    LOG.errorf("The ledger refuses relay %s; kept in %s", row.opened().relay(), file);
    return true;
  }

  private static byte[] record(LedgerRow row) {
    var writer = new RecordWriter();
    RecordCodec.writeOpened(writer, row.opened());
    var end = row.end();
    if (end != null) {
      RecordCodec.writeEnd(writer, end);
    }
    return Arrays.copyOf(writer.bytes(), writer.length());
  }
}
