package card

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"paidup/commands"
	"paidup/domain"
)

func TestFormOfPayment(t *testing.T) {
	t.Parallel()
	f := commands.FormFor{Command: payCommand(), File: harris(t, 8).f, Channel: "C0FORTMYERS",
		In: commands.Values{"amount": "12400.50", "method": "check", "on": "2026-11-20", "net": "yes"}}
	v := Pen{}.Form(f)
	view(t, "form_pay", v, `
		# Payment, FM-1042
		FM-1042 Harris · water, mitigation
		INVOICED · balance $12,400.00
		Harbor Mutual owes it since Fri Sep 18
		{Amount*: text} 12,400.50
		{Method: static_select} check
		{Check or trace number: text}
		{Date: date} 2026-11-20
		{The amount is net of the fee: checkboxes} yes`)
	if v.CallbackID != "form:pay" || v.Submit.Text != "Save" {
		t.Errorf("the callback is %q, its button %q", v.CallbackID, v.Submit.Text)
	}
	meta, err := ReadMeta(v.PrivateMetadata)
	want := Meta{Verb: "pay", File: 1042, Channel: "C0FORTMYERS", Rests: commands.Rests("pay", f.File)}
	if diff := cmp.Diff(want, meta); err != nil || diff != "" {
		t.Errorf("the view carries (-want +got):\n%s%v", diff, err)
	}
}

// What a form was opened with and has no field for comes back with it.
func TestFormKeepsWhatItHasNoFieldFor(t *testing.T) {
	t.Parallel()
	assign := &commands.Command{Name: "assign all", Args: []commands.Arg{{Name: "of", Kind: commands.KindPerson, Label: "of"},
		{Name: "person", Kind: commands.KindPerson, Asks: "To whom", Required: true, Form: true}, {Name: "market", Kind: commands.KindChoice}}}
	v := Pen{}.Form(commands.FormFor{Command: assign, Market: fortMyers(), Says: "All open files of Ben Okafor",
		In: commands.Values{"of": "U0BEN", "market": "FM"}})
	view(t, "form_assign_all", v, `
		# Assign
		All open files of Ben Okafor
		{To whom*: users_select}`)
	f, err := ReadForm(slack.View{PrivateMetadata: v.PrivateMetadata, State: &slack.ViewState{Values: map[string]map[string]slack.BlockAction{
		"person": {"person": {Type: "users_select", SelectedUser: "U0DANA"}}}}})
	if diff := cmp.Diff(commands.Values{"of": "U0BEN", "market": "FM", "person": "U0DANA"}, f.Values); err != nil || diff != "" {
		t.Errorf("the form says (-want +got):\n%s%v", diff, err)
	}
}

func TestFormWithFileSearch(t *testing.T) {
	t.Parallel()
	v := Pen{}.Form(commands.FormFor{Command: payCommand(), Market: fortMyers()})
	view(t, "form_pay_search", v, `
		# Payment
		{File*: external_select}
		{Amount*: text}
		{Method: static_select}
		{Check or trace number: text}
		{Date: date}
		{The amount is net of the fee: checkboxes}`)
	search := v.Blocks.BlockSet[0].(*slack.InputBlock)
	if e := search.Element.(*slack.SelectBlockElement); search.BlockID != "file" || *e.MinQueryLength != 2 {
		t.Errorf("the search is %+v", e)
	}
}

func newFileCommand() *commands.Command {
	return &commands.Command{Name: "file new", Args: []commands.Arg{
		{Name: "customer", Kind: commands.KindText, Asks: "Customer", Hint: "Harris", Required: true, Form: true},
		{Name: "on", Kind: commands.KindDate, Label: "on", Asks: "Received", Hint: "today", Form: true},
		{Name: "loss", Kind: commands.KindName, Label: "loss", Asks: "Loss type", Hint: "water, mitigation", Required: true, Form: true},
		{Name: "payer", Kind: commands.KindName, Label: "payer", Asks: "Payer", Hint: "Harbor Mutual", Required: true, Form: true},
		{Name: "estimate", Kind: commands.KindAmount, Label: "estimate", Asks: "Estimate", Hint: "14,900.00", Form: true},
		{Name: "assignment", Kind: commands.KindNumber, Label: "assignment", Asks: "Assignment number", Form: true},
		{Name: "market", Kind: commands.KindChoice, Label: "market", Asks: "Market"},
	}}
}

