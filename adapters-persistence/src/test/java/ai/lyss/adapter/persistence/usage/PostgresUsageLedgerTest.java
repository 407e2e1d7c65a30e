package ai.lyss.adapter.persistence.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.fixture.UsageSamples;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.pricing.Cost;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageProvenance;
import ai.lyss.domain.usage.UsageRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresUsageLedgerTest {

  private static final long SEED = 99;
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String ALL =
      """
      SELECT relay_id, extract(epoch FROM admitted_at), tenant_id, key_id, user_id, model_asked,
             model_served, channel_id, attempts, status, http_status, streamed, input_tokens,
             output_tokens, cached_tokens, cache_write_tokens, reasoning_tokens, provenance,
             cost_nanos, currency, price_id, ttft_micros, duration_micros, finish_reason, request_id
        FROM quota_records""";

  private final LedgerDatabase database = LedgerDatabase.create();
  private final UsageLedger ledger = new PostgresUsageLedger(database.source(), DEADLINE);

  @Test
  void stores_every_column() {
    var relay = opened(Instant.parse("2026-11-20T10:00:00.123456789Z"), "Zoë");
    var row =
        new UsageRecord(
            relay,
            RelayStatus.ANSWERED,
            200,
            new ModelName("gpt-4o-mini-2024"),
            new ChannelId(new UUID(0, 4)),
            2,
            new TokenUsage(11L, 12L, 13L, 14L, 15L),
            UsageProvenance.VENDOR,
            new Cost(77, "EUR", new UUID(0, 5)),
            FinishReason.TOOL_CALLS,
            Duration.ofNanos(1_234_567),
            Duration.ofSeconds(3));
    assertThat(ledger.store(List.of(LedgerRow.closed(row)))).isEqualTo(new LedgerOutcome.Stored(1));
    assertThat(database.rows(ALL))
        .containsExactly(
            "00000000-0000-0000-0000-000000000001|1795168800.123456"
                + "|00000000-0000-0000-0000-000000000002|00000000-0000-0000-0000-000000000003"
                + "|Zoë|gpt-4o-mini|gpt-4o-mini-2024|00000000-0000-0000-0000-000000000004"
                + "|2|answered|200|t|11|12|13|14|15|vendor|77|EUR"
                + "|00000000-0000-0000-0000-000000000005|1234|3000000|tool_calls|req-1");
  }

  @Test
  void stores_a_number_nobody_gave_as_null() {
    var relay = opened(Instant.parse("2026-11-20T10:00:00Z"), null);
    var row =
        new UsageRecord(
            relay,
            RelayStatus.FAILED,
            null,
            null,
            null,
            0,
            TokenUsage.UNKNOWN,
            null,
            null,
            null,
            null,
            Duration.ZERO);
    ledger.store(List.of(LedgerRow.closed(row)));
    assertThat(database.rows(ALL).getFirst())
        .endsWith("|-|gpt-4o-mini|-|-|0|failed|-|t|-|-|-|-|-|-|-|-|-|-|0|-|req-1");
  }

  @Test
  void charges_an_orphaned_relay_in_full() {
    var relay = opened(Instant.parse("2026-11-20T10:00:00Z"), "ann");
    ledger.store(List.of(LedgerRow.orphaned(relay)));
    assertThat(database.rows(ALL).getFirst())
        .endsWith("|ann|gpt-4o-mini|-|-|-|orphaned|-|t|100|200|-|-|-|estimate|300|-|-|-|-|-|req-1");
  }

  @Test
  void stores_a_relay_once_and_keeps_the_first_row() {
    var rows = rows(500);
    assertThat(ledger.store(rows)).isEqualTo(new LedgerOutcome.Stored(500));
    assertThat(ledger.store(rows)).isEqualTo(new LedgerOutcome.Stored(0));
    var again = new ArrayList<LedgerRow>();
    rows.forEach(row -> again.add(LedgerRow.orphaned(row.opened())));
    again.addAll(again);
    var before = database.rows(ALL + " ORDER BY 1");
    assertThat(ledger.store(again)).isEqualTo(new LedgerOutcome.Stored(0));
    assertThat(database.rows(ALL + " ORDER BY 1")).isEqualTo(before).hasSize(500);
  }

  @Test
  void stores_a_user_whose_name_has_a_character_that_text_cannot_have() {
    ledger.store(List.of(LedgerRow.orphaned(opened(Instant.EPOCH, "a\0b"))));
    assertThat(database.rows("SELECT user_id FROM quota_records")).containsExactly("a\uFFFDb");
  }

  @Test
  void refuses_a_batch_with_a_row_that_cannot_be_stored_and_stores_none_of_it() {
    var rows = new ArrayList<>(rows(3));
    rows.add(LedgerRow.orphaned(opened(Instant.MAX, "ann")));
    assertThat(ledger.store(rows)).isInstanceOf(LedgerOutcome.Refused.class);
    rows.set(3, LedgerRow.orphaned(opened(Instant.parse("+300000-01-01T00:00:00Z"), "ann")));
    assertThat(ledger.store(rows)).isInstanceOf(LedgerOutcome.Refused.class);
    assertThat(database.number("SELECT count(*) FROM quota_records")).isZero();
  }

  @Test
  void leaves_a_connection_as_it_was_also_after_a_refusal() throws Exception {
    try (var connection = database.source().getConnection()) {
      int before = connection.getNetworkTimeout();
      assertThat(before).isNotEqualTo((int) DEADLINE.toMillis());
      var during = new ArrayList<Integer>();
      try (var limited = new AnswerDeadline(connection, DEADLINE)) {
        during.add(limited.connection().getNetworkTimeout());
        limited.connection().createStatement().execute("SELECT 1 / 0");
      } catch (SQLException e) {
        assertThat(e.getSQLState()).isEqualTo("22012");
      }
      assertThat(during).containsExactly((int) DEADLINE.toMillis());
      assertThat(connection.getNetworkTimeout()).isEqualTo(before);
    }
  }

  @Test
  void is_unreachable_without_its_table() {
    database.execute("DROP TABLE quota_records");
    assertThat(ledger.store(rows(1))).isInstanceOf(LedgerOutcome.Unreachable.class);
  }

  @Test
  void is_unreachable_after_its_deadline_when_the_server_is_frozen() throws Exception {
    try (var proxy = new FreezingProxy(database.port())) {
      var frozen =
          new PostgresUsageLedger(database.through(proxy.port()).source(), Duration.ofMillis(300));
      assertThat(frozen.store(rows(1))).isEqualTo(new LedgerOutcome.Stored(1));
      proxy.freeze();
      long start = System.nanoTime();
      assertThat(frozen.store(rows(1))).isInstanceOf(LedgerOutcome.Unreachable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
    }
  }

  @Test
  void has_partitions_for_the_coming_months_and_makes_each_once() {
    var months = partitions();
    var now = YearMonth.now(ZoneOffset.UTC);
    for (int ahead = 0; ahead <= 3; ahead++) {
      assertThat(months)
          .contains("quota_records_" + now.plusMonths(ahead).toString().replace('-', '_'));
    }
    assertThat(ledger.ensurePartitions()).isEqualTo(new LedgerOutcome.Stored(0));
    assertThat(partitions()).isEqualTo(months);
    assertThat(database.number("SELECT lyss_ensure_ledger_partitions(5)")).isEqualTo(2);
  }

  @Test
  void moves_rows_out_of_the_default_partition_when_their_month_gets_its_own() {
    var month = YearMonth.now(ZoneOffset.UTC).plusMonths(4);
    var start = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    var end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    var last = end.minusNanos(1000);
    var past = start.atOffset(ZoneOffset.UTC).minusMonths(10).toInstant();
    ledger.store(
        List.of(
            LedgerRow.orphaned(opened(start, "first")),
            LedgerRow.orphaned(opened(last, "last")),
            LedgerRow.orphaned(opened(end, "later")),
            LedgerRow.orphaned(opened(past, "past"))));
    assertThat(database.rows("SELECT user_id FROM quota_records_default ORDER BY 1"))
        .containsExactly("first", "last", "later", "past");
    database.number("SELECT lyss_ensure_ledger_partitions(4)");
    assertThat(database.rows("SELECT user_id FROM quota_records_default")).containsExactly("later");
    assertThat(
            database.rows(
                "SELECT user_id FROM quota_records_%s ORDER BY 1"
                    .formatted(month.toString().replace('-', '_'))))
        .containsExactly("first", "last");
    assertThat(database.number("SELECT count(*) FROM quota_records")).isEqualTo(4);
  }

  @Test
  void finds_rows_of_a_tenant_by_index_in_every_partition() {
    database.execute(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET enable_seqscan = off',"
            + " current_database()); END $$");
    var plan =
        database.rows(
            "EXPLAIN SELECT * FROM quota_records WHERE tenant_id ="
                + " '00000000-0000-0000-0000-000000000002' AND admitted_at > now()");
    assertThat(String.join("\n", plan)).contains("Index Scan").doesNotContain("Seq Scan");
  }

  private List<String> partitions() {
    return database.rows(
        "SELECT inhrelid::regclass::text FROM pg_inherits"
            + " WHERE inhparent = 'quota_records'::regclass ORDER BY 1");
  }

  private static RelayOpened opened(Instant at, String user) {
    return new RelayOpened(
        new UUID(0, 1),
        at,
        new TenantId(new UUID(0, 2)),
        new KeyId(new UUID(0, 3)),
        user,
        new ModelName("gpt-4o-mini"),
        true,
        100,
        200,
        300L,
        "req-1");
  }

  private static List<LedgerRow> rows(int count) {
    var random = new Random(SEED);
    var rows = new ArrayList<LedgerRow>();
    for (int i = 0; i < count; i++) {
      rows.add(LedgerRow.closed(UsageSamples.closed(random)));
    }
    return rows;
  }
}
