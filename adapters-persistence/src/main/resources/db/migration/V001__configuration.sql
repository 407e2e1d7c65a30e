-- What administrators configure. Every table carries the tenant, and every reference leads from a
-- tenant to itself: (tenant_id, x_id) -> (tenant_id, id). Constraints are named
-- <kind>_<table>__<field>, and the part after the two underscores is what a conflict is told by.
-- Needs PostgreSQL 15 (unique nulls not distinct).

create function is_model_name(name text) returns boolean
  language sql immutable parallel safe
  return char_length(name) between 1 and 256 and name ~ '^[!-~]*$' and name !~ '[?#%\\"<>]'
    and ('/' || name || '/') !~ '/\.{0,2}/';

create function are_model_names(names text[]) returns boolean
  language sql immutable parallel safe
  return (select coalesce(bool_and(n is not null and is_model_name(n)), true) from unnest(names) as n);

create table tenants (
  id         uuid        not null,
  name       text        not null,
  enabled    boolean     not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version    bigint      not null default 0,
  constraint pk_tenants primary key (id),
  constraint uq_tenants__name unique (name),
  constraint ck_tenants__name check (name <> ''),
  constraint ck_tenants__version check (version >= 0)
);

-- Keys that encrypt and digest what is stored, each wrapped by a master key that is not here.
-- tenant_id is null for the keys of the whole installation.
create table data_keys (
  id         uuid        not null,
  tenant_id  uuid,
  purpose    text        not null,
  wrapped    text        not null,
  created_at timestamptz not null,
  version    bigint      not null default 0,
  constraint pk_data_keys primary key (id),
  constraint fk_data_keys__tenant_id foreign key (tenant_id) references tenants (id)
    on delete restrict on update restrict,
  constraint uq_data_keys__purpose unique nulls not distinct (tenant_id, purpose),
  constraint ck_data_keys__purpose check (
    (purpose = 'credential' and tenant_id is not null)
    or (purpose = 'api-key-digest' and tenant_id is null)),
  constraint ck_data_keys__wrapped check (wrapped ~ '^v1(\.[A-Za-z0-9_-]+){3}$'),
  constraint ck_data_keys__version check (version >= 0)
);

-- credential: secret fields by name, each value sealed text.
create table providers (
  tenant_id  uuid        not null,
  id         uuid        not null,
  name       text        not null,
  vendor     text        not null,
  base_url   text,
  credential jsonb       not null default '{}',
  settings   jsonb       not null default '{}',
  enabled    boolean     not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version    bigint      not null default 0,
  constraint pk_providers primary key (tenant_id, id),
  constraint fk_providers__tenant_id foreign key (tenant_id) references tenants (id)
    on delete restrict on update restrict,
  constraint uq_providers__name unique (tenant_id, name),
  constraint ck_providers__name check (name <> ''),
  constraint ck_providers__vendor check (vendor ~ '^[a-z][a-z0-9-]{0,39}$'),
  constraint ck_providers__credential check (jsonb_typeof(credential) = 'object'),
  constraint ck_providers__settings check (jsonb_typeof(settings) = 'object'),
  constraint ck_providers__version check (version >= 0)
);

create table channels (
  tenant_id           uuid        not null,
  id                  uuid        not null,
  name                text        not null,
  provider_id         uuid        not null,
  weight              integer     not null,
  priority            integer     not null,
  max_concurrency     integer,
  requests_per_minute bigint,
  tokens_per_minute   bigint,
  on_disconnect       text        not null,
  enabled             boolean     not null default true,
  tags                text[]      not null default '{}',
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  version             bigint      not null default 0,
  constraint pk_channels primary key (tenant_id, id),
  constraint fk_channels__provider_id foreign key (tenant_id, provider_id)
    references providers (tenant_id, id) on delete restrict on update restrict,
  constraint uq_channels__name unique (tenant_id, name),
  constraint ck_channels__name check (name <> ''),
  constraint ck_channels__weight check (weight between 0 and 1000000),
  constraint ck_channels__priority check (priority >= 0),
  constraint ck_channels__max_concurrency check (max_concurrency > 0),
  constraint ck_channels__requests_per_minute check (requests_per_minute > 0),
  constraint ck_channels__tokens_per_minute check (tokens_per_minute > 0),
  constraint ck_channels__on_disconnect check (on_disconnect in ('cancel', 'drain')),
  constraint ck_channels__tags check (array_position(tags, null) is null),
  constraint ck_channels__version check (version >= 0)
);

