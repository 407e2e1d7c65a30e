-- Who may see which rows, decided by the database itself. The login that migrates owns everything
-- and steps down for each transaction to one of three roles that cannot log in:
--   app       does a tenant's work, and sees the rows of the tenant in lyss.tenant only
--   relay     reads the configuration of all tenants and adds rows to the ledger
--   platform  keeps the tenants themselves and the first things of an installation
-- A role belongs to the whole cluster, so its name carries that of the database.

create function lyss_tenant() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('lyss.tenant', true), '')::uuid;

comment on function lyss_tenant() is 'The tenant of this transaction; null when it has none';

-- Makes the roles, or says what has to be done by somebody who may. Where they were made before
-- (docs/operations.md), there is nothing to do.
do $$
declare
  modern boolean := current_setting('server_version_num')::integer >= 160000;
  how    text    := case when modern then ' with inherit false, set true' else '' end;
  may    text    := case when modern then 'set' else 'member' end;
  todo   text[]  := '{}';
  names  text[]  := '{}';
  part   text;
  name   text;
begin
  foreach part in array array['app', 'relay', 'platform'] loop
    name := 'lyss_' || part || '_' || current_database();
    if octet_length(name) > 63 then
      name := 'lyss_' || part || '_' || md5(current_database());
    end if;
    names := names || name;
    if not exists (select from pg_roles where rolname = name) then
      begin
        execute format('create role %I nologin', name);
      exception
        when duplicate_object or unique_violation then null;
        when insufficient_privilege then todo := todo || format('create role %I nologin', name);
      end;
    end if;
    if not exists (select from pg_roles where rolname = name)
        or not pg_has_role(current_user, name, may) then
      begin
        execute format('grant %I to %I%s', name, current_user, how);
      exception
        when insufficient_privilege or undefined_object then
          todo := todo || format('grant %I to %I%s', name, current_user, how);
      end;
    end if;
  end loop;
  if cardinality(todo) > 0 then
    raise exception 'row-level security needs roles that % may not make (expected: an operator runs, once: %;)',
      current_user, array_to_string(todo, '; ');
  end if;
  if exists (select from pg_roles where rolname = any (names) and (rolsuper or rolbypassrls)) then
    raise exception 'row-level security: one of % passes it by (expected: neither superuser nor bypassrls)',
      array_to_string(names, ', ');
  end if;
  -- Whoever renames the database or restores it under another name keeps these roles.
  execute format(
    'create function lyss_role(part text) returns text language sql immutable parallel safe'
    ' return case part when ''app'' then %L when ''relay'' then %L when ''platform'' then %L end',
    names[1], names[2], names[3]);
end
$$;

comment on function lyss_role(text) is 'The name of a role of this database: app, relay or platform';

do $$
begin
  execute format('grant usage on schema %I to %I, %I, %I', current_schema(),
    lyss_role('app'), lyss_role('relay'), lyss_role('platform'));
  if not has_schema_privilege(lyss_role('app'), current_schema(), 'usage') then
    raise exception 'row-level security: % may not let its roles into the schema % (expected: an operator runs, once: grant usage on schema % to %, %, %)',
      current_user, current_schema(), current_schema(),
      lyss_role('app'), lyss_role('relay'), lyss_role('platform');
  end if;
end
$$;

-- Lets nobody at the rows of a table, its owner included, until a policy says otherwise.
create function lyss_close(target regclass) returns void
  language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('revoke all on table %s from public, %I, %I, %I', target,
    lyss_role('app'), lyss_role('relay'), lyss_role('platform'));
end
$$;

-- Opens a table to a role: the rows it may use, for the rights it is granted. A login that has the
-- rights of its roles without stepping down, as before PostgreSQL 16, gets nothing by those that
-- are bound to no tenant. The question who it is stands in a case, of which the planner guesses
-- that half of the rows pass, and not one in two hundred.
create function lyss_open(target regclass, part text, rights text, visible text) returns void
  language plpgsql
as $$
declare
  rule text := case when part = 'app' then visible
                    else format('case when current_user = %L then true else false end and (%s)',
                      lyss_role(part), visible) end;
begin
  execute format('create policy %I on %s to %I using (%s) with check (%s)',
    part || '_rows', target, lyss_role(part), rule, rule);
  execute format('grant %s on table %s to %I', rights, target, lyss_role(part));
end
$$;

-- What a migration calls for each table of tenants' rows that it makes.
create function lyss_isolate(target regclass, rights text) returns void
  language plpgsql
