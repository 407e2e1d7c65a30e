package ai.lyss.adapter.persistence.journal;

import ai.lyss.adapter.persistence.usage.PostgresUsageLedger;
import ai.lyss.domain.fixture.UsageSamples;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.UsageRecord;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process that relays until it is killed. It prints a line after each acknowledged append: {@code
 * O} or {@code C} and the relay's id. What a relay is and how it ends follows from its id, so that
 * whoever reads the lines knows what the ledger must hold.
 */
final class AppendingProcess {

  static final int SEGMENT = 128 * 1024;
  static final int SEGMENTS = 160;
  private static final int THREADS = 4;
  private static final int MOST_OPEN = 40;

  private AppendingProcess() {}

  /** Arguments: folder, seed, and the URL of the ledger to drain to, or {@code -}. */
  public static void main(String[] args) {
    var clock = InstantSource.system();
    var journal = new MappedUsageJournal(Path.of(args[0]), SEGMENT, SEGMENT * SEGMENTS, clock);
    if (!"-".equals(args[2])) {
      var source = new PGSimpleDataSource();
      source.setUrl(args[2]);
      source.setUser("postgres");
      var unused =
          new JournalDrainer(
              journal, new PostgresUsageLedger(source, Duration.ofSeconds(10)), clock);
    }
    long seed = Long.parseLong(args[1]);
    var out = new FileOutputStream(FileDescriptor.out);
    for (int i = 0; i < THREADS; i++) {
      var random = new Random(seed + i);
      Thread.ofPlatform().start(() -> relay(journal, random, out));
    }
  }

  static RelayOpened opened(UUID id) {
    var any = UsageSamples.opened(new Random(id.getMostSignificantBits()));
    return new RelayOpened(
        id,
        any.admittedAt(),
        any.tenant(),
        any.key(),
        any.user(),
        any.model(),
        any.streamed(),
        any.reservedInput(),
        any.reservedOutput(),
        any.reservedCostNanos(),
        any.requestId());
  }

  static UsageRecord closed(UUID id) {
    return UsageSamples.closed(opened(id), new Random(id.getLeastSignificantBits()));
  }

  private static void relay(MappedUsageJournal journal, Random random, FileOutputStream out) {
    var open = new ArrayList<UUID>();
    while (true) {
      if (random.nextInt(MOST_OPEN) >= open.size()) {
        open(journal, random, open, out);
      } else {
        var id = open.remove(random.nextInt(open.size()));
        journal.closed(closed(id));
        print(out, "C " + id);
      }
    }
  }

  private static void open(
      MappedUsageJournal journal, Random random, List<UUID> open, FileOutputStream out) {
    var id = new UUID(random.nextLong(), random.nextLong());
    if (journal.opened(opened(id))) {
      open.add(id);
      print(out, "O " + id);
    } else if (!open.isEmpty()) {
      var other = open.removeFirst();
      journal.closed(closed(other));
      print(out, "C " + other);
    }
  }

  private static void print(FileOutputStream out, String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
