package bot

import (
	"context"

	"github.com/slack-go/slack"

	"paidup/domain"
)

// homeDoor answers that somebody looks at their Home tab: with the tab.
type homeDoor struct {
	who domain.PersonID
	key string
}

func (homeDoor) hold(context.Context, *turn) {}

func (d homeDoor) answer(ctx context.Context, t *turn, all []answer) {
	t.ackBare(ctx)
	if len(all) == 0 {
		t.b.homes.opened(ctx, d.who, d.key)
		return
	}
	t.b.homes.told(ctx, d.who, d.key, all[0]) // why nothing could be done
}

// tabDoor answers a press in a Home tab: in a modal. The tab itself is drawn anew where the press has changed what it shows. Where
// it is too late for a modal the words go to the person's direct messages.
type tabDoor struct{ shortcutDoor }

func (d *tabDoor) hold(ctx context.Context, t *turn) {
	t.ackBare(ctx)
	if d.modal.id == "" {
		d.modal.wait(t, savingWords)
	}
}

// publish shows a person's Home tab.
func (w *Workspace) publish(ctx context.Context, who domain.PersonID, tab slack.HomeTabViewRequest) error {
	return w.call(ctx, "views.publish", "", func(ctx context.Context) error {
		r, err := w.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: string(who), View: tab})
		if err == nil && r.ID == "" {
			err = errEmpty
		}
		return err
	})
}
