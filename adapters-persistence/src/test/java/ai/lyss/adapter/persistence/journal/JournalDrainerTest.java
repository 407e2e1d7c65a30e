package ai.lyss.adapter.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.usage.LedgerRow;
import ai.lyss.domain.fixture.UsageSamples;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JournalDrainerTest {

  private static final long SEED = 77;
  private static final int SEGMENT = 16 * 1024;
  private static final int SEGMENTS = 8;
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path temp;
  private final Random random = new Random(SEED);
  private final RecordingLedger ledger = new RecordingLedger();
  private MappedUsageJournal journal;
  private JournalDrainer drainer;

  @AfterEach
  void stop() {
    if (drainer != null) {
      drainer.close();
    }
    if (journal != null) {
      journal.close();
    }
  }

  @Test
  void stores_what_was_closed() {
    start();
    var rows = relay(500);
    awaitStored(500);
    rows.forEach(row -> assertThat(ledger.rows().get(id(row))).isEqualTo(LedgerRow.closed(row)));
    Eventually.isTrue("all is read", () -> drainer.backlogBytes() == 0);
    assertThat(drainer.backlogAge()).isZero();
    assertThat(drainer.storedRows()).isEqualTo(500);
  }

  @Test
  void uses_its_room_again_and_again() throws IOException {
    start();
    for (int round = 1; round <= 20; round++) {
      relay(100);
      awaitStored(100L * round);
    }
    assertThat(bytesOnDisk()).isLessThanOrEqualTo((long) SEGMENT * SEGMENTS);
  }

  @Test
  void keeps_everything_while_the_ledger_is_away_and_goes_on_by_itself() {
    ledger.goAway();
    start();
    relay(60);
    Eventually.isTrue("failures are counted", () -> drainer.consecutiveFailures() > 1);
    Eventually.isTrue("age grows", () -> drainer.backlogAge().compareTo(Duration.ZERO) > 0);
    assertThat(ledger.rows()).isEmpty();
    ledger.comeBack();
    awaitStored(60);
    assertThat(drainer.consecutiveFailures()).isZero();
  }

  @Test
  void refuses_relays_when_the_journal_is_full_and_takes_them_again_after_draining()
      throws IOException {
    ledger.goAway();
    start();
    long opened = 0;
    var relay = UsageSamples.opened(random);
    boolean full = false;
    while (!full) {
      // the disk may be slower than this loop: only a folder at its limit is full
      boolean atLimit = bytesOnDisk() == (long) SEGMENT * SEGMENTS;
      if (journal.opened(relay)) {
        journal.closed(UsageSamples.closed(relay, random));
        opened++;
        relay = UsageSamples.opened(random);
      } else {
        full = atLimit;
      }
    }
    assertThat(opened).isBetween(100L, 1000L);
    assertThat(ledger.rows()).isEmpty();
    ledger.comeBack();
    var again = relay;
    Eventually.isTrue("room is there again", () -> journal.opened(again));
    journal.closed(UsageSamples.closed(again, random));
    awaitStored(opened + 1);
  }

  @Test
  void keeps_long_relays_without_keeping_their_segments() throws IOException {
    start();
    var longRelays = new ArrayList<RelayOpened>();
    for (int i = 0; i < 5; i++) {
      longRelays.add(open());
    }
    for (int round = 1; round <= 30; round++) {
      relay(100);
      awaitStored(100L * round);
    }
    assertThat(bytesOnDisk()).isLessThanOrEqualTo((long) SEGMENT * SEGMENTS);
    drainer.close();
    journal.close();
    start();
    Eventually.isTrue("recovered", () -> drainer.recovered().toCompletableFuture().isDone());
    assertThat(ledger.rows()).hasSize(3005);
    for (var relay : longRelays) {
      assertThat(ledger.rows().get(relay.relay())).isEqualTo(LedgerRow.orphaned(relay));
    }
  }

  @Test
  void stores_the_end_of_a_relay_that_was_carried_over() {
    start();
    var longRelay = open();
    for (int round = 1; round <= 10; round++) {
      relay(100);
      awaitStored(100L * round);
    }
    var end = UsageSamples.closed(longRelay, random);
    journal.closed(end);
    awaitStored(1001);
    assertThat(ledger.rows().get(longRelay.relay())).isEqualTo(LedgerRow.closed(end));
  }

  @Test
  void does_not_move_relays_in_circles_when_most_of_the_journal_is_open() {
    start();
    var open = new ArrayList<RelayOpened>();
    var relay = UsageSamples.opened(random);
    while (journal.opened(relay)) {
      open.add(relay);
      relay = UsageSamples.opened(random);
    }
    for (var one : open) {
      journal.closed(UsageSamples.closed(one, random));
    }
    awaitStored(open.size());
    relay(50);
    awaitStored(open.size() + 50L);
  }

  @Test
  void sets_a_row_aside_that_the_ledger_refuses_and_stores_the_others() throws IOException {
    var rows = new ArrayList<UsageRecord>();
    for (int i = 0; i < 100; i++) {
      rows.add(UsageSamples.closed(random));
    }
    var bad = List.of(rows.get(13), rows.get(14), rows.get(99));
    ledger.refuse(row -> bad.stream().anyMatch(one -> id(one).equals(row.opened().relay())));
    start();
    rows.forEach(this::append);
    awaitStored(97);
    Eventually.isTrue("rejected rows are counted", () -> drainer.rejectedRows() == 3);
    var lines = Files.readAllLines(temp.resolve("rejected.log"));
    assertThat(lines).hasSize(3);
    for (int i = 0; i < 3; i++) {
      var fields = lines.get(i).split("\t");
      assertThat(fields[1]).isEqualTo(id(bad.get(i)).toString());
      assertThat(RecordCodec.read(RecordType.CLOSED, Base64.getDecoder().decode(fields[3])))
          .isEqualTo(new JournalRecord.Closed(bad.get(i)));
      assertThat(fields[4]).isEqualTo("a row is refused");
    }
  }

  @Test
  void survives_a_bug_in_the_ledger_and_loses_nothing() {
    ledger.failOnce(new IllegalStateException("planted"));
    start();
    relay(40);
    awaitStored(40);
    ledger.failOnce(new IllegalStateException("planted"));
    relay(40);
    awaitStored(80);
  }

  @Test
  void stores_all_that_was_closed_before_it_stops() {
    start();
    relay(300);
    drainer.close();
    assertThat(ledger.rows()).hasSize(300);
  }

  @Test
  void stops_soon_when_the_ledger_is_away_and_the_next_one_stores_the_rest() {
    ledger.goAway();
    start();
    relay(30);
    var open = open();
    drainer.close();
    journal.close();
    assertThat(ledger.rows()).isEmpty();
    ledger.comeBack();
    start();
    drainer.recovered().toCompletableFuture().join();
    assertThat(ledger.rows()).hasSize(31);
    assertThat(ledger.rows().get(open.relay()).status()).isEqualTo(RelayStatus.ORPHANED);
    assertThat(drainer.storedRows()).isEqualTo(31);
  }

  @Test
  void stores_nothing_twice_whatever_is_drained_again(@TempDir Path copy) throws IOException {
    start();
    relay(50);
    awaitStored(50);
    copyTo(copy);
    drainer.close();
    journal.close();
    for (int i = 0; i < 2; i++) {
      start();
      drainer.recovered().toCompletableFuture().join();
      assertThat(drainer.storedRows()).isZero();
      drainer.close();
      journal.close();
      copyBack(copy);
    }
    assertThat(ledger.rows()).hasSize(50);
  }

  @Test
  void starts_with_garbage_in_its_folder_keeps_valid_records_and_the_damaged_files()
      throws IOException {
    start();
    relay(20);
    drainer.close();
    journal.close();
    var segments = JournalFolder.open(temp).segments();
    var first = segments.getFirst();
    var bytes = Files.readAllBytes(first.file());
    bytes[5000] ^= 1;
    Files.write(first.file(), bytes);
    Files.write(temp.resolve("segment-0000000000000000001.journal"), new byte[] {1, 2, 3});
    Files.write(temp.resolve("segment-0000000000000000002.journal"), new byte[0]);
    Files.writeString(temp.resolve("spare-0000000000000000003.journal"), "half made");
    Files.writeString(temp.resolve("segment-x.journal"), "not ours");
    Files.createDirectory(temp.resolve("segment-0000000000000000004.journal"));
    var empty = new RecordingLedger();
    journal = new MappedUsageJournal(temp, SEGMENT, SEGMENT * SEGMENTS, CLOCK);
    drainer = new JournalDrainer(journal, empty, CLOCK);
    drainer.recovered().toCompletableFuture().join();
    assertThat(empty.rows()).hasSizeBetween(19, 20);
    try (var files = Files.list(temp)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains(
              "unreadable-%019d.journal".formatted(first.number()),
              "unreadable-0000000000000000001.journal",
              "segment-x.journal")
          .doesNotContain(
              "segment-0000000000000000002.journal", "spare-0000000000000000003.journal");
    }
    relay(5);
    Eventually.isTrue("it goes on", () -> empty.rows().size() >= 24);
  }

  private void start() {
    journal = new MappedUsageJournal(temp, SEGMENT, SEGMENT * SEGMENTS, CLOCK);
    drainer = new JournalDrainer(journal, ledger, CLOCK);
  }

  private RelayOpened open() {
    var relay = UsageSamples.opened(random);
    assertThat(journal.opened(relay)).isTrue();
    return relay;
  }

  private List<UsageRecord> relay(int count) {
    var rows = new ArrayList<UsageRecord>();
    for (int i = 0; i < count; i++) {
      var row = UsageSamples.closed(random);
      append(row);
      rows.add(row);
    }
    return rows;
  }

  private void append(UsageRecord row) {
    Eventually.isTrue("room", () -> journal.opened(row.opened()));
    journal.closed(row);
  }

  private void awaitStored(long rows) {
    Eventually.isTrue(rows + " rows are stored", () -> ledger.rows().size() == rows);
  }

  private long bytesOnDisk() throws IOException {
    try (var files = Files.list(temp)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private void copyTo(Path copy) throws IOException {
    Files.createDirectories(copy);
    for (var segment : JournalFolder.open(temp).segments()) {
      Files.copy(segment.file(), copy.resolve(segment.file().getFileName()));
    }
  }

  private void copyBack(Path copy) throws IOException {
    try (var files = Files.list(copy)) {
      for (var file : files.toList()) {
        if (!Files.exists(temp.resolve(file.getFileName()))) {
          Files.copy(file, temp.resolve(file.getFileName()));
        }
      }
    }
  }

  private static java.util.UUID id(UsageRecord row) {
    return row.opened().relay();
  }
}
