-- +goose Up
-- What a person may not do and asks somebody who may. body is the request in canonical form; what it says was written down
-- when it was asked. It is answered once, or lapses when the local date lapses_on is over.
create table requests (
  id          bigint generated always as identity primary key,
  market_id   bigint not null constraint requests_market references markets (id),
  file_id     bigint not null default 0,
  verb        text not null,
  says        text not null,
  body        jsonb not null,
  asked_by    text not null,
  seconded_by text not null default '',
  roles       text not null,
  asked_at    timestamptz not null,
  lapses_on   date not null,
  outcome     text not null default '' constraint requests_outcome_known check (outcome in ('', 'allowed', 'refused', 'lapsed')),
  answered_by text not null default '',
  answered_at timestamptz,
  words       text not null default ''
);
create unique index requests_waiting_once on requests (market_id, asked_by, md5(says)) where outcome = '';
create index requests_waiting on requests (market_id, lapses_on) where outcome = '';

-- Who is asked, and where the message to them stands once it is posted.
create table request_messages (
  request_id bigint not null constraint request_messages_request references requests (id),
  person_id  text not null,
  channel    text not null default '',
  ts         text not null default '',
  primary key (request_id, person_id)
);

-- A notice about a request is drawn from it at delivery.
alter table notices add column request_id bigint not null default 0;
create index notices_of_request on notices (request_id, addressee) where request_id > 0 and done_at is null;

-- Who asked for what the actor did.
alter table changes add column asked_by text not null default '';

-- +goose Down
alter table changes drop column asked_by;
alter table notices drop column request_id;
drop table request_messages, requests;