as $$
begin
  perform lyss_close(target);
  perform lyss_open(target, 'app', rights, 'tenant_id = lyss_tenant()');
end
$$;

revoke execute on function lyss_close(regclass) from public;
revoke execute on function lyss_open(regclass, text, text, text) from public;
revoke execute on function lyss_isolate(regclass, text) from public;

-- A tenant's own. Audit rows are only ever added, API keys are revoked and never deleted.
select lyss_isolate('providers', 'select, insert, update, delete');
select lyss_isolate('channels', 'select, insert, update, delete');
select lyss_isolate('channel_models', 'select, insert, update, delete');
select lyss_isolate('routes', 'select, insert, update, delete');
select lyss_isolate('route_channels', 'select, insert, update, delete');
select lyss_isolate('api_keys', 'select, insert, update');
select lyss_isolate('quotas', 'select, insert, update, delete');
select lyss_isolate('prices', 'select, insert, update, delete');
select lyss_isolate('request_answers', 'select, insert, update, delete');
select lyss_isolate('connection_tests', 'select, insert, delete');
select lyss_isolate('data_keys', 'select, insert');
select lyss_isolate('audit_log', 'select, insert');
select lyss_isolate('quota_records', 'select');

-- Everybody's prices are everybody's to read.
do $$
begin
  execute format('create policy app_shared_rows on prices for select to %I using (tenant_id is null)',
    lyss_role('app'));
end
$$;

-- What belongs to no tenant.
select lyss_close('tenants');
select lyss_close('bootstrap_steps');
select lyss_open('tenants', 'platform', 'select, insert, update', 'true');
select lyss_open('bootstrap_steps', 'platform', 'select, insert', 'true');
select lyss_open('data_keys', 'platform', 'select, insert', 'tenant_id is null');
-- Whether there is any key at all, before the key of their digests is made.
select lyss_open('api_keys', 'platform', 'select (id)', 'true');
-- That a tenant was made.
select lyss_open('audit_log', 'platform', 'insert', 'tenant_id = lyss_tenant()');

-- The snapshot, and the ledger.
select lyss_open('tenants', 'relay', 'select', 'true');
select lyss_open('providers', 'relay', 'select', 'true');
select lyss_open('channels', 'relay', 'select', 'true');
select lyss_open('channel_models', 'relay', 'select', 'true');
select lyss_open('routes', 'relay', 'select', 'true');
select lyss_open('route_channels', 'relay', 'select', 'true');
select lyss_open('api_keys', 'relay', 'select', 'true');
select lyss_open('quotas', 'relay', 'select', 'true');
select lyss_open('prices', 'relay', 'select', 'true');
select lyss_open('data_keys', 'relay', 'select', 'tenant_id is not null');
select lyss_open('quota_records', 'relay', 'insert', 'true');

revoke execute on function lyss_ensure_ledger_partitions(integer) from public;

do $$
begin
  execute format('grant execute on function lyss_ensure_ledger_partitions(integer) to %I',
    lyss_role('relay'));
end
$$;

-- Partitions are reached through the ledger alone: nobody has a grant or a policy on one. Only the
-- owner looks into the default one, for rows of months that get a partition of their own.
do $$
declare
  leaf regclass;
begin
  for leaf in select inhrelid::regclass from pg_inherits where inhparent = 'quota_records'::regclass
  loop
    perform lyss_close(leaf);
  end loop;
end
$$;

create policy owner_rows on quota_records_default
  using (current_user = (select pg_get_userbyid(relowner) from pg_class
    where oid = 'quota_records_default'::regclass));

create or replace function lyss_add_ledger_partition(first_day date) returns void
  language plpgsql
  set timezone = 'UTC'
as $$
declare
  starts timestamptz := first_day;
  ends   timestamptz := first_day + interval '1 month';
  leaf   text := 'quota_records_' || to_char(first_day, 'YYYY_MM');
  home   text := (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  where c.oid = 'quota_records'::regclass);
begin
  if to_regclass(format('%I.%I', home, leaf)) is not null then
    return;
  end if;
  execute format('create table %I.%I (like quota_records including defaults including constraints including indexes)',
    home, leaf);
  execute format('with moved as (delete from quota_records_default where admitted_at >= %L and admitted_at < %L returning *)'
    ' insert into %I.%I select * from moved', starts, ends, home, leaf);
  perform lyss_close(to_regclass(format('%I.%I', home, leaf)));
  execute format('alter table quota_records attach partition %I.%I for values from (%L) to (%L)',
    home, leaf, starts, ends);
end
$$;
