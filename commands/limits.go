package commands

import (
	"fmt"

	"paidup/domain"
)

// mayAdjust checks who may book the kind of adjustment: what a director or accounting takes off a file is up to the market's
// limit in all, above it both do it together.
func (c *Call) mayAdjust(kind string, amount domain.Money, f *domain.File) error {
	act := map[string]Act{"credit": actCredit, "writeoff": actWriteOff, "fee": actMoney, "refund": actRefund}[kind]
	over := (act == actCredit || act == actWriteOff) && f.OverLimit(amount)
	if over {
		act = actTakeOff
	}
	err := c.may(act, lineOf(f))
	if e := theError(err); e != nil && over {
		before := ""
		if off := f.State.TakenOff(); off > 0 {
			before = fmt.Sprintf(", with %s taken off before,", off)
		}
		e.Arg, e.Says = "amount", fmt.Sprintf("%s%s is over the limit of %s. %s", amount, before, f.Market.Settings.WriteOffLimit, e.Says)
	}
	return err
}

// mayReceive checks how far back a receipt is dated, by the argument that says it.
func (c *Call) mayReceive(arg string, m *domain.Market, on domain.Date) error {
	if on == 0 || on >= m.Calendar().Add(m.Today(c.At), -m.Settings.ReceivedLimit) {
		return nil
	}
	err := c.mayIn(actReceivedBack, m)
	if e := theError(err); e != nil {
		e.Arg = arg
		e.Says = fmt.Sprintf("%s is over %d business days back. %s", on.Words(m.Today(c.At)), m.Settings.ReceivedLimit, e.Says)
	}
	return err
}
