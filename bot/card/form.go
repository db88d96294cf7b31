package card

import (
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"paidup/commands"
	"paidup/domain"
)

// FormCallback begins the callback id of every form; the verb follows it.
const FormCallback = "form:"

// minQuery is how many characters a file search needs before it asks for options.
const minQuery = 2

// manyChoices is from how many choices on a menu stands in for checkboxes, of which Slack shows ten.
const manyChoices = 11

// Form draws the form of a verb: a field for each argument that has one, its block id the argument's name. Errors stand
// under their fields. The view carries only ids (Meta).
func (p Pen) Form(f commands.FormFor) slack.ModalViewRequest {
	var out paper
	meta := Meta{Verb: f.Command.Name, Channel: f.Channel, Request: f.In.Text("request"), Asks: f.Asks}
	title := formTitle(f.Command.Name)
	if f.File != nil {
		meta.File, meta.Rests = f.File.ID, commands.Rests(f.Command.Name, f.File)
		title = join(", ", title, f.File.Number)
		s := now(f.File, domain.Privacy{Names: namesFull, Amounts: !f.NoMoney}, nil, f.File.Market.Today(f.File.RecordedAt))
		out.lines(append([]line{p.cardTitle(s)}, says(s.standing()...)...)...)
	}
	if e := f.Escalation; e != nil {
		meta.Escalation, meta.Rests = e.ID, formRests(f)
		out.lines(strong("%s", e.Wrong), say("%s", e.Ask))
	}
	out.lines(says(f.Says)...)
	meta.Kept = kept(f)
	if len(f.Errors) == 0 {
		out.buttons("", f.Buttons)
	}
	for _, name := range strays(f) {
		out.lines(say("%s", f.Errors[name]))
	}
	for _, a := range fields(f) {
		out.blocks = append(out.blocks, field(a, f.In[a.Name]))
		out.small(f.Errors[a.Name])
	}
	if len(f.Errors) > 0 {
		out.buttons("", f.Buttons)
	}
	v := modal(title, out.blocks, meta)
	v.CallbackID = FormCallback + f.Command.Name
	v.Submit, v.Close = plainText("Save"), plainText("Cancel")
	if f.Command.Name == "file" {
		v.Submit = plainText("Open")
	}
	return v
}

// formRests is what the form of an escalation rests on. What ends it and what is asked about it hold however it stands.
func formRests(f commands.FormFor) string {
	if slices.Contains([]string{verbDone, verbQuestion}, f.Command.Name) {
		return ""
	}
	return commands.RestsOn(f.Escalation)
}

// FieldErrors are the form's errors by block id, as the acknowledgement of a submission carries them. One about an
// argument that has no field stands under the first field; nil when there are none.
func FieldErrors(f commands.FormFor) map[string]string {
	if len(f.Errors) == 0 {
		return nil
	}
	out := map[string]string{}
	all := fields(f)
	for _, a := range all {
		if e := f.Errors[a.Name]; e != "" {
			out[a.Name] = e
		}
	}
	for _, name := range strays(f) {
		if len(all) > 0 {
			out[all[0].Name] = join(" ", out[all[0].Name], f.Errors[name])
		}
	}
	return out
}

// fields are the arguments that have a field; the file has one only where none is implied.
func fields(f commands.FormFor) []commands.Arg {
	var out []commands.Arg
	for _, a := range f.Command.Args {
		if a.Form && (a.Kind != commands.KindFile || f.File == nil) {
			out = append(out, a)
		}
	}
	return out
}

// kept are the arguments that the form was opened with and has no field for: ids and codes that a button carried.
func kept(f commands.FormFor) commands.Values {
	var out commands.Values
	for _, a := range f.Command.Args {
		if v := f.In[a.Name]; v != "" && !a.Form && (a.Kind == commands.KindPerson || a.Kind == commands.KindChoice) {
			if out == nil {
				out = commands.Values{}
			}
			out[a.Name] = v
		}
	}
	return out
}

// strays are the names, in order, of errors that have no field.
func strays(f commands.FormFor) []string {
	has := map[string]bool{}
	for _, a := range fields(f) {
		has[a.Name] = true
	}
	var out []string
	for _, name := range sortedNames(f.Errors) {
		if !has[name] && f.Errors[name] != "" {
			out = append(out, name)
		}
	}
	return out
}

// formTitle is what a verb's form and the button that opens it are called.
func formTitle(verb string) string {
	if t, ok := map[string]string{"file": "Find a file", "file new": "New file", "paste": "New file", "approve": "Approved", "reject": "Rejected",
		"pay": "Payment", "member add": "Add a member", "market add": "Add a market", "market set": "Market", "member remove": "Remove a role", commands.VerbTurnAway: "Refuse", "next": "Next step",
		"waiting": "Waiting on", verbDone: "Done", verbLater: "Later", verbAssign: "Assign", "assign all": "Assign",
		verbQuestion: "Ask a question"}[verb]; ok {
		return t
	}
	return upperFirst(verb)
}

// formButton draws a form where no form can be opened: the button that opens it.
func (p Pen) formButton(f commands.FormFor) Message {
	press := commands.Press{Verb: f.Command.Name, Args: f.In, Form: true}
	name := formTitle(f.Command.Name)
	if f.File != nil {
		press.File, press.Rests = f.File.ID, commands.Rests(f.Command.Name, f.File)
		if f.Escalation != nil {
			press.Escalation, press.Rests = f.Escalation.ID, formRests(f)
		}
		name = join(", ", name, f.File.Number)
	}
	if _, fits := writePress(press, buttonValue); !fits {
		press.Args = nil
	}
	return Refusal(fmt.Sprintf("%s: fill in the form.", name), []commands.Button{{Label: "Open form", Press: press, Primary: true}})
}
