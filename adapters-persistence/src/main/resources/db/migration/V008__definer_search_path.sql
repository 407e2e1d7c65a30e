-- A function that runs as its owner looks into temporary tables last: whoever may make one could
-- otherwise put it in the place of the ledger's.

do $$
begin
  execute format('alter function lyss_ensure_ledger_partitions(integer) set search_path = %I, pg_temp',
                 current_schema());
end
$$;