-- Asked when a provider is removed.
create index ix_channels__provider_id on channels (tenant_id, provider_id);

create table channel_models (
  tenant_id         uuid    not null,
  channel_id        uuid    not null,
  position          integer not null,
  name              text    not null,
  vendor_model      text    not null,
  capabilities      text[],
  context_tokens    bigint,
  max_output_tokens bigint,
  constraint pk_channel_models primary key (tenant_id, channel_id, position),
  constraint fk_channel_models__channel_id foreign key (tenant_id, channel_id)
    references channels (tenant_id, id) on delete cascade on update restrict,
  constraint uq_channel_models__models unique (tenant_id, channel_id, name),
  constraint ck_channel_models__position check (position >= 0),
  constraint ck_channel_models__name check (is_model_name(name)),
  constraint ck_channel_models__vendor_model check (is_model_name(vendor_model)),
  constraint ck_channel_models__capabilities check (
    capabilities <@ array['tools', 'images', 'audio', 'documents', 'json_schema']),
  constraint ck_channel_models__context_tokens check (context_tokens > 0),
  constraint ck_channel_models__max_output_tokens check (max_output_tokens > 0)
);

-- channel_choice: 'all' that list the model, or only those 'listed' in route_channels.
create table routes (
  tenant_id       uuid        not null,
  id              uuid        not null,
  model           text        not null,
  policy          text        not null,
  tags            text[]      not null default '{}',
  channel_choice  text        not null default 'all',
  fallback_models text[]      not null default '{}',
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  version         bigint      not null default 0,
  constraint pk_routes primary key (tenant_id, id),
  constraint fk_routes__tenant_id foreign key (tenant_id) references tenants (id)
    on delete restrict on update restrict,
  constraint uq_routes__model unique (tenant_id, model),
  constraint ck_routes__model check (is_model_name(model)),
  constraint ck_routes__policy check (policy in
    ('weighted_random', 'round_robin', 'least_connections', 'best_performance', 'adaptive')),
  constraint ck_routes__tags check (array_position(tags, null) is null),
  constraint ck_routes__channel_choice check (channel_choice in ('all', 'listed')),
  constraint ck_routes__fallback_models check (are_model_names(fallback_models)),
  constraint ck_routes__version check (version >= 0)
);

create table route_channels (
  tenant_id  uuid not null,
  route_id   uuid not null,
  channel_id uuid not null,
  constraint pk_route_channels primary key (tenant_id, route_id, channel_id),
  constraint fk_route_channels__route_id foreign key (tenant_id, route_id)
    references routes (tenant_id, id) on delete cascade on update restrict,
  constraint fk_route_channels__channel_id foreign key (tenant_id, channel_id)
    references channels (tenant_id, id) on delete restrict on update restrict
);

-- Asked when a channel is removed.
create index ix_route_channels__channel_id on route_channels (tenant_id, channel_id);

-- models is null for all models. A digest is unique over all tenants: it says which tenant calls.
create table api_keys (
  tenant_id  uuid        not null,
  id         uuid        not null,
  name       text        not null,
  digest     bytea       not null,
  hint       text        not null,
  roles      text[]      not null,
  models     text[],
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version    bigint      not null default 0,
  constraint pk_api_keys primary key (tenant_id, id),
  constraint fk_api_keys__tenant_id foreign key (tenant_id) references tenants (id)
    on delete restrict on update restrict,
  constraint uq_api_keys__name unique (tenant_id, name),
  constraint uq_api_keys__key unique (digest),
  constraint ck_api_keys__name check (name <> ''),
  constraint ck_api_keys__digest check (octet_length(digest) = 32),
  constraint ck_api_keys__hint check (char_length(hint) <= 4),
  constraint ck_api_keys__roles check (array_position(roles, null) is null
    and roles <@ array['platform-admin', 'tenant-admin', 'operator', 'member', 'viewer']),
  constraint ck_api_keys__models check (are_model_names(models)),
  constraint ck_api_keys__version check (version >= 0)
);

