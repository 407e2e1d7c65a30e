package ai.lyss.adapter.persistence.plan;

import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.domain.access.TenantId;
import java.util.UUID;

/**
 * A large installation: a thousand tenants, ten thousand of each thing, and a ledger over three
 * months. A tenth of everything belongs to one tenant, the rest to all alike.
 */
final class BulkRows {

  /** How many rows of each thing there are. */
  static final int THINGS = 10_000;

  private static final int TENANTS = 1000;

  /** The tenant with a tenth of everything. */
  static final TenantId LARGEST = new TenantId(id(1));

  private BulkRows() {}

  /** Returns the id of the thing of this number, whatever it is. */
  static UUID id(long number) {
    return new UUID(0x7000L, 0x8000_0000_0000_0000L | number);
  }

  static void fill(TestDatabase database, int ledgerRows) {
    database.execute(
        """
        set session_replication_role = replica;
        create function pg_temp.id(n bigint) returns uuid language sql immutable return
          ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;
        create function pg_temp.tenant(n bigint) returns uuid language sql immutable return
          pg_temp.id(case when n %% 10 = 0 then 1 else 1 + n %% %2$d end);
        insert into tenants (id, name, created_at, updated_at)
          select pg_temp.id(n), 'tenant ' || n, now(), now() - n * interval '1 second'
            from generate_series(1, %2$d) as n;
        insert into data_keys (id, tenant_id, purpose, wrapped, created_at)
          select pg_temp.id(n), pg_temp.id(n), 'credential', 'v1.a.b.c', now()
            from generate_series(1, %2$d) as n;
        insert into providers (tenant_id, id, name, vendor, created_at, updated_at)
          select pg_temp.tenant(n), pg_temp.id(n), 'provider ' || n, 'simulator', now(),
                 now() - n * interval '1 second'
            from generate_series(1, %1$d) as n;
        insert into channels (tenant_id, id, name, provider_id, weight, priority, on_disconnect,
            tags, created_at, updated_at)
          select pg_temp.tenant(n), pg_temp.id(n), 'channel ' || n, pg_temp.id(n), 1, 0, 'cancel',
                 array['tag ' || n %% 7], now(), now() - n * interval '1 second'
            from generate_series(1, %1$d) as n;
        insert into channel_models (tenant_id, channel_id, position, name, vendor_model)
          select pg_temp.tenant(n), pg_temp.id(n), k, 'model-' || (n + k) %% 50, 'm'
            from generate_series(1, %1$d) as n, generate_series(0, 1) as k;
        insert into routes (tenant_id, id, model, policy, channel_choice, created_at, updated_at)
          select pg_temp.tenant(n), pg_temp.id(n), 'model-' || n, 'round_robin', 'listed', now(),
                 now() - n * interval '1 second'
            from generate_series(1, %1$d) as n;
        insert into route_channels (tenant_id, route_id, channel_id)
          select pg_temp.tenant(n), pg_temp.id(n), pg_temp.id(n)
            from generate_series(1, %1$d) as n;
        insert into api_keys (tenant_id, id, name, digest, hint, roles, created_at, updated_at)
          select pg_temp.tenant(n), pg_temp.id(n), 'key ' || n, sha256(n::text::bytea), 'hint',
                 array['member'], now(), now() - n * interval '1 second'
            from generate_series(1, %1$d) as n;
        insert into quotas (tenant_id, id, scope, metric, time_window, amount, created_at,
            updated_at)
          select pg_temp.tenant(n), pg_temp.id(n), 'tenant', 'tokens', 'day', 1, now(), now()
            from generate_series(1, %1$d) as n;
        insert into audit_log (tenant_id, id, at, action, resource, subject)
          select pg_temp.tenant(n), pg_temp.id(n), now(), 'create', 'thing', pg_temp.id(n)
            from generate_series(1, %1$d) as n;
        insert into connection_tests (tenant_id, id, provider_id, at, took_micros)
          select pg_temp.tenant(n), pg_temp.id(n * 100 + k), pg_temp.id(n), now(), 1
            from generate_series(1, %1$d) as n, generate_series(1, 3) as k;
        insert into request_answers (tenant_id, route, key, fingerprint, until)
          select pg_temp.tenant(n), 'createThing', 'key ' || n, 'f', now() + interval '1 hour'
            from generate_series(1, %1$d) as n;
        insert into quota_records (relay_id, admitted_at, tenant_id, key_id, user_id, model_asked,
            status, streamed, provenance, input_tokens, output_tokens, cost_nanos, request_id)
          select gen_random_uuid(), now() - n * (interval '90 days' / %3$d), pg_temp.tenant(n),
                 pg_temp.id(n %% 5000), 'user ' || n %% 3000, 'model-' || n %% 50, 'answered',
                 false, 'vendor', 100, 200, 300, 'r'
            from generate_series(1, %3$d) as n;
        reset session_replication_role;
        select lyss_ensure_ledger_partitions(3);
        analyze
        """
            .formatted(THINGS, TENANTS, ledgerRows));
  }

  /** Empties all tables again. */
  static void remove(TestDatabase database) {
    database.execute("truncate tenants, quota_records cascade");
  }
}
