package bot

import (
	"context"
	"errors"

	"github.com/slack-go/slack"

	"paidup/bot/card"
	"paidup/bot/socket"
	"paidup/commands"
	"paidup/domain"
)

// viewDoor answers a press in a view: the view becomes the answer.
type viewDoor struct {
	id, hash string
	meta     card.Meta
	home     bool // the view is a Home tab
}

func (d *viewDoor) hold(ctx context.Context, t *turn) {
	t.ackBare(ctx)
	d.turnInto(ctx, t, card.Wait("Paidup", savingWords))
	d.hash = ""
}

func (d *viewDoor) answer(ctx context.Context, t *turn, all []answer) {
	t.ackBare(ctx)
	a := all[0]
	if o, is := a.words.about.(commands.Outdated); is { // no card stands in a view: the file is opened anew to press again
		a.words.buttons = append(a.words.buttons, commands.Button{Label: "Open file", Press: commands.Press{Verb: "file", File: o.File.ID}})
	}
	d.turnInto(ctx, t, t.view(ctx, a, d.meta))
}

func (d *viewDoor) turnInto(ctx context.Context, t *turn, v slack.ModalViewRequest) {
	if err := t.b.cfg.Workspace.updateView(ctx, viewAt{d.id, d.hash}, v); err != nil {
		t.b.log.Info("update view", "err", err)
	}
}

// formDoor answers a submitted form: errors under its fields, or the view becomes the receipt.
type formDoor struct {
	id     string
	meta   card.Meta
	fields []string
}

func (d *formDoor) hold(ctx context.Context, t *turn) {
	wait := card.Wait("Paidup", savingWords)
	_ = t.ack(ctx, slack.NewUpdateViewSubmissionResponse(&wait)) // it is logged
}

func (d *formDoor) answer(ctx context.Context, t *turn, all []answer) {
	a := all[0]
	if errs := d.fieldErrors(a); errs != nil && !t.acked {
		_ = t.ack(ctx, slack.NewErrorsViewSubmissionResponse(errs)) // it is logged
		return
	}
	v := t.view(ctx, a, d.meta)
	if !t.acked {
		err := t.ack(ctx, slack.NewUpdateViewSubmissionResponse(&v))
		if err == nil {
			return
		}
		if errors.Is(err, socket.ErrAckTooLarge) {
			d.hold(ctx, t)
		}
	}
	err := t.b.cfg.Workspace.updateView(ctx, viewAt{d.id, ""}, v)
	if err != nil {
		t.b.log.Info("update view", "err", err)
	}
	if err != nil && t.over { // it was closed meanwhile
		d.late(ctx, t, a)
	}
}

// late answers a form that is not there any more: where it was opened, or in direct messages where that was in no channel.
func (d *formDoor) late(ctx context.Context, t *turn, a answer) {
	who := string(t.asks[0].Actor)
	if d.meta.Channel != "" {
		t.b.whisper(ctx, person{user: who, channel: d.meta.Channel}, t.draw(ctx, a))
		return
	}
	said := &spokenDoor{person: person{user: who, channel: who}, direct: true}
	said.tell(ctx, t, t.draw(ctx, a))
}

// fieldErrors are what stands under the form's fields; nil where the view becomes the answer. Words about no field of the
// form stand under its first. A form that something overtook cannot be saved any more and becomes the words; one with a next
// step is drawn anew, with the step.
func (d *formDoor) fieldErrors(a answer) map[string]string {
	if f, again := a.reply.(commands.FormFor); again && len(f.Buttons) == 0 {
		return card.FieldErrors(f)
	}
	_, outdated := a.words.about.(commands.Outdated)
	_, overtaken := a.words.about.(commands.Overtaken)
	if a.reply != nil || outdated || overtaken || a.again != nil || len(d.fields) == 0 {
		return nil
	}
	field := d.fields[0]
	for _, name := range d.fields {
		if name == a.words.field {
			field = name
		}
	}
	return map[string]string{field: a.words.short}
}

// searchDoor answers a file search with options.
type searchDoor struct{}

type optionList struct {
	Options []*slack.OptionBlockObject `json:"options"`
}

func (searchDoor) hold(ctx context.Context, t *turn) {
	_ = t.ack(ctx, optionList{card.FileOptions(nil)}) // it is logged
}

func (searchDoor) answer(ctx context.Context, t *turn, all []answer) {
	found := card.FileOptions(linesIn(all[0].reply))
	for !t.acked {
		if err := t.ack(ctx, optionList{found}); err == nil {
			return
		}
		found = found[:len(found)/2]
	}
}

// linesIn are the files that a reply found.
func linesIn(r commands.Reply) []domain.FileLine {
	switch v := r.(type) {
	case commands.Picks:
		return v.Files
	case commands.Files:
		return v.Files
	case commands.FileView:
		s := &v.File.State
		return []domain.FileLine{{ID: v.File.ID, Number: v.File.Number, Facts: s.Facts, Stage: s.Stage, Outcome: s.Outcome,
			Rejected: s.RejectedNow(), Balance: s.Balance(), Amount: s.Amount()}}
	}
	return nil
}

// silent is the door of what needs no answer.
type silent struct{}

func (silent) hold(context.Context, *turn) {}

func (silent) answer(ctx context.Context, t *turn, _ []answer) {
	t.ackBare(ctx)
}