func submitCommand() *commands.Command {
	return &commands.Command{Name: "submit", Args: []commands.Arg{
		{Name: "file", Kind: commands.KindFile, Asks: "File", Hint: "FM-1042", Required: true, Form: true},
		{Name: "kind", Kind: commands.KindChoice, Asks: "What is handed in", Choices: []string{"estimate", "supplement", "invoice", "docs"}, Form: true},
		{Name: "amount", Kind: commands.KindAmount, Asks: "Amount asked", Hint: "12,400.00", Form: true},
		{Name: "to", Kind: commands.KindName, Label: "to", Asks: "To", Hint: "the file's program, else its carrier", Form: true},
	}}
}

func rejectCommand() *commands.Command {
	return &commands.Command{Name: "reject", Args: []commands.Arg{
		{Name: "file", Kind: commands.KindFile, Asks: "File", Hint: "FM-1042", Required: true, Form: true},
		{Name: "type", Kind: commands.KindChoices, Asks: "Why it came back", Choices: domain.ErrorTypes(), Required: true, Form: true},
		{Name: "words", Kind: commands.KindText, Label: "because", Asks: "In their words", Form: true},
		{Name: "on", Kind: commands.KindDate, Label: "on", Asks: "Date", Hint: "today", Form: true},
	}}
}

func invoiceCommand() *commands.Command {
	return &commands.Command{Name: "invoice", Args: []commands.Arg{
		{Name: "file", Kind: commands.KindFile, Asks: "File", Hint: "FM-1042", Required: true, Form: true},
		{Name: "amount", Kind: commands.KindAmount, Asks: "Amount", Hint: "12,400.00", Required: true, Form: true},
		{Name: "inv", Kind: commands.KindNumber, Label: "inv", Asks: "Invoice number", Hint: "5531", Form: true},
		{Name: "due", Kind: commands.KindPlan, Label: "due", Asks: "Due", Form: true},
		{Name: "more", Kind: commands.KindFlag, Label: "more", Asks: "Further invoices follow", Form: true},
	}}
}

