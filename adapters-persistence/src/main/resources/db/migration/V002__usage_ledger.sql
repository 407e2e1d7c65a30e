-- The usage ledger: one row per admitted relay. No foreign keys: rows outlive the tenants, keys,
-- channels and prices they name. A number nobody gave is null, not zero.
CREATE TABLE quota_records (
    relay_id           uuid        NOT NULL,
    admitted_at        timestamptz NOT NULL,
    tenant_id          uuid        NOT NULL,
    key_id             uuid,
    user_id            text,
    model_asked        text        NOT NULL,
    model_served       text,
    channel_id         uuid,
    attempts           integer,
    status             text        NOT NULL,
    http_status        integer,
    streamed           boolean     NOT NULL,
    input_tokens       bigint,
    output_tokens      bigint,
    cached_tokens      bigint,
    cache_write_tokens bigint,
    reasoning_tokens   bigint,
    provenance         text,
    cost_nanos         bigint,
    currency           text,
    price_id           uuid,
    ttft_micros        bigint,
    duration_micros    bigint,
    finish_reason      text,
    request_id         text        NOT NULL,
    stored_at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (relay_id, admitted_at)
) PARTITION BY RANGE (admitted_at);

COMMENT ON TABLE quota_records IS 'One row per admitted relay: what it used and what that cost';
COMMENT ON COLUMN quota_records.status IS
    'answered, failed, interrupted, cancelled, or orphaned (its process died: charged in full)';
COMMENT ON COLUMN quota_records.attempts IS 'Wasted ones included; null when nobody saw the end';
COMMENT ON COLUMN quota_records.input_tokens IS 'Cached ones included';
COMMENT ON COLUMN quota_records.output_tokens IS 'Reasoning included';
COMMENT ON COLUMN quota_records.provenance IS
    'Where the tokens come from: vendor, tokenizer or estimate; null when nothing was charged';
COMMENT ON COLUMN quota_records.cost_nanos IS 'Nano-units of the currency';
COMMENT ON COLUMN quota_records.price_id IS 'The version of the price the cost was reckoned with';

CREATE INDEX quota_records_by_tenant ON quota_records (tenant_id, admitted_at);
CREATE INDEX quota_records_by_key ON quota_records (tenant_id, key_id, admitted_at);

-- Takes rows of months that have no partition, so that no row is ever refused for its date.
CREATE TABLE quota_records_default PARTITION OF quota_records DEFAULT;

-- Makes the monthly partition (in UTC) that starts at first_day, and moves rows of that month out
-- of the default partition into it. The caller holds the locks.
CREATE FUNCTION lyss_add_ledger_partition(first_day date) RETURNS void
    LANGUAGE plpgsql
    SET timezone = 'UTC'
AS $$
DECLARE
    starts    timestamptz := first_day;
    ends      timestamptz := first_day + interval '1 month';
    partition text := 'quota_records_' || to_char(first_day, 'YYYY_MM');
    home      text := (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.oid = 'quota_records'::regclass);
BEGIN
    IF to_regclass(format('%I.%I', home, partition)) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I.%I (LIKE quota_records INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)',
                   home, partition);
    EXECUTE format('WITH moved AS (DELETE FROM quota_records_default WHERE admitted_at >= %L AND admitted_at < %L RETURNING *)'
                   ' INSERT INTO %I.%I SELECT * FROM moved', starts, ends, home, partition);
    EXECUTE format('ALTER TABLE quota_records ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
                   home, partition, starts, ends);
END
$$;

-- Makes the partitions of this month, of months_ahead more, and of every month of the past two
-- years that has rows in the default partition. Returns how many it made. May be called at any
-- time, by several at once: one waits for the other and finds its work done.
-- Runs with the rights of the table's owner: the role that writes rows need not own tables.
CREATE FUNCTION lyss_ensure_ledger_partitions(months_ahead integer) RETURNS integer
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path FROM CURRENT
    SET timezone = 'UTC'
    SET lock_timeout = '2s'
AS $$
DECLARE
    this_month date := date_trunc('month', now());
    missing    date[];
    first_day  date;
BEGIN
    IF months_ahead NOT BETWEEN 0 AND 120 THEN
        RAISE EXCEPTION 'months_ahead: % (expected: 0 to 120)', months_ahead;
    END IF;
    missing := lyss_missing_ledger_partitions(this_month, months_ahead);
    IF cardinality(missing) = 0 THEN
        RETURN 0;
    END IF;
    -- the parent first, as writers do; the lock on it conflicts with itself, not with them
    LOCK TABLE ONLY quota_records IN SHARE UPDATE EXCLUSIVE MODE;
    LOCK TABLE quota_records_default IN ACCESS EXCLUSIVE MODE;
    FOREACH first_day IN ARRAY missing LOOP
        PERFORM lyss_add_ledger_partition(first_day);
    END LOOP;
    RETURN cardinality(missing);
END
$$;

-- The first days of the months that should have a partition and have none.
CREATE FUNCTION lyss_missing_ledger_partitions(this_month date, months_ahead integer) RETURNS date[]
    LANGUAGE sql
    STABLE
    SET timezone = 'UTC'
AS $$
    SELECT coalesce(array_agg(DISTINCT wanted.first_day), '{}')
      FROM (SELECT (this_month + n * interval '1 month')::date AS first_day
              FROM generate_series(0, months_ahead) AS n
             UNION
            SELECT date_trunc('month', admitted_at)::date
              FROM quota_records_default
             WHERE admitted_at >= this_month - interval '2 years'
               AND admitted_at < this_month + (months_ahead + 1) * interval '1 month') AS wanted
     WHERE NOT EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                        WHERE i.inhparent = 'quota_records'::regclass
                          AND c.relname = 'quota_records_' || to_char(wanted.first_day, 'YYYY_MM'));
$$;

REVOKE EXECUTE ON FUNCTION lyss_add_ledger_partition(date) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION lyss_missing_ledger_partitions(date, integer) FROM PUBLIC;

SELECT lyss_ensure_ledger_partitions(3);
