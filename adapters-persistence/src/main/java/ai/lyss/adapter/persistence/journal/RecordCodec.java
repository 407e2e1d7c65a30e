package ai.lyss.adapter.persistence.journal;

import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.pricing.Cost;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Records to bytes and back, without loss but for lone surrogates, which UTF-8 cannot carry. Text
 * is UTF-8, so that the bytes with which a record's head starts occur in none of it. Stateless.
 */
final class RecordCodec {

  /** The bytes that a {@code closed} record takes beyond its {@code opened} one, text left out. */
  private static final int CLOSED_FIXED = 192;

  private static final int LONGEST_MODEL = 256;
  private static final int LONGEST_CURRENCY = 32;

  private RecordCodec() {}

  /** Returns the most bytes that the {@code closed} record of a relay can take. */
  static int closedBound(int openedLength) {
    return openedLength + CLOSED_FIXED + LONGEST_MODEL + LONGEST_CURRENCY;
  }

  /** Writes a relay as it was admitted: a whole {@code opened} record, the start of others. */
  static void writeOpened(RecordWriter to, RelayOpened relay) {
    to.putUuid(relay.relay());
    putInstant(to, relay.admittedAt());
    to.putUuid(relay.tenant().value());
    var key = relay.key();
    to.putOptionalUuid(key == null ? null : key.value());
    to.putOptionalText(relay.user());
    to.putText(relay.model().value());
    to.putByte(relay.streamed() ? 1 : 0);
    to.putLong(relay.reservedInput());
    to.putLong(relay.reservedOutput());
    to.putOptionalLong(relay.reservedCostNanos());
    to.putText(relay.requestId());
  }

  /** Writes what a {@code closed} record has beyond {@link #writeOpened}. */
  static void writeEnd(RecordWriter to, UsageRecord row) {
    to.putByte(RecordEnums.code(row.status()));
    to.putOptionalInt(row.httpStatus());
    var servedModel = row.servedModel();
    to.putOptionalText(servedModel == null ? null : servedModel.value());
    var channel = row.channel();
    to.putOptionalUuid(channel == null ? null : channel.value());
    to.putInt(row.attempts());
    putUsage(to, row.usage());
    to.putByte(RecordEnums.code(row.provenance()));
    putCost(to, row.cost());
    to.putByte(RecordEnums.code(row.finish()));
    putDuration(to, row.timeToFirstToken());
    putDuration(to, row.duration());
  }

  /**
   * Reads a payload.
   *
   * @throws RuntimeException when no writer of this version made it
   */
  static JournalRecord read(RecordType type, byte[] payload) {
    var from = new RecordReader(payload);
    JournalRecord read =
        switch (type) {
          case OPENED -> new JournalRecord.Opened(opened(from));
          case CARRIED -> new JournalRecord.Carried(opened(from));
          case CLOSED -> new JournalRecord.Closed(closed(from));
        };
    from.expectEnd();
    return read;
  }

  private static RelayOpened opened(RecordReader from) {
    var relay = from.takeUuid();
    var admittedAt = instant(from);
    var tenant = new TenantId(from.takeUuid());
    var key = from.takeOptionalUuid();
    return new RelayOpened(
        relay,
        admittedAt,
        tenant,
        key == null ? null : new KeyId(key),
        from.takeOptionalText(),
        new ModelName(from.takeText()),
        from.present(),
        from.takeLong(),
        from.takeLong(),
        from.takeOptionalLong(),
        from.takeText());
  }

  private static UsageRecord closed(RecordReader from) {
    var opened = opened(from);
    var status = RecordEnums.status(from.takeByte());
    var httpStatus = from.takeOptionalInt();
    var servedModel = from.takeOptionalText();
    var channel = from.takeOptionalUuid();
    return new UsageRecord(
        opened,
        status,
        httpStatus,
        servedModel == null ? null : new ModelName(servedModel),
        channel == null ? null : new ChannelId(channel),
        from.takeInt(),
        usage(from),
        RecordEnums.provenance(from.takeByte()),
        cost(from),
        RecordEnums.finish(from.takeByte()),
        optionalDuration(from),
        duration(from));
  }

  private static void putInstant(RecordWriter to, Instant instant) {
    to.putLong(instant.getEpochSecond());
    to.putInt(instant.getNano());
  }

  private static Instant instant(RecordReader from) {
    return Instant.ofEpochSecond(from.takeLong(), from.takeInt());
  }

  private static void putUsage(RecordWriter to, TokenUsage usage) {
    to.putOptionalLong(usage.input());
    to.putOptionalLong(usage.output());
    to.putOptionalLong(usage.cached());
    to.putOptionalLong(usage.cacheWrite());
    to.putOptionalLong(usage.reasoning());
  }

  private static TokenUsage usage(RecordReader from) {
    return new TokenUsage(
        from.takeOptionalLong(),
        from.takeOptionalLong(),
        from.takeOptionalLong(),
        from.takeOptionalLong(),
        from.takeOptionalLong());
  }

  private static void putCost(RecordWriter to, @Nullable Cost cost) {
    to.putOptionalLong(cost == null ? null : (Long) cost.nanos());
    if (cost != null) {
      to.putText(cost.currency());
      to.putUuid(cost.price());
    }
  }

  private static @Nullable Cost cost(RecordReader from) {
    var nanos = from.takeOptionalLong();
    return nanos == null ? null : new Cost(nanos, from.takeText(), from.takeUuid());
  }

  private static void putDuration(RecordWriter to, @Nullable Duration duration) {
    to.putByte(duration == null ? 0 : 1);
    if (duration != null) {
      to.putLong(duration.toSeconds());
      to.putInt(duration.toNanosPart());
    }
  }

  private static @Nullable Duration optionalDuration(RecordReader from) {
    return from.present() ? Duration.ofSeconds(from.takeLong(), from.takeInt()) : null;
  }

  private static Duration duration(RecordReader from) {
    var duration = optionalDuration(from);
    if (duration == null) {
      throw new IllegalArgumentException("duration: none (expected: one)");
    }
    return duration;
  }
}
