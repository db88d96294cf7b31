package slackfake

import (
	"fmt"
	"strings"
	"time"
)

// trigger is a trigger_id: good once, for a short time.
type trigger struct {
	id      string
	userID  string
	viewID  string        // the modal it was pressed in
	made    time.Duration // as the workspace had run by then
	used    bool
	expired bool
}

func (s *State) trigger(userID, viewID string) *trigger {
	t := &trigger{id: fmt.Sprintf("%d.%s", s.now().UnixMilli(), s.secret()), userID: userID, viewID: viewID, made: s.opts.Elapsed()}
	s.triggers[t.id] = t
	return t
}

// exchange uses a trigger up.
func (s *State) exchange(id string) (*trigger, *refusal) {
	t := s.triggers[id]
	switch {
	case t == nil && strings.Count(id, ".") == 2:
		return nil, refuse("invalid_trigger_id")
	case t == nil:
		return nil, invalid("[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]")
	case t.used:
		return nil, refuse("exchanged_trigger_id")
	case t.expired || s.opts.Elapsed()-t.made > s.opts.AckWithin:
		return nil, refuse("expired_trigger_id")
	}
	t.used = true
	return t, nil
}