create table quotas (
  tenant_id        uuid        not null,
  id               uuid        not null,
  scope            text        not null,
  scope_key_id     uuid,
  scope_user       text,
  model            text,
  metric           text        not null,
  time_window      text        not null,
  time_zone        text        not null default 'UTC',
  amount           bigint      not null,
  warn_at_permille integer[]   not null default '{}',
  enforcement      text        not null default 'normal',
  mode             text        not null default 'enforced',
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  version          bigint      not null default 0,
  constraint pk_quotas primary key (tenant_id, id),
  constraint fk_quotas__tenant_id foreign key (tenant_id) references tenants (id)
    on delete restrict on update restrict,
  constraint fk_quotas__scope_key_id foreign key (tenant_id, scope_key_id)
    references api_keys (tenant_id, id) on delete restrict on update restrict,
  constraint ck_quotas__scope check (
    (scope = 'tenant' and scope_key_id is null and scope_user is null)
    or (scope = 'key' and scope_key_id is not null and scope_user is null)
    or (scope = 'user' and scope_key_id is null and scope_user is not null)),
  constraint ck_quotas__model check (is_model_name(model)),
  constraint ck_quotas__metric check (metric in
    ('requests', 'tokens', 'input_tokens', 'output_tokens', 'cost')),
  constraint ck_quotas__time_window check (time_window in
    ('minute', 'hour', 'day', 'month', 'total')),
  constraint ck_quotas__amount check (amount >= 0),
  constraint ck_quotas__warn_at_permille check (array_position(warn_at_permille, null) is null),
  constraint ck_quotas__enforcement check (enforcement in ('normal', 'strict')),
  constraint ck_quotas__mode check (mode in ('enforced', 'dry_run')),
  constraint ck_quotas__version check (version >= 0)
);

-- Asked when an API key is removed.
create index ix_quotas__scope_key_id on quotas (tenant_id, scope_key_id)
  where scope_key_id is not null;

-- Nano-units of the currency per million tokens. tenant_id is null for everybody's prices.
create table prices (
  id                uuid        not null,
  tenant_id         uuid,
  vendor            text        not null,
  vendor_model      text        not null,
  currency          text        not null,
  input             bigint      not null,
  output            bigint      not null,
  cached_input      bigint,
  cache_write       bigint,
  reasoning         bigint,
  per_request_nanos bigint,
  valid_from        timestamptz not null,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  version           bigint      not null default 0,
  constraint pk_prices primary key (id),
  constraint fk_prices__tenant_id foreign key (tenant_id) references tenants (id)
    on delete restrict on update restrict,
  constraint uq_prices__valid_from
    unique nulls not distinct (tenant_id, vendor, vendor_model, valid_from),
  constraint ck_prices__vendor check (vendor ~ '^[a-z][a-z0-9-]{0,39}$'),
  constraint ck_prices__vendor_model check (is_model_name(vendor_model)),
  constraint ck_prices__currency check (currency ~ '^[A-Z]{3}$'),
  constraint ck_prices__amounts check (input >= 0 and output >= 0 and cached_input >= 0
    and cache_write >= 0 and reasoning >= 0 and per_request_nanos >= 0),
  constraint ck_prices__version check (version >= 0)
);

-- Who did what to which thing. Rows are only ever added; the actor may belong to another tenant.
create table audit_log (
  tenant_id  uuid        not null,
  id         uuid        not null,
  at         timestamptz not null,
  actor_key  uuid,
  actor_user text,
  action     text        not null,
  resource   text        not null,
  subject    uuid        not null,
  address    text,
  constraint pk_audit_log primary key (tenant_id, id),
  constraint fk_audit_log__tenant_id foreign key (tenant_id) references tenants (id)
    on delete restrict on update restrict,
  constraint ck_audit_log__action check (action <> ''),
  constraint ck_audit_log__resource check (resource <> '')
);

-- Steps of a new installation that were done, for ever. tenant_id is null for those of all tenants.
create table bootstrap_steps (
  step      text        not null,
  tenant_id uuid,
  done_at   timestamptz not null,
  constraint pk_bootstrap_steps primary key (step),
  constraint fk_bootstrap_steps__tenant_id foreign key (tenant_id) references tenants (id)
    on delete restrict on update restrict,
  constraint ck_bootstrap_steps__step check (step <> '')
);
