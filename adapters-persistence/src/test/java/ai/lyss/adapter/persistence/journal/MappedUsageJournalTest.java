package ai.lyss.adapter.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.lyss.domain.fixture.UsageSamples;
import ai.lyss.domain.port.UsageJournal;
import ai.lyss.domain.port.UsageJournalContract;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.UsageRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedUsageJournalTest extends UsageJournalContract {

  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path temp;
  private final List<MappedUsageJournal> journals = new ArrayList<>();

  @AfterEach
  void close_journals() {
    journals.forEach(MappedUsageJournal::close);
  }

  @Override
  protected UsageJournal roomy() {
    return journal(temp.resolve("roomy"), 1 << 20, 64 << 20);
  }

  @Override
  protected UsageJournal narrow() {
    return journal(temp.resolve("narrow"), 8192, 5 * 8192);
  }

  @Override
  protected List<UsageRecord> closedRows(UsageJournal journal) {
    return records(journal).stream()
        .filter(JournalRecord.Closed.class::isInstance)
        .map(closed -> ((JournalRecord.Closed) closed).row())
        .toList();
  }

  @Override
  protected List<RelayOpened> openedRelays(UsageJournal journal) {
    return records(journal).stream()
        .filter(JournalRecord.Opened.class::isInstance)
        .map(opened -> ((JournalRecord.Opened) opened).relay())
        .toList();
  }

  @Test
  void keeps_its_folder_to_one_user() throws IOException {
    var folder = temp.resolve("kept");
    Files.createDirectory(folder, JournalFolder.permissions(temp, "rwxr-xr-x"));
    journal(folder, 4096, 1 << 20);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (var files = Files.list(folder)) {
      assertThat(files.toList())
          .hasSizeGreaterThanOrEqualTo(2)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void refuses_a_folder_that_is_in_use() {
    var folder = temp.resolve("shared");
    var first = journal(folder, 4096, 1 << 20);
    assertThatIllegalStateException()
        .isThrownBy(() -> journal(folder, 4096, 1 << 20))
        .withMessageContaining("shared")
        .withMessageContaining("expected: one process");
    first.close();
    assertThat(journal(folder, 4096, 1 << 20)).isNotNull();
  }

  @Test
  void refuses_sizes_that_make_no_sense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> journal(temp, 5000, 1 << 20))
        .withMessageContaining("5000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> journal(temp, 4096, 3 * 4096))
        .withMessageContaining("12288");
  }

  @Test
  void refuses_a_relay_whose_records_no_segment_holds() {
    var journal = journal(temp.resolve("small"), 8192, 1 << 20);
    assertThat(journal.opened(withUser("u".repeat(3000)))).isFalse();
    assertThat(journal.opened(withUser("u".repeat(300)))).isTrue();
  }

  @Test
  void opens_no_relay_after_it_was_closed_but_keeps_the_end_of_one() {
    var journal = journal(temp.resolve("closing"), 8192, 1 << 20);
    var row = UsageSamples.closed(new Random(5));
    assertThat(journal.opened(row.opened())).isTrue();
    journal.close();
    assertThat(journal.opened(UsageSamples.opened(new Random(6)))).isFalse();
    journal.closed(row);
    assertThat(scanned(temp.resolve("closing")))
        .containsExactly(new JournalRecord.Opened(row.opened()), new JournalRecord.Closed(row));
  }

  @Test
  void never_grows_beyond_its_limit_on_disk() throws IOException {
    var folder = temp.resolve("narrow");
    var journal = narrow();
    var random = new Random(7);
    var relay = UsageSamples.opened(random);
    while (journal.opened(relay)) {
      journal.closed(UsageSamples.closed(relay, random));
      relay = UsageSamples.opened(random);
    }
    try (var files = Files.list(folder)) {
      long bytes = files.mapToLong(file -> file.toFile().length()).sum();
      assertThat(bytes).isBetween(2 * 8192L, 5 * 8192L);
    }
  }

  @Test
  void syncs_what_was_appended_and_rests_when_nothing_is() {
    var journal = journal(temp.resolve("synced"), 1 << 20, 64 << 20);
    assertThat(journal.syncs()).isZero();
    assertThat(journal.opened(UsageSamples.opened(new Random(9)))).isTrue();
    Eventually.isTrue("the first append is synced", () -> journal.syncs() > 0);
    // a record that was half written when its sync began is synced once more
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    long before = journal.syncs();
    assertThat(before).isBetween(1L, 2L);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    assertThat(journal.syncs()).as("syncs while nothing is appended").isEqualTo(before);
    assertThat(journal.opened(UsageSamples.opened(new Random(10)))).isTrue();
    Eventually.isTrue("the append after a rest is synced", () -> journal.syncs() > before);
  }

  @Test
  void takes_no_segment_back_that_is_still_synced() {
    var journal = journal(temp.resolve("retired"), 8192, 1 << 20);
    assertThat(journal.retire(journal.first())).isFalse();
    var random = new Random(12);
    while (journal.first().next().tail() == 0) {
      assertThat(journal.opened(UsageSamples.opened(random))).isTrue();
    }
    Eventually.isTrue("the sync moves on", () -> journal.retire(journal.first()));
  }

  @Test
  void syncs_at_most_every_ten_milliseconds() {
    var journal = journal(temp.resolve("batched"), 1 << 20, 64 << 20);
    var random = new Random(11);
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(300)) {
      assertThat(journal.opened(UsageSamples.opened(random))).isTrue();
      LockSupport.parkNanos(10_000);
    }
    journal.close();
    long most = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 10 + 2;
    assertThat(journal.syncs()).isBetween(2L, most);
  }

  private MappedUsageJournal journal(Path folder, long segmentBytes, long maxBytes) {
    var journal = new MappedUsageJournal(folder, segmentBytes, maxBytes, CLOCK);
    journals.add(journal);
    return journal;
  }

  private static RelayOpened withUser(String user) {
    var o = UsageSamples.opened(new Random(8));
    return new RelayOpened(
        o.relay(), o.admittedAt(), o.tenant(), o.key(), user, o.model(), false, 1, 1, null, "r");
  }

  private static List<JournalRecord> records(UsageJournal journal) {
    return scanned(((MappedUsageJournal) journal).folder().file(""));
  }

  private static List<JournalRecord> scanned(Path folder) {
    try {
      var records = new ArrayList<JournalRecord>();
      for (var segment : JournalFolder.open(folder).segments()) {
        var found = SegmentScan.read(segment);
        assertThat(found.damagedBytes()).isZero();
        records.addAll(found.records());
      }
      return records;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
