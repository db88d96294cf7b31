-- +goose Up
-- What is to be said in Slack. A notice says what, not how: bot/card draws it at delivery. A notice that was taken is in
-- doubt until whoever took it says otherwise: its message may have been posted. Deadlines are the database's clock's.
create table notices (
  id          bigint generated always as identity primary key,
  kind        text not null constraint notices_kind_known check (kind in ('digest', 'said', 'card', 'line')),
  market_id   bigint not null,
  file_id     bigint not null default 0,
  version     int not null default 0,
  run_id      bigint not null default 0,
  addressee   text not null default '',
  body        jsonb,
  created_at  timestamptz not null default now(),
  due_at      timestamptz not null default now(),
  attempts    int not null default 0,
  doubts      int not null default 0,
  in_doubt    boolean not null default false,
  lease_until timestamptz,
  done_at     timestamptz,
  dead        text,
  rank        smallint generated always as (case kind when 'digest' then 1 when 'said' then 1 when 'card' then 2 else 3 end) stored
) with (fillfactor = 85);
create unique index notices_card_waiting on notices (file_id) where kind = 'card' and done_at is null and lease_until is null;
create index notices_of_file on notices (file_id, id) where done_at is null;
create index notices_waiting on notices (market_id, rank, id) where done_at is null;
create index notices_dead on notices (id) where dead is not null;

-- Where each file's card and its thread stand, and which version of the file the card shows.
create table cards (
  file_id bigint primary key constraint cards_file references files (id),
  channel text not null,
  ts      text not null,
  version int not null
);
create index cards_message on cards (channel, ts);

-- Questions that wait for an answer: a button carries the row's id.
create table questions (
  id          text primary key,
  asked_of    text not null,
  channel     text not null,
  body        jsonb not null,
  asked_at    timestamptz not null,
  answered_at timestamptz
);

-- One digest per market and local date, claimed under a lease. value is what was computed, so that it never changes.
create table digest_runs (
  id          bigint generated always as identity primary key,
  digest      text not null,
  market_id   bigint not null constraint digest_runs_market references markets (id),
  local_date  date not null,
  claimed_by  text not null default '',
  lease_until timestamptz,
  attempts    int not null default 1,
  value       jsonb,
  skipped     text not null default '',
  made_at     timestamptz,
  done_at     timestamptz,
  channel     text not null default '',
  ts          text not null default '',
  constraint digest_runs_once unique (digest, market_id, local_date)
);

-- When a scheduler last looked at its clock, and the last time for which none had done so: why a digest is late.
create table scheduler_beats (
  one         boolean primary key default true constraint scheduler_beats_one check (one),
  at          timestamptz not null,
  outage_from timestamptz,
  outage_to   timestamptz
);

-- Live Socket Mode connections of each replica, renewed while it lives.
create table sockets (
  replica    text primary key,
  open       int not null,
  alive_until timestamptz not null
);

-- +goose Down
drop table sockets, scheduler_beats, digest_runs, questions, cards, notices;
