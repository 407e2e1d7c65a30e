package ai.lyss.adapter.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.fixture.UsageSamples;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageProvenance;
import ai.lyss.domain.usage.UsageRecord;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

  private static final long SEED = 4711;
  private static final int ROUNDS = 20_000;

  private final RecordWriter writer = new RecordWriter();

  @Test
  void reads_what_it_wrote() {
    var random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      var row = UsageSamples.closed(random);
      assertThat(RecordCodec.read(RecordType.CLOSED, closed(row)))
          .as("seed %d, row %d", SEED, i)
          .isEqualTo(new JournalRecord.Closed(row));
      assertThat(RecordCodec.read(RecordType.OPENED, opened(row)))
          .isEqualTo(new JournalRecord.Opened(row.opened()));
      assertThat(RecordCodec.read(RecordType.CARRIED, opened(row)))
          .isEqualTo(new JournalRecord.Carried(row.opened()));
    }
  }

  @Test
  void keeps_to_the_room_that_was_promised_when_the_relay_opened() {
    var random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      var row = UsageSamples.closed(random);
      int promised = RecordCodec.closedBound(opened(row).length);
      assertThat(closed(row).length).as("seed %d, row %d", SEED, i).isLessThanOrEqualTo(promised);
    }
  }

  @Test
  void reads_nothing_from_a_payload_that_is_too_short_or_too_long() {
    var whole = closed(UsageSamples.closed(new Random(SEED)));
    for (int length = 0; length < whole.length; length++) {
      var part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> RecordCodec.read(RecordType.CLOSED, part))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(RuntimeException.class);
    }
    var more = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> RecordCodec.read(RecordType.CLOSED, more))
        .hasMessageContaining("after the record");
  }

  @Test
  void reads_nothing_or_a_record_from_garbage_and_never_hangs() {
    var random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      var whole = closed(UsageSamples.closed(random));
      whole[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(RecordCodec.read(RecordType.CLOSED, whole)).isNotNull();
      } catch (RuntimeException e) {
        assertThat(e).isNotNull();
      }
    }
  }

  @Test
  void keeps_constants_apart() {
    assertThat(Stream.of(RelayStatus.values()).map(RecordEnums::code)).doesNotHaveDuplicates();
    assertThat(Stream.of(UsageProvenance.values()).map(RecordEnums::code))
        .doesNotHaveDuplicates()
        .doesNotContain(0);
    assertThat(Stream.of(FinishReason.values()).map(RecordEnums::code))
        .doesNotHaveDuplicates()
        .doesNotContain(0);
    assertThat(Stream.of(RecordType.values()).map(type -> RecordType.ofCode(type.code())))
        .containsExactly(RecordType.values());
  }

  private byte[] opened(UsageRecord row) {
    RecordCodec.writeOpened(writer.reset(), row.opened());
    return Arrays.copyOf(writer.bytes(), writer.length());
  }

  private byte[] closed(UsageRecord row) {
    RecordCodec.writeOpened(writer.reset(), row.opened());
    RecordCodec.writeEnd(writer, row);
    return Arrays.copyOf(writer.bytes(), writer.length());
  }
}
