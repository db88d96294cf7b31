-- +goose Up
-- What was tried and left no entry: refused, asked about, asked of others, a fault of ours; and whose file was opened. What was
-- done stands in changes and market_changes. Neither words nor contact data: the verb, and the file where it is known.
create table audit (
  key       text not null,
  file_id   bigint not null,
  market_id bigint not null,
  number    text not null,
  at        timestamptz not null,
  actor     text not null,
  source    text not null,
  channel   text not null,
  verb      text not null,
  outcome   text not null,
  why       text not null,
  primary key (key, file_id)
);
create index audit_market on audit (market_id, at);
create index audit_file on audit (file_id, at) where file_id > 0;
create trigger audit_append_only before update or delete or truncate on audit for each statement execute function refuse_rewrite();

-- +goose Down
drop table audit;
