package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.UsageSamples;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link UsageJournal} does. */
@Timeout(60)
public abstract class UsageJournalContract {

  private static final long SEED = 20261123;
  private static final int THREADS = 8;
  private static final int RELAYS_A_THREAD = 500;

  /** Returns an empty journal with room for 10,000 relays at once. */
  protected abstract UsageJournal roomy();

  /** Returns an empty journal with room for 10 to 1,000 relays at once. */
  protected abstract UsageJournal narrow();

  /** Returns the rows closed in a journal made here, in the order in which they are kept. */
  protected abstract List<UsageRecord> closedRows(UsageJournal journal);

  /** Returns the relays opened in a journal made here, closed or not. */
  protected abstract List<RelayOpened> openedRelays(UsageJournal journal);

  @Test
  void keeps_what_was_opened_and_closed() {
    var journal = roomy();
    var random = new Random(SEED);
    var opened = new ArrayList<RelayOpened>();
    var closed = new ArrayList<UsageRecord>();
    for (int i = 0; i < 200; i++) {
      var relay = UsageSamples.opened(random);
      assertThat(journal.opened(relay)).isTrue();
      opened.add(relay);
      if (i % 3 != 0) {
        var row = UsageSamples.closed(relay, random);
        journal.closed(row);
        closed.add(row);
      }
    }
    assertThat(openedRelays(journal)).isEqualTo(opened);
    assertThat(closedRows(journal)).isEqualTo(closed);
  }

  @Test
  void refuses_a_relay_when_full_and_notes_nothing_of_it() {
    var journal = narrow();
    var opened = fill(journal, new Random(SEED));
    var refused = UsageSamples.opened(new Random(SEED + 1));
    assertThat(journal.opened(refused)).isFalse();
    assertThat(openedRelays(journal)).isEqualTo(opened);
  }

  @Test
  void closes_every_opened_relay_when_full() {
    var journal = narrow();
    var random = new Random(SEED);
    var rows = new ArrayList<UsageRecord>();
    for (var relay : fill(journal, random)) {
      var row = UsageSamples.closed(relay, random);
      journal.closed(row);
      rows.add(row);
    }
    assertThat(closedRows(journal)).isEqualTo(rows);
  }

  @Test
  void keeps_all_records_of_many_threads() throws Exception {
    var journal = roomy();
    var tasks = new ArrayList<Callable<List<UsageRecord>>>();
    for (int thread = 0; thread < THREADS; thread++) {
      var random = new Random(SEED + thread);
      tasks.add(() -> relayAll(journal, random));
    }
    var expected = new ArrayList<UsageRecord>();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (var done : threads.invokeAll(tasks)) {
        expected.addAll(done.get());
      }
    }
    assertThat(closedRows(journal)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(openedRelays(journal))
        .containsExactlyInAnyOrderElementsOf(expected.stream().map(UsageRecord::opened).toList());
  }

  private static List<UsageRecord> relayAll(UsageJournal journal, Random random) {
    var rows = new ArrayList<UsageRecord>();
    for (int i = 0; i < RELAYS_A_THREAD; i++) {
      var row = UsageSamples.closed(random);
      assertThat(journal.opened(row.opened())).isTrue();
      journal.closed(row);
      rows.add(row);
    }
    return rows;
  }

  private static List<RelayOpened> fill(UsageJournal journal, Random random) {
    var opened = new ArrayList<RelayOpened>();
    var relay = UsageSamples.opened(random);
    while (journal.opened(relay)) {
      opened.add(relay);
      assertThat(opened).as("relays in a narrow journal").hasSizeLessThanOrEqualTo(1000);
      relay = UsageSamples.opened(random);
    }
    assertThat(opened).hasSizeGreaterThanOrEqualTo(10);
    return opened;
  }
}
