-- +goose Up
create extension if not exists pg_trgm;

create table markets (
  id           bigint generated always as identity primary key,
  code         text not null constraint markets_code_unique unique,
  name         text not null,
  zone         text not null,
  channel      text not null default '',
  names        text not null default 'short' constraint markets_names_known check (names in ('full', 'short', 'none')),
  amounts      boolean not null default true,
  digest_at    text not null default '08:00',
  books_from   date,
  paused       text not null default '',
  settings     jsonb not null,
  days_off     jsonb not null default '{}',
  next_number  bigint not null default 1001,
  version      int not null default 0
);
create unique index markets_channel_unique on markets (channel) where channel <> '';

create table people (
  id    text primary key,
  name  text not null,
  admin boolean not null default false
);

create table members (
  market_id bigint not null constraint members_market references markets (id),
  person_id text not null constraint members_person references people (id),
  role      text not null constraint members_role_known check (role in ('coordinator', 'director', 'accounting', 'field', 'viewer')),
  primary key (market_id, person_id, role)
);

-- One act on one market's settings or members.
create table market_changes (
  market_id   bigint not null constraint market_changes_market references markets (id),
  version     int not null,
  key         text not null constraint market_changes_key_unique unique,
  actor       text not null,
  source      text not null,
  recorded_at timestamptz not null,
  settings    jsonb not null,
  primary key (market_id, version)
);

-- The projection: what a file's ledger adds up to. Kept in the transaction of every change.
-- Neither stage, nor balance, nor updated_at stands in an index: it would kill HOT updates.
create sequence files_id;
create table files (
  id                bigint primary key,
  market_id         bigint not null constraint files_market references markets (id),
  number            text not null,
  stage             text not null,
  outcome           text not null default '',
  rejected          boolean not null default false,
  waiting_on        text not null,
  owner             text not null default '',
  stage_on          date not null,
  received_on       date not null,
  received_assumed  boolean not null default false,
  closed_on         date,
  paid_on           date,
  invoiced_on       date,
  estimate_cents    bigint not null default 0,
  asked_cents       bigint not null default 0,
  approved_cents    bigint not null default 0,
  invoiced_cents    bigint not null default 0,
  credited_cents    bigint not null default 0,
  written_off_cents bigint not null default 0,
  paid_cents        bigint not null default 0,
  applied_cents     bigint not null default 0,
  balance_cents     bigint not null default 0,
  disputed_cents    bigint not null default 0,
  version           int not null,
  recorded_at       timestamptz not null,
  constraint files_number_unique unique (market_id, number),
  constraint files_balance_adds_up check (balance_cents = invoiced_cents - credited_cents - written_off_cents - applied_cents),
  constraint files_balance_not_negative check (balance_cents >= 0),
  constraint files_applied_within_paid check (applied_cents <= paid_cents),
  constraint files_closed_has_outcome check ((closed_on is null) = (outcome = ''))
) with (fillfactor = 85);
create index files_open on files (market_id, invoiced_on) where closed_on is null;
create index files_closed on files (market_id, closed_on) where closed_on is not null;

-- What is known of a file beside its stages and money, and what finds it. It changes rarely, so it stands apart from the
-- totals, which every payment moves.
create table file_facts (
  file_id       bigint primary key constraint file_facts_file references files (id),
  market_id     bigint not null,
  number_normal text not null,
  customer      text not null,
  address       text not null,
  claim         text not null,
  assignment    text not null,
  facts         jsonb not null
);
create index file_facts_number on file_facts (market_id, number_normal text_pattern_ops);
create index file_facts_claim on file_facts (market_id, claim) where claim <> '';
create index file_facts_assignment on file_facts (market_id, assignment) where assignment <> '';
create index file_facts_customer on file_facts using gin (customer gin_trgm_ops);
create index file_facts_address on file_facts using gin (address gin_trgm_ops);

-- The ledger. A change is one act on one file; its facts carry (file_id, version), which is the change's id. No foreign key
-- holds a fact to its change: one statement writes both, nothing is ever deleted, and checking each row costs a third of
-- an import. paidup verify finds a fact whose change is gone.
create table changes (
  file_id     bigint not null constraint changes_file references files (id),
  version     int not null constraint changes_version_positive check (version > 0),
  market_id   bigint not null,
  key         text not null constraint changes_key_unique unique,
  act         text not null,
  verb        text not null,
  actor       text not null,
  source      text not null,
  recorded_at timestamptz not null,
  waiting_on  text not null,
  words       text not null default '',
  voids       int not null default 0,
  primary key (file_id, version)
);
create index changes_actor on changes (actor, recorded_at) where source <> 'import';
create index changes_recorded on changes (market_id, recorded_at);

