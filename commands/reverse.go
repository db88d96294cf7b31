package commands

import (
	"context"
	"fmt"
	"strings"

	"paidup/domain"
)

func (a *App) reverseCommand() *Command {
	entry := entryArg()
	entry.Asks = "Payment"
	args := append([]Arg{fileArg(), entry}, methodArgs()...)
	args[2].Form, args[3].Form = false, false
	because := becauseArg("Why it came back")
	because.Required = true
	return &Command{
		Name:     "reverse",
		Says:     "log that a payment came back",
		Usage:    "REF [check NO | eN] because WORDS [on DATE]",
		Examples: []string{"reverse FM-1042 check 771 because NSF"},
		Args:     append(args, because, onArg()),
		Who:      actMoney,
		Bare:     true,
		Do:       a.reverse,
	}
}

func (a *App) reverse(ctx context.Context, c *Call) (Reply, error) {
	if err := c.single(); err != nil {
		return nil, err
	}
	f, err := a.Files.File(ctx, c.Files[0].ID)
	if err != nil {
		return nil, err
	}
	version, err := c.entry()
	if err != nil {
		return nil, err
	}
	if version == 0 {
		meant := c.paymentsMeant(f)
		if len(meant) != 1 || c.In.Text("reference") == "" {
			return c.choosePayment(f, meant)
		}
		version = meant[0].Version
	}
	return a.one(ctx, c, func(f *domain.File) error {
		return f.Reverse(version, c.In.Text("because"), c.In.Date("on"))
	})
}

// paymentsMeant are the payments that stand, with the method and the reference where they were said.
func (c *Call) paymentsMeant(f *domain.File) []domain.PaymentState {
	var out []domain.PaymentState
	method, ref := c.In.Text("method"), c.In.Text("reference")
	for _, p := range f.State.Payments {
		said := (method == "" || string(p.Method) == method) && (ref == "" || domain.NormalNumber(p.Reference) == domain.NormalNumber(ref))
		if p.Received > 0 && said {
			out = append(out, p)
		}
	}
	return out
}

// choosePayment lists the payments, a button each that opens the form with it.
func (c *Call) choosePayment(f *domain.File, meant []domain.PaymentState) (Reply, error) {
	ref := strings.TrimSpace(c.In.Text("method") + " " + c.In.Text("reference"))
	switch {
	case len(meant) == 0 && ref != "":
		return nil, domain.NoSuch("reference", "No %s stands on %s.", ref, f.Number)
	case len(meant) == 0:
		return nil, domain.Conflict("No payment stands on %s; nothing can come back.", f.Number)
	}
	reply := Said{Text: "Which payment came back?"}
	for i := len(meant) - 1; i >= 0 && len(reply.Buttons) < maxButtons; i-- {
		p := meant[i]
		in := Values{"entry": fmt.Sprintf("e%d", p.Version)}
		in.SetText("because", c.In.Text("because"))
		in.SetDate("on", c.In.Date("on"))
		reply.Text += "\n" + fmt.Sprintf("e%d %s, %s", p.Version, paymentWords(p.Payment), p.On.Words(c.Today))
		reply.Buttons = append(reply.Buttons, Button{Label: fmt.Sprintf("e%d", p.Version),
			Press: Press{Verb: "reverse", File: f.ID, Args: in, Form: in["because"] == ""}})
	}
	return reply, nil
}

// paymentWords is a payment in a few words: $12,400.00, check 881.
func paymentWords(p domain.Payment) string {
	if word := p.Means(); word != "" {
		return p.Amount.String() + ", " + word
	}
	return p.Amount.String()
}
