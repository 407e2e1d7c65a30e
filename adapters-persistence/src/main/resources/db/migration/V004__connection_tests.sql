-- The last tests of connections to vendors; they go with their provider or channel.
create table connection_tests (
  tenant_id   uuid        not null,
  id          uuid        not null,
  provider_id uuid        not null,
  channel_id  uuid,
  at          timestamptz not null,
  took_micros bigint      not null,
  failure     text,
  message     text,
  status      integer,
  constraint pk_connection_tests primary key (tenant_id, id),
  constraint fk_connection_tests__provider_id foreign key (tenant_id, provider_id)
    references providers (tenant_id, id) on delete cascade on update restrict,
  constraint fk_connection_tests__channel_id foreign key (tenant_id, channel_id)
    references channels (tenant_id, id) on delete cascade on update restrict,
  constraint ck_connection_tests__took_micros check (took_micros >= 0),
  constraint ck_connection_tests__failure check ((failure is null) = (message is null))
);

-- Asked when the tests of a provider are shown and when it is removed; ids have the order of making.
create index ix_connection_tests__provider_id on connection_tests (tenant_id, provider_id, id);

-- Asked when a channel is removed.
create index ix_connection_tests__channel_id on connection_tests (tenant_id, channel_id)
  where channel_id is not null;