func TestForms(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		command *commands.Command
		entries int
		in      commands.Values
		want    string
	}{
		{"form_file_new", newFileCommand(), 0, commands.Values{"customer": hostile}, `
			# New file
			{Customer*: text} <!channel> *x* <http://a|b>
			{Received: date}
			{Loss type*: text}
			{Payer*: text}
			{Estimate: text}
			{Assignment number: text}`},
		{"form_submit", submitCommand(), 3, commands.Values{"kind": "estimate"}, `
			# Submit, FM-1042
			FM-1042 Harris · water, mitigation
			SUBMITTED · $19,300.00 asked
			Rejected Thu Aug 27: moisture
			Waiting on us since Thu Aug 27
			{What is handed in: static_select} estimate
			{Amount asked: text}
			{To: text}`},
		{"form_reject", rejectCommand(), 4, commands.Values{"type": "moisture,photos"}, `
			# Rejected, FM-1042
			FM-1042 Harris · water, mitigation
			SUBMITTED · $19,300.00 asked
			Northline has it since Tue Sep 1
			{Why it came back*: multi_static_select} photos,moisture
			{In their words: lines}
			{Date: date}`},
		{"form_invoice", invoiceCommand(), 5, nil, `
			# Invoice, FM-1042
			FM-1042 Harris · water, mitigation
			APPROVED · $18,640.00 not billed
			Waiting on us since Tue Sep 15
			{Amount*: text}
			{Invoice number: text}
			{Due: date}
			{Further invoices follow: checkboxes}`},
		{"form_note", &commands.Command{Name: "note", Args: []commands.Arg{{Name: "words", Kind: commands.KindText, Asks: "Note", Required: true, Form: true}}}, 5, nil, `
			# Note, FM-1042
			FM-1042 Harris · water, mitigation
			APPROVED · $18,640.00 not billed
			Waiting on us since Tue Sep 15
			{Note*: lines}`},
		{"form_assign", &commands.Command{Name: "assign", Args: []commands.Arg{{Name: "person", Kind: commands.KindPerson, Asks: "To whom", Required: true, Form: true}}}, 5, commands.Values{"person": "U0BEN"}, `
			# Assign, FM-1042
			FM-1042 Harris · water, mitigation
			APPROVED · $18,640.00 not billed
			Waiting on us since Tue Sep 15
			{To whom*: users_select}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := commands.FormFor{Command: c.command, In: c.in}
			if c.entries > 0 {
				f.File = harris(t, c.entries).f
			}
			view(t, c.name, Pen{}.Form(f), c.want)
		})
	}
}

// Somebody who sees no amounts sees none in a form's heading and in lists.
func TestNoMoney(t *testing.T) {
	t.Parallel()
	f := harris(t, 8).f
	form := Pen{}.Form(commands.FormFor{Command: rejectCommand(), File: f, NoMoney: true})
	if got := read(form.Blocks.BlockSet); strings.Contains(got, "$") {
		t.Errorf("the form shows amounts:\n%s", got)
	}
	line := domain.FileLine{Number: "FM-1042", Stage: domain.Invoiced, Balance: 1240000, Facts: domain.Facts{Customer: "Harris"}}
	for _, hidden := range []bool{true, false} {
		got := read(Pen{}.Message(commands.Files{Title: "1 file", Files: []domain.FileLine{line}, NoMoney: hidden}).Blocks)
		if strings.Contains(got, "$") == hidden {
			t.Errorf("amounts hidden: %v, and the list reads:\n%s", hidden, got)
		}
	}
}

// Errors stand under their fields; one that has no field under the first.
func TestFormWithErrors(t *testing.T) {
	t.Parallel()
	f := commands.FormFor{Command: payCommand(), File: harris(t, 8).f, In: commands.Values{"reference": "881"},
		Errors: map[string]string{"amount": `"1,2.3.4" is not an amount; write 1,234.56.`,
			"on": `"31/02" is not a date; month first, like 2/28 or feb 28.`, "because": "A payment takes no reason."}}
	errs := FieldErrors(f)
	want := map[string]string{"amount": `"1,2.3.4" is not an amount; write 1,234.56. A payment takes no reason.`, "on": f.Errors["on"]}
	if diff := cmp.Diff(want, errs); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	golden(t, "form_errors", "ack.view_submission", map[string]any{"response_action": "errors", "errors": errs})
	view(t, "form_pay_errors", Pen{}.Form(f), `
		# Payment, FM-1042
		FM-1042 Harris · water, mitigation
		INVOICED · balance $12,400.00
		Harbor Mutual owes it since Fri Sep 18
		A payment takes no reason.
		{Amount*: text}
		small: "1,2.3.4" is not an amount; write 1,234.56.
		{Method: static_select}
		{Check or trace number: text} 881
		{Date: date}
		small: "31/02" is not a date; month first, like 2/28 or feb 28.
		{The amount is net of the fee: checkboxes}`)
	if FieldErrors(commands.FormFor{Command: payCommand()}) != nil {
		t.Error("a form without errors has some")
	}
}

// What a person fills in comes back by the names of the fields, as Slack sends it.
func TestReadForm(t *testing.T) {
	t.Parallel()
	var v slack.View
	sent := `{"private_metadata": "{\"v\":\"pay\",\"c\":\"C1\"}", "state": {"values": {
		"file": {"file": {"type": "external_select", "selected_option": {"text": {"type": "plain_text", "text": "FM-1042"}, "value": "1042"}}},
		"amount": {"amount": {"type": "plain_text_input", "value": " 12,400 "}},
		"method": {"method": {"type": "static_select", "selected_option": {"text": {"type": "plain_text", "text": "check"}, "value": "check"}}},
		"reference": {"reference": {"type": "plain_text_input", "value": null}},
		"on": {"on": {"type": "datepicker", "selected_date": "2026-11-20"}},
		"type": {"type": {"type": "multi_static_select", "selected_options": [{"value": "photos"}, {"value": "scope"}]}},
		"net": {"net": {"type": "checkboxes", "selected_options": [{"value": "yes"}]}},
		"more": {"more": {"type": "checkboxes", "selected_options": []}},
		"person": {"person": {"type": "users_select", "selected_user": "U0BEN"}}}}}`
	if err := json.Unmarshal([]byte(sent), &v); err != nil {
		t.Fatal(err)
	}
	got, err := ReadForm(v)
	want := Form{Meta: Meta{Verb: "pay", File: 1042, Channel: "C1"}, Values: commands.Values{"amount": "12,400", "method": "check",
		"on": "2026-11-20", "type": "photos,scope", "net": "yes", "person": "U0BEN"}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("read form: %v (-want +got):\n%s", err, diff)
	}
	v.PrivateMetadata = "not ours"
	if _, err := ReadForm(v); err == nil {
		t.Error("a view of another program is read as a form")
	}
}

func TestFileOptions(t *testing.T) {
	t.Parallel()
	long := fileLine(7, "FM-0007", strings.Repeat("Bay View Dental ", 10), domain.Received)
	owed := fileLine(1042, "FM-1042", hostile, domain.Invoiced)
	owed.Balance, owed.Facts.Address, owed.Facts.City = 12_400_00, "12 Palm Way", "Fort Myers"
	options := FileOptions([]domain.FileLine{owed, long})
	golden(t, "options", "ack.options", map[string]any{"options": options})
	if got := options[0].Text.Text; got != "FM-1042 <!channel> *x* <http://a|b> · INVOICED" || options[0].Value != "1042" {
		t.Errorf("the first option is %q, %q", got, options[0].Value)
	}
	if n := len([]rune(options[1].Text.Text)); n > 75 {
		t.Errorf("an option has %d characters", n)
	}
	golden(t, "options_none", "ack.options", map[string]any{"options": FileOptions(nil)})
}

func TestPressRoundTrip(t *testing.T) {
	t.Parallel()
	p := commands.Press{Verb: "pay", File: 1042, Rests: "0a1b2c3d", Args: commands.Values{"from": hostile},
		Answered: domain.Answers{domain.AskLookAlike}, Question: "q1", Form: true}
	value, fits := writePress(p, buttonValue)
	got, err := ReadPress(value)
	if diff := cmp.Diff(p, got); !fits || err != nil || diff != "" {
		t.Errorf("press: fits %v, %v (-want +got):\n%s", fits, err, diff)
	}
	p.Args["from"] = strings.Repeat("x", buttonValue)
	if _, fits := writePress(p, buttonValue); fits {
		t.Error("a press over Slack's limit fits")
	}
	for _, bad := range []string{"", "{}", "not ours"} {
		if _, err := ReadPress(bad); err == nil {
			t.Errorf("%q is read as a press", bad)
		}
	}
}

// The form of a new market begins with the channel it is opened in.
func TestFormWithAChannel(t *testing.T) {
	t.Parallel()
	add := &commands.Command{Name: "market add", Args: []commands.Arg{
		{Name: "words", Kind: commands.KindText},
		{Name: "code", Kind: commands.KindName, Asks: "Code", Hint: "FM: begins every file number", Required: true, Form: true, Unsaid: true},
		{Name: "channel", Kind: commands.KindChannel, Asks: "Channel", Hint: "its team's own, with Paidup in it", Required: true, Form: true, Unsaid: true},
	}}
	v := Pen{}.Form(commands.FormFor{Command: add, In: commands.Values{"channel": "C0TAMPA"}, Channel: "C0TAMPA"})
	view(t, "form_market_add", v, `
		# Add a market
		{Code*: text}
		{Channel*: conversations_select} #C0TAMPA`)
	form, err := ReadForm(slack.View{State: &slack.ViewState{Values: map[string]map[string]slack.BlockAction{
		"channel": {"channel": {Type: slack.ActionType(slack.OptTypeConversations), SelectedConversation: "C0TAMPA"}}}}})
	if err != nil || form.Values.Text("channel") != "C0TAMPA" {
		t.Errorf("the form reads back as %v, %v", form.Values, err)
	}
}
