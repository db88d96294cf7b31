-- +goose Up
-- In which tables of the ledger a file has rows, a bit each: a change reads those alone. A new table takes the next bit.
alter table files add column tables bigint not null default -1;
update files f set tables = ((exists (select from changes x where x.file_id = f.id))::int::bigint << 0)
  | ((exists (select from stage_changes x where x.file_id = f.id))::int::bigint << 1)
  | ((exists (select from rounds x where x.file_id = f.id))::int::bigint << 2)
  | ((exists (select from invoices x where x.file_id = f.id))::int::bigint << 3)
  | ((exists (select from payments x where x.file_id = f.id))::int::bigint << 4)
  | ((exists (select from entries x where x.file_id = f.id))::int::bigint << 5)
  | ((exists (select from disputes x where x.file_id = f.id))::int::bigint << 6)
  | ((exists (select from notes x where x.file_id = f.id))::int::bigint << 7)
  | ((exists (select from assignments x where x.file_id = f.id))::int::bigint << 8)
  | ((exists (select from details x where x.file_id = f.id))::int::bigint << 9)
  | ((exists (select from touches x where x.file_id = f.id))::int::bigint << 10)
  | ((exists (select from steps x where x.file_id = f.id))::int::bigint << 11)
  | ((exists (select from promises x where x.file_id = f.id))::int::bigint << 12)
  | ((exists (select from holds x where x.file_id = f.id))::int::bigint << 13)
  | ((exists (select from waits x where x.file_id = f.id))::int::bigint << 14);
alter table files alter column tables drop default;

-- +goose Down
alter table files drop column tables;
