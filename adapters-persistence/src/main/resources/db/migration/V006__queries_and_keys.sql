-- Asked when the counters of a user's quotas are restored from the ledger.
create index quota_records_by_user on quota_records (tenant_id, user_id, admitted_at)
  where user_id is not null;

-- Asked once a day: which months of rows without a partition are to get one.
create index quota_records_default_by_time on quota_records_default (admitted_at);

-- Who wraps a data key decides what that looks like.
alter table data_keys
  drop constraint ck_data_keys__wrapped,
  add constraint ck_data_keys__wrapped check (wrapped ~ '^[A-Za-z0-9_.-]+$');
