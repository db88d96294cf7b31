-- +goose Up
-- What an act on no file was about: who was given which role, what of a market was set.
alter table audit add column about text not null default '';

-- +goose Down
alter table audit drop column about;
