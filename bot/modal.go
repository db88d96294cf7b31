package bot

import (
	"context"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"paidup/bot/card"
	"paidup/commands"
)

// modal opens one modal by a trigger, which Slack takes for three seconds and once.
type modal struct {
	ws      *Workspace
	trigger string
	inTime  context.Context // ends when it is too late to open one
	id      string          // of the modal that waits for its content; empty: none is open
	hash    string
}

func (t *turn) modal(trigger string) *modal {
	ctx, cancel := context.WithTimeout(t.b.work, t.b.timing.OpenWithin)
	context.AfterFunc(ctx, cancel)
	return &modal{ws: t.b.cfg.Workspace, trigger: trigger, inTime: ctx}
}

// load opens the modal before there is anything to show in it.
func (m *modal) load(t *turn) { m.wait(t, "Loading...") }

// wait opens the modal with words that stand until the answer is there.
func (m *modal) wait(t *turn, words string) {
	if err := m.show(m.inTime, card.Wait("Paidup", words)); err != nil {
		t.b.log.Info("open loading view", "err", err)
	}
}

// show opens the modal, or fills the one that waits.
func (m *modal) show(ctx context.Context, v slack.ModalViewRequest) error {
	if m.id != "" {
		return m.ws.updateView(ctx, viewAt{m.id, m.hash}, v)
	}
	if m.trigger == "" || m.inTime.Err() != nil {
		return fmt.Errorf("open view: %w: the trigger is over", errNotSent)
	}
	return m.ws.call(m.inTime, "views.open", "", func(ctx context.Context) error {
		r, err := m.ws.api.OpenViewContext(ctx, m.trigger, v)
		if err != nil {
			return err
		}
		if r.ID == "" {
			return errEmpty
		}
		m.id, m.hash = r.ID, r.Hash
		return nil
	})
}

// viewAt names a view; with a hash it is that version of it.
type viewAt struct{ id, hash string }

func (w *Workspace) updateView(ctx context.Context, at viewAt, v slack.ModalViewRequest) error {
	return w.call(ctx, "views.update", "", func(ctx context.Context) error {
		_, err := w.api.UpdateViewContext(ctx, v, "", at.hash, at.id)
		return err
	})
}

// isView says that the reply is a view by nature.
func isView(r commands.Reply) bool {
	switch r.(type) {
	case commands.FormFor, commands.FileView:
		return true
	}
	return false
}

// view is an answer as a view.
func (t *turn) view(ctx context.Context, a answer, meta card.Meta) slack.ModalViewRequest {
	if a.reply == nil {
		title := "Paidup"
		if strings.Contains(a.words.text, nothingSaved) {
			title = "Not saved"
		}
		return card.View(title, t.draw(ctx, a), meta)
	}
	return t.b.pen(ctx, a.reply).Answer(a.reply, meta)
}

// opened shows the answer in a modal where it belongs in one, or one waits for it. It says whether it did.
func (m *modal) opened(ctx context.Context, t *turn, a answer) bool {
	if m.id == "" && !isView(a.reply) {
		return false
	}
	err := m.show(ctx, t.view(ctx, a, card.Meta{Channel: t.asks[0].Channel}))
	if err != nil {
		t.b.log.Info("show view", "err", err)
	}
	return err == nil
}
