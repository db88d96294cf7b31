package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"paidup/domain"
)

// noticeEvent names the metadata by which a message is found again.
const noticeEvent = "paidup_notice"

const (
	historyPage  = 200
	historyPages = 5
)

// metadata carries the notices' ids, with commas between them: Slack takes no lists of plain values.
func metadata(notices []domain.Notice) slack.SlackMetadata {
	ids := make([]string, len(notices))
	for i, n := range notices {
		ids[i] = strconv.FormatInt(int64(n.ID), 10)
	}
	return slack.SlackMetadata{EventType: noticeEvent, EventPayload: map[string]any{"notices": strings.Join(ids, ",")}}
}

// noticesOn are the notices that a message was posted for.
func noticesOn(m slack.Message) []domain.NoticeID {
	ids, _ := m.Metadata.EventPayload["notices"].(string)
	if m.Metadata.EventType != noticeEvent {
		return nil
	}
	var out []domain.NoticeID
	for _, word := range strings.Split(ids, ",") {
		if id, err := strconv.ParseInt(word, 10, 64); err == nil {
			out = append(out, domain.NoticeID(id))
		}
	}
	return out
}

// resolve reads the channel, or the thread, for messages of the errand's notices that may have been posted before, and
// says where they stand. What is not there and was sent often enough is given up.
func (o *outbox) resolve(ctx context.Context, d *delivery, thread string) (map[domain.NoticeID]string, error) {
	var unsure []domain.Notice
	for _, n := range d.left {
		if d.doubted[n.ID] {
			unsure = append(unsure, n)
		}
	}
	if len(unsure) == 0 {
		return nil, nil
	}
	found, err := o.ws.find(ctx, place{d.To, thread}, idsOf(unsure, noticeID))
	if err != nil {
		return nil, fmt.Errorf("look for notices %v in %s: %w", idsOf(unsure, noticeID), d.To, err)
	}
	lost := slices.DeleteFunc(unsure, func(n domain.Notice) bool { return found[n.ID] != "" || n.Doubts <= maxDoubts })
	if len(lost) > 0 {
		o.bury(ctx, d, lost, errLost)
	}
	for _, n := range unsure {
		if found[n.ID] == "" { // what was found stays in doubt until it is stored where it stands: an edit may go wrong first
			delete(d.doubted, n.ID)
		}
	}
	return found, nil
}

// place is a channel, or a thread in it.
type place struct{ channel, thread string }

// find looks for messages that were posted for the notices, the newest pages of a channel or the whole of a thread.
func (w *Workspace) find(ctx context.Context, at place, ids []domain.NoticeID) (map[domain.NoticeID]string, error) {
	found := map[domain.NoticeID]string{}
	if strings.HasPrefix(at.channel, "U") || strings.HasPrefix(at.channel, "W") {
		channel, err := w.directMessages(ctx, at.channel)
		if err != nil {
			return nil, err
		}
		at.channel = channel
	}
	cursor := ""
	for range historyPages {
		page, next, err := w.page(ctx, at, cursor)
		if err != nil {
			return nil, err
		}
		for _, m := range page {
			noteFound(found, m, ids)
		}
		if next == "" || len(found) == len(ids) {
			break
		}
		cursor = next
	}
	return found, nil
}

func noteFound(found map[domain.NoticeID]string, m slack.Message, ids []domain.NoticeID) {
	for _, id := range noticesOn(m) {
		if slices.Contains(ids, id) {
			found[id] = m.Timestamp
		}
	}
}

// page reads some messages with their metadata.
func (w *Workspace) page(ctx context.Context, at place, cursor string) (page []slack.Message, next string, err error) {
	if at.thread != "" {
		err = w.call(ctx, "conversations.replies", "", func(ctx context.Context) (err error) {
			page, _, next, err = w.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{ChannelID: at.channel,
				Timestamp: at.thread, Cursor: cursor, Limit: historyPage, IncludeAllMetadata: true})
			if err == nil && len(page) == 0 { // a thread has its first message at least
				err = errEmpty
			}
			return err
		})
		return page, next, err
	}
	err = w.call(ctx, "conversations.history", "", func(ctx context.Context) error {
		r, err := w.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: at.channel,
			Cursor: cursor, Limit: historyPage, IncludeAllMetadata: true})
		if err == nil && !r.Ok {
			err = errEmpty
		}
		if err != nil {
			return err
		}
		page, next = r.Messages, r.ResponseMetaData.NextCursor
		return nil
	})
	return page, next, err
}

// directMessages is the channel of the direct messages with a person.
func (w *Workspace) directMessages(ctx context.Context, user string) (id string, err error) {
	err = w.call(ctx, "conversations.open", "", func(ctx context.Context) error {
		c, _, _, err := w.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}})
		if err == nil && c != nil {
			id = c.ID
		}
		return full(id, err)
	})
	return id, err
}
