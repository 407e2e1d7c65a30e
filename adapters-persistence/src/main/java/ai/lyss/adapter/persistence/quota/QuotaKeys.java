package ai.lyss.adapter.persistence.quota;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.quota.Quota;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The names of keys. Those of a tenant share a hash tag, so that a Redis Cluster keeps them
 * together.
 */
record QuotaKeys(TenantId tenant) {

  /** The latest moment seen, and which counters were restored. */
  String state() {
    return prefix() + "state";
  }

  /** What a relay holds. */
  String hold(UUID relay) {
    return holds() + relay;
  }

  /** What the names of holds begin with. */
  String holds() {
    return prefix() + "hold:";
  }

  /** The running relays, by the moment until which their lease lasts. */
  String leases() {
    return prefix() + "leases";
  }

  /** The counter of a quota as it is now: one that counts something else has another. */
  String counter(Quota quota) {
    return counters(quota)
        + quota.window().wireName()
        + ":"
        + quota.metric().wireName()
        + ":"
        + quota.zone().getId();
  }

  /** What the names of a quota's counters begin with, whatever it counted. */
  String counters(Quota quota) {
    return prefix() + "quota:" + quota.id() + ":";
  }

  /** The keys of a call about a relay: state, hold, leases, and the counters. */
  List<String> ofRelay(UUID relay, List<String> counters) {
    var keys = new ArrayList<>(List.of(state(), hold(relay), leases()));
    keys.addAll(counters);
    return keys;
  }

  List<String> counters(List<Quota> quotas) {
    return quotas.stream().map(this::counter).toList();
  }

  private String prefix() {
    return "lyss:{" + tenant.value() + "}:";
  }
}
