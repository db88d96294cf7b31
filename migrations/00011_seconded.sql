-- +goose Up
-- Who allowed, before the actor did, what takes two.
alter table changes add column seconded_by text not null default '';

-- +goose Down
alter table changes drop column seconded_by;
