package ai.lyss.domain.fake;

import ai.lyss.domain.access.KeyOutcome;
import ai.lyss.domain.access.KeyOutcome.Unwrapped;
import ai.lyss.domain.port.KeyManagement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps wrapped keys to itself and hands out tickets for them. */
public final class InMemoryKeyManagement implements KeyManagement {

  private static final Map<String, Kept> KEPT = new ConcurrentHashMap<>();
  private static final AtomicInteger TICKETS = new AtomicInteger();

  private final List<String> masterIds;
  private volatile boolean away;

  /** One that wraps with the first of these master keys. */
  public InMemoryKeyManagement(String... masterIds) {
    this.masterIds = List.of(masterIds);
  }

  private record Kept(byte[] key, byte[] place, String masterId) {}

  /** Does not answer from now on. */
  public void goAway() {
    away = true;
  }

  @Override
  public KeyOutcome<String> wrap(byte[] key, byte[] place) {
    if (away) {
      return new KeyOutcome.Unavailable<>();
    }
    var ticket = "v1." + masterIds.getFirst() + ".ticket." + TICKETS.incrementAndGet() + "-";
    KEPT.put(ticket, new Kept(key.clone(), place.clone(), masterIds.getFirst()));
    return new KeyOutcome.Done<>(ticket);
  }

  @Override
  public KeyOutcome<Unwrapped> unwrap(String wrapped, byte[] place) {
    if (away) {
      return new KeyOutcome.Unavailable<>();
    }
    var kept = KEPT.get(wrapped);
    return kept == null
            || !masterIds.contains(kept.masterId())
            || !Arrays.equals(kept.place(), place)
        ? new KeyOutcome.Refused<>()
        : new KeyOutcome.Done<>(new Unwrapped(kept.key().clone(), kept.masterId()));
  }
}
