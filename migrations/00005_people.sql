-- +goose Up
-- Every question is a row. answered_key is the press that answered it, so that the same press may come again; answer is what
-- it was answered with: a verb, "drop", or "newer" where the next question took its place. The lines of one direct message
-- are asked about one after the other: batch names the message, line the place in it.
alter table questions
  add column answered_key text not null default '',
  add column answer text not null default '',
  add column batch text not null default '',
  add column line int not null default 0;
create index questions_waiting on questions (asked_of, channel, asked_at) where answered_at is null;
create index questions_age on questions (asked_at);

-- People whose account in Slack is deactivated, since when that is known here.
alter table people add column gone_at timestamptz;

-- +goose Down
alter table people drop column gone_at;
drop index questions_age;
drop index questions_waiting;
alter table questions drop column answered_key, drop column answer, drop column batch, drop column line;
