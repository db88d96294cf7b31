-- +goose Up
-- What is said and planned about a file, beside its rounds and its money. As in every table of the ledger no foreign key
-- holds a fact to its change; paidup verify finds one whose change is gone.
create table touches (
  file_id         bigint not null,
  version         int not null,
  place           int not null,
  effective_on    date not null,
  at              timestamptz,
  kind            text not null,
  who             text not null,
  words           text not null,
  mirror          boolean not null,
  mirrors_version int not null,
  mirrors_place   int not null,
  primary key (file_id, version, place)
);

create table steps (
  file_id         bigint not null,
  version         int not null,
  place           int not null,
  effective_on    date not null,
  due_on          date not null,
  words           text not null,
  done            boolean not null,
  mirror          boolean not null,
  mirrors_version int not null,
  mirrors_place   int not null,
  primary key (file_id, version, place)
);

create table promises (
  file_id         bigint not null,
  version         int not null,
  place           int not null,
  effective_on    date not null,
  cents           bigint not null constraint promises_amount_positive check (cents > 0),
  by_on           date not null,
  payer           text not null,
  mirror          boolean not null,
  mirrors_version int not null,
  mirrors_place   int not null,
  primary key (file_id, version, place)
);

-- until_on is null where the hold was ended.
create table holds (
  file_id         bigint not null,
  version         int not null,
  place           int not null,
  effective_on    date not null,
  until_on        date,
  words           text not null,
  mirror          boolean not null,
  mirrors_version int not null,
  mirrors_place   int not null,
  primary key (file_id, version, place)
);

create table waits (
  file_id         bigint not null,
  version         int not null,
  place           int not null,
  effective_on    date not null,
  holder          text not null,
  words           text not null,
  mirror          boolean not null,
  mirrors_version int not null,
  mirrors_place   int not null,
  primary key (file_id, version, place)
);

-- +goose StatementBegin
do $$
declare t text;
begin
  foreach t in array array['touches', 'steps', 'promises', 'holds', 'waits'] loop
    execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_rewrite()',
                   t || '_append_only', t);
  end loop;
end $$;
-- +goose StatementEnd

-- No file has a step, a promise, a hold or a touch yet, which is what the defaults say. None of these stands in an index: it
-- would kill HOT updates.
alter table files
  add column next_on        date,
  add column next_words     text not null default '',
  add column hold_until     date,
  add column promised_by    date,
  add column promised_cents bigint not null default 0,
  add column touched_on     date;

-- +goose Down
alter table files drop column next_on, drop column next_words, drop column hold_until, drop column promised_by,
  drop column promised_cents, drop column touched_on;
drop table waits, holds, promises, steps, touches;
