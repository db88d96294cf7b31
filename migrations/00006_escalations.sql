-- +goose Up
-- A matter of a file that a person was asked to settle. A row is what its events add up to; wrong, ask and context were said
-- when it was asked and never change. next_at is when it goes on to next_to unless something happens.
create table escalations (
  id          bigint generated always as identity primary key,
  file_id     bigint not null constraint escalations_file references files (id),
  market_id   bigint not null,
  cause       text not null,
  wrong       text not null,
  ask         text not null,
  asker       text not null,
  next_to     text not null,
  context     jsonb not null,
  asked       text not null,
  due_on      date not null,
  taken       boolean not null,
  back_on     date,
  next_at     timestamptz,
  done_at     timestamptz,
  version     int not null,
  recorded_at timestamptz not null,
  constraint escalations_done_is_over check (done_at is null or next_at is null)
) with (fillfactor = 85);
create unique index escalations_one_open on escalations (file_id) where done_at is null;
create index escalations_of_file on escalations (file_id, id);
create index escalations_market on escalations (market_id, done_at);
create index escalations_asked on escalations (asked) where done_at is null;

create table escalation_events (
  escalation_id bigint not null constraint escalation_events_escalation references escalations (id),
  n             int not null constraint escalation_events_n_positive check (n > 0),
  key           text not null constraint escalation_events_key_unique unique,
  act           text not null,
  actor         text not null,
  source        text not null,
  at            timestamptz not null,
  asked         text not null default '',
  due_on        date,
  until_on      date,
  how           text not null default '',
  words         text not null default '',
  file_version  int not null,
  primary key (escalation_id, n)
);
create trigger escalation_events_append_only before update or delete or truncate on escalation_events
  for each statement execute function refuse_rewrite();

-- Where an escalation's messages stand: in its market's channel (no addressee), and with each person it was asked of.
create table escalation_messages (
  escalation_id bigint not null constraint escalation_messages_escalation references escalations (id),
  addressee     text not null,
  channel       text not null,
  ts            text not null,
  version       int not null,
  primary key (escalation_id, addressee)
);
create index escalation_messages_message on escalation_messages (channel, ts);

-- A file's card says whether the file is escalated: how many acts on its escalations the card has seen.
alter table cards add column acts int not null default 0;

-- escalation: its living message. act: one of its acts, in the thread or said to a person. live: what has become of a
-- digest's lines, on the message where it stands.
alter table notices add column escalation_id bigint not null default 0;
alter table notices drop constraint notices_kind_known;
alter table notices add constraint notices_kind_known check (kind in ('digest', 'said', 'card', 'line', 'escalation', 'act', 'live'));
alter table notices drop column rank;
alter table notices add column rank smallint generated always as (case kind when 'digest' then 1 when 'said' then 1
  when 'escalation' then 1 when 'live' then 1 when 'card' then 2 else 3 end) stored;
create index notices_waiting on notices (market_id, rank, id) where done_at is null;
create index notices_of_escalation on notices (escalation_id, id) where done_at is null and escalation_id > 0;
create unique index notices_escalation_waiting on notices (escalation_id, addressee)
  where kind = 'escalation' and done_at is null and lease_until is null;
create unique index notices_live_waiting on notices (run_id) where kind = 'live' and done_at is null and lease_until is null;

-- +goose Down
drop index notices_live_waiting, notices_escalation_waiting, notices_of_escalation;
delete from notices where kind in ('escalation', 'act', 'live');
alter table notices drop constraint notices_kind_known;
alter table notices add constraint notices_kind_known check (kind in ('digest', 'said', 'card', 'line'));
alter table notices drop column rank, drop column escalation_id;
alter table notices add column rank smallint generated always as (case kind when 'digest' then 1 when 'said' then 1 when 'card' then 2
  else 3 end) stored;
create index notices_waiting on notices (market_id, rank, id) where done_at is null;
alter table cards drop column acts;
drop table escalation_messages, escalation_events, escalations;
