-- What administration keeps beside the configuration itself, and the orders it lists things in.

-- 0 is no limit, null the installation's own. Not enforced by the store.
alter table api_keys
  add column rate_per_minute bigint,
  add column rate_per_hour   bigint,
  add constraint ck_api_keys__rate_limit check (rate_per_minute >= 0 and rate_per_hour >= 0);

alter table routes
  add column sticky text not null default 'none',
  add constraint ck_routes__sticky check (sticky in ('none', 'user', 'key', 'prefix'));

-- A channel whose models change places is rewritten row by row: what counts is how it ends.
alter table channel_models
  drop constraint uq_channel_models__models,
  add constraint uq_channel_models__models unique (tenant_id, channel_id, name)
    deferrable initially deferred;

-- Asked when channels are listed by a model they offer.
create index ix_channel_models__name on channel_models (tenant_id, name, channel_id);

-- Answers to requests with an idempotency key. answer is sealed text, null until the request that
-- claimed the key is answered, which nobody else ever sees.
create table request_answers (
  tenant_id   uuid        not null,
  route       text        not null,
  key         text        not null,
  fingerprint text        not null,
  answer      text,
  until       timestamptz not null,
  constraint pk_request_answers primary key (tenant_id, route, key),
  constraint fk_request_answers__tenant_id foreign key (tenant_id) references tenants (id)
    on delete restrict on update restrict,
  constraint ck_request_answers__key check (char_length(key) between 1 and 255)
);

-- Asked when those whose time is over are forgotten.
create index ix_request_answers__until on request_answers (tenant_id, until);

-- Orders of collections; the order of making is the one of the primary keys.
create index ix_providers__name on providers (tenant_id, name collate "C", id);
create index ix_providers__updated_at on providers (tenant_id, updated_at, id);
create index ix_channels__name on channels (tenant_id, name collate "C", id);
create index ix_channels__updated_at on channels (tenant_id, updated_at, id);
create index ix_api_keys__name on api_keys (tenant_id, name collate "C", id);
create index ix_api_keys__updated_at on api_keys (tenant_id, updated_at, id);
create index ix_routes__model on routes (tenant_id, model collate "C", id);
create index ix_routes__updated_at on routes (tenant_id, updated_at, id);
create index ix_tenants__name on tenants (name collate "C", id);
create index ix_tenants__updated_at on tenants (updated_at, id);