create table stage_changes (
  file_id         bigint not null,
  version         int not null,
  place           int not null,
  market_id       bigint not null,
  effective_on    date not null,
  at              timestamptz,
  stage           text not null,
  outcome         text not null,
  assumed         boolean not null,
  derived         boolean not null,
  mirror          boolean not null,
  mirrors_version int not null,
  mirrors_place   int not null,
  primary key (file_id, version, place)
);
create index stage_changes_market on stage_changes (market_id, effective_on);
create index stage_changes_mirrors on stage_changes (file_id, mirrors_version, mirrors_place) where mirrors_version > 0;

create table rounds (
  file_id         bigint not null,
  version         int not null,
  place           int not null,
  market_id       bigint not null,
  effective_on    date not null,
  at              timestamptz,
  round           int not null,
  event           text not null,
  kind            text not null,
  cents           bigint not null,
  sent_to         text not null,
  done_by         text not null,
  reference       text not null,
  error_types     text not null,
  words           text not null,
  mirror          boolean not null,
  mirrors_version int not null,
  mirrors_place   int not null,
  primary key (file_id, version, place)
);

create index rounds_mirrors on rounds (file_id, mirrors_version, mirrors_place) where mirrors_version > 0;
create index rounds_market on rounds (market_id, effective_on);

create table invoices (
  file_id     bigint not null,
  n           int not null,
  version     int not null,
  market_id   bigint not null,
  number      text not null,
  number_normal text not null,
  payer       text not null,
  invoiced_on date not null,
  due_on      date not null,
  cents       bigint not null constraint invoices_amount_positive check (cents > 0),
  more        boolean not null,
  primary key (file_id, n)
);
create index invoices_number on invoices (market_id, number_normal);

create table payments (
  file_id          bigint not null,
  n                int not null,
  version          int not null,
  market_id        bigint not null,
  method           text not null,
  reference        text not null,
  payer            text not null,
  paid_on          date not null,
  cents            bigint not null constraint payments_amount_positive check (cents > 0),
  fee_cents        bigint not null constraint payments_fee_within check (fee_cents >= 0 and fee_cents < cents),
  total_cents      bigint not null constraint payments_part_of_total check (total_cents >= cents),
  auto             boolean not null,
  meant_for        text not null,
  primary key (file_id, n)
);
create index payments_reference on payments (market_id, lower(reference)) where reference <> '';

-- The money ledger: every money figure is a plain sum over it.
create table entries (
  file_id         bigint not null,
  version         int not null,
  place           int not null,
  market_id       bigint not null,
  effective_on    date not null,
  kind            text not null,
  cents           bigint not null,
  invoice         int not null,
  payment         int not null,
  mirror          boolean not null,
  mirrors_version int not null,
  mirrors_place   int not null,
  primary key (file_id, version, place),
  constraint entries_kind_known check (kind in ('invoice', 'credit_memo', 'write_off', 'payment', 'refund', 'application'))
);
create index entries_market on entries (market_id, effective_on) include (kind, cents);

create table disputes (
  file_id         bigint not null,
  version         int not null,
  place           int not null,
  market_id       bigint not null,
  effective_on    date not null,
  invoice         int not null,
  cents           bigint not null,
  words           text not null,
  mirror          boolean not null,
  mirrors_version int not null,
  mirrors_place   int not null,
  primary key (file_id, version, place)
);
create index disputes_mirrors on disputes (file_id, mirrors_version, mirrors_place) where mirrors_version > 0;
create index disputes_market on disputes (market_id, effective_on);

create table notes (
  file_id         bigint not null,
  version         int not null,
  place           int not null,
  effective_on    date not null,
  at              timestamptz,
  kind            text not null,
  words           text not null,
  mirror          boolean not null,
  mirrors_version int not null,
  mirrors_place   int not null,
  primary key (file_id, version, place)
);

create table assignments (
  file_id         bigint not null,
  version         int not null,
  place           int not null,
  effective_on    date not null,
  owner           text not null,
  mirror          boolean not null,
  mirrors_version int not null,
  mirrors_place   int not null,
  primary key (file_id, version, place)
);

create table details (
  file_id         bigint not null,
  version         int not null,
  place           int not null,
  effective_on    date not null,
  fields          text not null,
  mirror          boolean not null,
  mirrors_version int not null,
  mirrors_place   int not null,
  primary key (file_id, version, place)
);

-- +goose StatementBegin
create function refuse_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
-- +goose StatementEnd

-- +goose StatementBegin
do $$
declare t text;
begin
  foreach t in array array['changes', 'stage_changes', 'rounds', 'invoices', 'payments', 'entries', 'disputes', 'notes',
                           'assignments', 'details', 'market_changes'] loop
    execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_rewrite()',
                   t || '_append_only', t);
  end loop;
end $$;
-- +goose StatementEnd

-- +goose Down
drop table details, assignments, notes, disputes, entries, payments, invoices, rounds, stage_changes, changes, file_facts, files,
  market_changes, members, people, markets;
drop sequence files_id;
drop function refuse_rewrite();
