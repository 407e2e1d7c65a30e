package ai.lyss.adapter.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.UsageSamples;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.UsageRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentScanTest {

  private static final long SEED = 815;
  private static final long NUMBER = 42;
  private static final int BYTES = 4096;

  @TempDir private Path temp;
  private final RecordFrame frame = new RecordFrame();
  private final RecordWriter writer = new RecordWriter();
  private final List<JournalRecord> written = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private Segment segment;

  @BeforeEach
  void make_a_segment() throws IOException {
    segment = JournalFolder.open(temp.resolve("journal")).create(NUMBER, BYTES);
  }

  @Test
  void finds_all_records_of_a_whole_segment() throws IOException {
    fill(new Random(SEED));
    assertThat(written).hasSizeGreaterThanOrEqualTo(8);
    assertFound(bytes(), written, 0);
  }

  @Test
  void finds_nothing_in_a_segment_that_was_never_used() throws IOException {
    assertFound(bytes(), List.of(), 0);
    assertFound(new byte[0], List.of(), 0);
  }

  @Test
  void finds_what_is_ahead_of_a_cut_at_every_byte() throws IOException {
    fill(new Random(SEED));
    var whole = bytes();
    for (int length = 0; length <= whole.length; length++) {
      var found = SegmentScan.scan(NUMBER, Arrays.copyOf(whole, length));
      assertThat(found.records()).as("cut at %d", length).isEqualTo(endingBefore(length));
    }
  }

  @Test
  void finds_all_records_but_one_whatever_bit_is_flipped() throws IOException {
    fill(new Random(SEED));
    var whole = bytes();
    for (int at = 0; at < whole.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        var flipped = whole.clone();
        flipped[at] ^= (byte) (1 << bit);
        var found = SegmentScan.scan(NUMBER, flipped);
        assertThat(found.records())
            .as("bit %d of byte %d", bit, at)
            .isSubsetOf(written)
            .hasSizeGreaterThanOrEqualTo(written.size() - 1);
        if (found.records().size() < written.size()) {
          assertThat(found.damagedBytes()).as("bit %d of byte %d", bit, at).isPositive();
        }
      }
    }
  }

  @Test
  void skips_room_that_was_claimed_and_never_written() throws IOException {
    var random = new Random(SEED);
    append(RecordType.CLOSED, UsageSamples.closed(random));
    segment.claim(64);
    append(RecordType.CLOSED, UsageSamples.closed(random));
    assertFound(bytes(), written, 0);
  }

  @Test
  void skips_a_record_that_was_being_written_and_calls_it_no_damage() throws IOException {
    var random = new Random(SEED);
    for (int i = 0; i < 3; i++) {
      append(RecordType.CLOSED, UsageSamples.closed(random));
    }
    var bytes = bytes();
    bytes[places.get(1) + 3] = 0;
    assertFound(bytes, List.of(written.get(0), written.get(2)), 0);
  }

  @Test
  void finds_every_record_between_garbage() throws IOException {
    for (long seed = SEED; seed < SEED + 200; seed++) {
      var random = new Random(seed);
      var bytes = new byte[BYTES];
      random.nextBytes(bytes);
      var row = UsageSamples.closed(random);
      int at = 16 * random.nextInt(BYTES / 32);
      put(bytes, at, row);
      var found = SegmentScan.scan(NUMBER, bytes);
      assertThat(found.records())
          .as("seed %d", seed)
          .containsExactly(new JournalRecord.Closed(row));
      assertThat(found.damagedBytes()).isPositive();
    }
  }

  @Test
  void believes_no_record_that_stands_where_it_was_not_written() throws IOException {
    append(RecordType.CLOSED, UsageSamples.closed(new Random(SEED)));
    var whole = bytes();
    assertThat(SegmentScan.scan(NUMBER + 1, whole).records()).isEmpty();
    var moved = new byte[BYTES];
    System.arraycopy(whole, 0, moved, 16, BYTES - 16);
    assertThat(SegmentScan.scan(NUMBER, moved).records()).isEmpty();
  }

  /** The caller knows the format, the segment's number and where in it the text will stand. */
  @Test
  void believes_no_record_forged_in_a_callers_text() throws IOException {
    var forged = UsageSamples.closed(new Random(SEED + 1));
    append(RecordType.CLOSED, withUser("."));
    int text = new String(bytes(), StandardCharsets.ISO_8859_1).indexOf('.');
    int place = (text + 15) & -16;
    var frames = new byte[BYTES];
    int length = put(frames, place, forged);
    assertThat(SegmentScan.scan(NUMBER, frames).records())
        .as("a frame that is whole and in its place")
        .containsExactly(new JournalRecord.Closed(forged));
    var asText = new String(frames, place, length, StandardCharsets.ISO_8859_1);

    segment = JournalFolder.open(temp.resolve("forged")).create(NUMBER, BYTES);
    append(RecordType.CLOSED, withUser(".".repeat(place - text) + asText));
    var bytes = bytes();
    Arrays.fill(bytes, 0, 8, (byte) 0);
    assertThat(SegmentScan.scan(NUMBER, bytes).records()).isEmpty();
  }

  private static UsageRecord withUser(String user) {
    var row = UsageSamples.closed(new Random(SEED));
    var o = row.opened();
    var opened =
        new RelayOpened(
            o.relay(),
            o.admittedAt(),
            o.tenant(),
            o.key(),
            user,
            o.model(),
            o.streamed(),
            1,
            1,
            null,
            o.requestId());
    return new UsageRecord(
        opened,
        row.status(),
        200,
        null,
        null,
        1,
        row.usage(),
        null,
        null,
        null,
        null,
        row.duration());
  }

  private List<JournalRecord> endingBefore(int length) {
    var whole = new ArrayList<JournalRecord>();
    for (int i = 0; i < written.size(); i++) {
      long word = segment.published(places.get(i));
      if (places.get(i) + RecordFrame.HEAD + RecordFrame.length(word) <= length) {
        whole.add(written.get(i));
      }
    }
    return whole;
  }

  private void fill(Random random) {
    boolean more = true;
    while (more) {
      var row = UsageSamples.closed(random);
      more = append(random.nextBoolean() ? RecordType.CLOSED : RecordType.OPENED, row);
    }
  }

  private boolean append(RecordType type, UsageRecord row) {
    RecordCodec.writeOpened(writer.reset(), row.opened());
    if (type == RecordType.CLOSED) {
      RecordCodec.writeEnd(writer, row);
    }
    int offset = segment.claim(RecordFrame.room(writer.length()));
    if (offset < 0) {
      return false;
    }
    segment.publish(offset, type, writer, frame);
    places.add(offset);
    written.add(
        type == RecordType.CLOSED
            ? new JournalRecord.Closed(row)
            : new JournalRecord.Opened(row.opened()));
    return true;
  }

  /** Writes a record as it would stand at a place of the segment; returns its length. */
  private int put(byte[] bytes, int at, UsageRecord row) throws IOException {
    var other = JournalFolder.open(temp.resolve("put" + System.nanoTime())).create(NUMBER, BYTES);
    RecordCodec.writeOpened(writer.reset(), row.opened());
    RecordCodec.writeEnd(writer, row);
    other.publish(at, RecordType.CLOSED, writer, frame);
    int length = RecordFrame.room(writer.length());
    other.map().get(at, bytes, at, length);
    return length;
  }

  private byte[] bytes() throws IOException {
    return Files.readAllBytes(segment.file());
  }

  private static void assertFound(byte[] bytes, List<JournalRecord> records, int damaged) {
    var found = SegmentScan.scan(NUMBER, bytes);
    assertThat(found.records()).isEqualTo(records);
    assertThat(found.damagedBytes()).isEqualTo(damaged);
  }
}
