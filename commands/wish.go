package commands

import (
	"fmt"
	"strings"

	"paidup/domain"
)

// wish says all that is asked for, as the end of "Dana asks": void e9, $12,400.00, check 881, on FM-1042 Harris, "meant
// FM-1024". would is what it would do.
func (c *Call) wish(would Receipt) string {
	head, on := wishVerb(c.Command.Name, c.In)
	of := would.Done[0]
	switch {
	case of.Change != nil && of.Change.Voids > 0:
		head, on = fmt.Sprintf("%s e%d, %s,", head, of.Change.Voids, entryWords(of.File.Entry(of.Change.Voids))), "on"
	case c.Command.Name == "reverse":
		head = "reverse " + returnedWords(of) + ","
	case c.amount() > 0:
		head += " " + c.amount().String()
		if how := (domain.Payment{Method: domain.Method(c.In.Text("method")), Reference: c.In.Text("reference")}).Means(); how != "" && c.Command.arg("method") != nil {
			head += ", " + how + ","
		}
	}
	var files []string
	for _, o := range would.Done {
		files = append(files, c.wishFile(o))
	}
	out := strings.Join(strings.Fields(head+" "+on), " ") + " " + list(files)
	if c.Command.Name == "edit" {
		out += ": " + strings.Join(c.wishFields(of.Change), "; ")
	} else if more := c.wishMore(); len(more) > 0 {
		out += ", " + strings.Join(more, ", ")
	}
	if d := c.In.Date("on"); d != 0 {
		out += ", dated " + d.Words(c.Today)
	}
	if words := c.In.Text(argNote); words != "" {
		out += fmt.Sprintf(", with the note %q", clip(words, wishWords))
	}
	if words := c.In.Text("because"); words != "" {
		out += fmt.Sprintf(", %q", clip(words, wishWords))
	}
	return out
}

// wishFile names a file that is asked about, with its part of the amount where one check is over several.
func (c *Call) wishFile(o Outcome) string {
	words := o.File.Number
	if o.File.Market.Privacy.Names != "none" || words == "" {
		facts := o.File.State.Facts
		if c.Command.Name == "edit" {
			facts = c.Files[0].Facts
		}
		words = strings.TrimSpace(words + " " + facts.Short())
	}
	if len(c.Parts) > 1 && len(o.Change.Payments) > 0 {
		words += " " + o.Change.Payments[0].Amount.String()
	}
	return words
}

// wishWords is how much of a reason a request shows.
const wishWords = 200

// amount is what the call is over; of several files all together.
func (c *Call) amount() domain.Money {
	sum := c.In.Money("amount")
	for _, p := range c.Parts {
		sum += p.Amount
	}
	return sum
}

// wishVerb is the verb as a request says it, and the word before the file.
func wishVerb(verb string, in Values) (words, on string) {
	if verb == "adjust" {
		verb = in.Text("kind")
	}
	switch verb {
	case "file new":
		return "begin a file", "for"
	case "pay":
		return "log", "on"
	case "submit":
		if in.Flag("withdraw") {
			return "take a round back", "on"
		}
		return strings.TrimSpace("submit " + in.Text("kind")), "on"
	case "approve":
		return "log an approval", "on"
	case "reject":
		return "log a rejection", "on"
	case "reverse":
		return "reverse a payment", "on"
	case "writeoff":
		return "write off", "on"
	case "fee":
		return "charge a fee of", "on"
	case "invoice", "credit", "refund":
		return verb, "on"
	}
	return verb, ""
}

// entryWords is what an entry is about, in few words.
func entryWords(ch *domain.Change) string {
	switch {
	case len(ch.Payments) > 0:
		return paymentWords(ch.Payments[0])
	case len(ch.Invoices) > 0:
		return fmt.Sprintf("invoice %s, %s", ch.Invoices[0].Number, ch.Invoices[0].Amount)
	case len(ch.Rounds) > 0:
		return fmt.Sprintf("round %d", ch.Rounds[0].Round)
	}
	return "the " + ch.Verb
}
