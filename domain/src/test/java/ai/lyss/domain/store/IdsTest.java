package ai.lyss.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IdsTest {

  @Test
  void makes_uuids_of_version_7() {
    var at = Instant.parse("2026-03-10T11:22:33.456Z");
    for (long seed = 0; seed < 1_000; seed++) {
      var id = new Ids(() -> at, new Random(seed)).next();
      assertThat(id.version()).as("seed %d", seed).isEqualTo(7);
      assertThat(id.variant()).as("seed %d", seed).isEqualTo(2);
      assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(at.toEpochMilli());
    }
  }

  @Test
  void reads_ids_that_are_spelled_in_full_and_nothing_else() {
    var id = UUID.fromString("01a20700-3bf4-7e0a-9d8e-9811f125fe30");
    assertThat(Ids.parse(id.toString())).contains(id);
    assertThat(Ids.parse("01A20700-3BF4-7E0A-9D8E-9811F125FE30")).contains(id);
    for (var text : List.of("", "1-1-1-1-1", id + "0", " " + id, id.toString().replace('-', '_'))) {
      assertThat(Ids.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void orders_ids_as_the_milliseconds_they_were_made_in() {
    var millis = new AtomicLong(Instant.parse("1999-12-31T23:59:59Z").toEpochMilli());
    var ids = new Ids(() -> Instant.ofEpochMilli(millis.get()), new Random(1));
    var before = ids.next();
    for (int i = 0; i < 10_000; i++) {
      millis.addAndGet(1 + (long) i * i);
      var after = ids.next();
      assertThat(after).isGreaterThan(before);
      assertThat(after.toString()).isGreaterThan(before.toString());
      before = after;
    }
  }

  @Test
  @Timeout(30)
  void never_makes_an_id_twice_even_within_one_millisecond() throws Exception {
    var ids = new Ids(() -> Instant.EPOCH, new Random(5));
    Callable<List<UUID>> many = () -> Stream.generate(ids::next).limit(50_000).toList();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var made = new HashSet<UUID>();
      for (var batch : threads.invokeAll(List.of(many, many, many, many))) {
        made.addAll(batch.get());
      }
      assertThat(made).hasSize(200_000);
    }
  }

  /** 74 bits are random: each of them is 1 about half of the time. */
  @Test
  void fills_every_free_bit_by_chance() {
    var ids = new Ids(() -> Instant.EPOCH, new Random(9));
    var sample = Stream.generate(ids::next).limit(4_000).collect(Collectors.toList());
    for (int bit = 0; bit < 62; bit++) {
      int at = bit;
      long ones = sample.stream().filter(i -> (i.getLeastSignificantBits() >> at & 1) == 1).count();
      // 5 standard deviations: 5 × √(4,000 ⁄ 4) = 158
      assertThat(ones).as("low bit %d", bit).isBetween(2_000L - 158, 2_000L + 158);
    }
    for (int bit = 0; bit < 12; bit++) {
      int at = bit;
      long ones = sample.stream().filter(i -> (i.getMostSignificantBits() >> at & 1) == 1).count();
      assertThat(ones).as("high bit %d", bit).isBetween(2_000L - 158, 2_000L + 158);
    }
  }
}
