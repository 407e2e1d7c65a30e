-- The orders in which quotas are listed; the order of making is the one of the primary key.
create index ix_quotas__metric on quotas (tenant_id, metric collate "C", id);
create index ix_quotas__updated_at on quotas (tenant_id, updated_at, id);
