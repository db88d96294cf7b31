package card

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"paidup/commands"
	"paidup/domain"
)

// titleRunes is how long a view's title may be.
const titleRunes = 24

// Meta is what a view carries in its private metadata: ids and codes, nothing to read.
type Meta struct {
	Verb    string        `json:"v,omitempty"`
	File    domain.FileID `json:"f,omitempty"`
	Channel string        `json:"c,omitempty"`
	Rests   string        `json:"r,omitempty"`
	Request string        `json:"q,omitempty"` // the request that the form answers

	Escalation domain.EscalationID `json:"e,omitempty"`
	Kept       commands.Values     `json:"k,omitempty"` // of a form: arguments it was opened with that have no field
	Asks       bool                `json:"a,omitempty"` // of a form: it asks those who may
}

// Form is a submitted form: which one it was, about which file, and the arguments that were filled in. Amounts stand as they
// were typed; all else is canonical.
type Form struct {
	Meta
	Values commands.Values
}

// ReadMeta is what the view carries; a view of another program's is an error.
func ReadMeta(private string) (Meta, error) {
	var m Meta
	if private == "" {
		return m, nil
	}
	if err := json.Unmarshal([]byte(private), &m); err != nil {
		return m, fmt.Errorf("read view's metadata: %w", err)
	}
	return m, nil
}

// ReadForm reads a submitted form back into arguments by the names of their fields. The file chosen in the form's search
// stands in File.
func ReadForm(v slack.View) (Form, error) {
	meta, err := ReadMeta(v.PrivateMetadata)
	if err != nil {
		return Form{}, err
	}
	f := Form{Meta: meta, Values: commands.Values{}}
	f.Values.SetText("request", meta.Request)
	maps.Copy(f.Values, meta.Kept)
	if v.State == nil {
		return f, nil
	}
	for name, inputs := range v.State.Values {
		for _, in := range inputs {
			if err := f.take(name, in); err != nil {
				return f, err
			}
		}
	}
	return f, nil
}

// take reads one field.
func (f *Form) take(name string, in slack.BlockAction) error {
	if string(in.Type) != slack.OptTypeExternal {
		f.Values.SetText(name, strings.TrimSpace(filledIn(in)))
		return nil
	}
	chosen := in.SelectedOption.Value
	if chosen == "" {
		return nil
	}
	id, err := strconv.ParseInt(chosen, 10, 64)
	if err != nil {
		return fmt.Errorf("read file %q of form: %w", clip(chosen, 40), err)
	}
	f.File = domain.FileID(id)
	return nil
}

// filledIn is what a field holds; empty where it was left blank.
func filledIn(in slack.BlockAction) string {
	switch string(in.Type) {
	case "datepicker":
		return in.SelectedDate
	case slack.OptTypeStatic, "radio_buttons":
		return in.SelectedOption.Value
	case slack.OptTypeUser:
		return in.SelectedUser
	case slack.OptTypeConversations:
		return in.SelectedConversation
	case slack.MultiOptTypeStatic, "checkboxes":
		var all []string
		for _, o := range in.SelectedOptions {
			all = append(all, o.Value)
		}
		return strings.Join(all, ",")
	}
	return in.Value
}

// FileOptions are found files as the options of a file search; an option's value is the file's id. They show neither
// amounts nor addresses, which are not for everybody who may search. Without files it is an empty list, not nil.
func FileOptions(files []domain.FileLine) []*slack.OptionBlockObject {
	out := []*slack.OptionBlockObject{}
	for _, f := range files[:min(len(files), 100)] {
		name := join(" · ", titled(f.Number, &f.Facts, namesFull), stageOf(f))
		var more *slack.TextBlockObject
		if about := join(", ", typed(f.Facts.Loss, nameRunes), typed(f.Facts.City, nameRunes)); about != "" {
			more = label(about, buttonLabel)
		}
		out = append(out, slack.NewOptionBlockObject(strconv.FormatInt(int64(f.ID), 10), label(name, buttonLabel), more))
	}
	return out
}

// Answer draws a reply as a view: a form's receipt with its Undo, a question, or a sentence.
func (p Pen) Answer(r commands.Reply, meta Meta) slack.ModalViewRequest {
	switch v := r.(type) {
	case commands.FormFor:
		return p.Form(v)
	case commands.FileView:
		return p.OpenFile(v)
	}
	return View(answerTitle(r), p.Message(r), meta)
}

func answerTitle(r commands.Reply) string {
	switch v := r.(type) {
	case commands.Receipt:
		if slices.ContainsFunc(v.Done, func(o commands.Outcome) bool { return o.Refused == nil && o.Change != nil }) {
			return "Saved"
		}
		return "Not saved"
	case commands.Acted:
		return "Saved"
	case commands.Asked:
		return "Not saved yet"
	case commands.Picks:
		return "Which file?"
	}
	return "Paidup"
}

// View draws a message as a view that can only be closed. The title is cut to Slack's 24 characters.
func View(title string, m Message, meta Meta) slack.ModalViewRequest {
	return modal(title, m.Blocks, meta)
}

// Wait is the view that stands until the answer is there: "Loading...", "Saving...".
func Wait(title, words string) slack.ModalViewRequest {
	var out paper
	out.lines(say("%s", words))
	return modal(title, out.blocks, Meta{})
}

func modal(title string, blocks []slack.Block, meta Meta) slack.ModalViewRequest {
	v := slack.ModalViewRequest{Type: slack.VTModal, Title: label(title, titleRunes),
		Close: plainText("Close"), Blocks: slack.Blocks{BlockSet: blocks}}
	if b, err := json.Marshal(meta); err == nil && string(b) != "{}" {
		v.PrivateMetadata = string(b)
	}
	return v
}

func sortedNames(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
