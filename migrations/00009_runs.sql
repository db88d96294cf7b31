-- +goose Up
-- What waits behind a digest's run is found without reading the market's other notices. It was part of 00006 for a while.
create index if not exists notices_of_run on notices (run_id, id) where done_at is null and run_id > 0;

-- +goose Down
drop index notices_of_run;
