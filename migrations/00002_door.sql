-- +goose Up
-- What is to be said in Slack. A notice says what, not how: bot/card draws it at delivery.
create table notices (
  id          bigint generated always as identity primary key,
  kind        text not null,
  market_id   bigint not null,
  file_id     bigint not null default 0,
  version     int not null default 0,
  run_id      bigint not null default 0,
  body        jsonb,
  created_at  timestamptz not null default now(),
  due_at      timestamptz not null default now(),
  attempts    int not null default 0,
  lease_until timestamptz,
  done_at     timestamptz,
  dead        text
) with (fillfactor = 85);
create unique index notices_card_waiting on notices (file_id) where kind = 'card' and done_at is null and lease_until is null;
create index notices_waiting on notices (file_id, id) where done_at is null;

-- Where each file's card and its thread stand, and which version of the file the card shows.
create table cards (
  file_id bigint primary key constraint cards_file references files (id),
  channel text not null,
  ts      text not null,
  version int not null
);

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

-- Live Socket Mode connections of each replica, renewed while it lives.
create table sockets (
  replica    text primary key,
  open       int not null,
  alive_until timestamptz not null
);

-- +goose Down
drop table sockets, digest_runs, questions, cards, notices;
