-- +goose Up
-- Why a notice was given up, by Slack's name of it, and when the admins were told. What was given up before is told no more.
alter table notices add column code text not null default '', add column told_at timestamptz;
update notices set told_at = done_at where dead is not null;
create index notices_untold on notices (done_at) where dead is not null and told_at is null;
-- Delivered notices are found by their age, to be forgotten.
create index notices_delivered on notices (done_at) where done_at is not null and dead is null;

-- Connections to Slack that somebody else holds with our token, while there are any: Slack's count of the app's, and ours.
create table foreign_sockets (
  one      boolean primary key default true constraint foreign_sockets_one check (one),
  app_open int not null,
  ours     int not null,
  since    timestamptz not null default now(),
  seen_at  timestamptz not null default now()
);

-- +goose Down
drop table foreign_sockets;
drop index notices_delivered, notices_untold;
alter table notices drop column told_at, drop column code;
