package commands

import (
	"fmt"

	"paidup/domain"
)

// mayAdjust checks who may book the kind of adjustment: up to the market's limit a director or accounting takes something off
// an invoice, above it both together.
func (c *Call) mayAdjust(kind string, amount domain.Money, line domain.FileLine) error {
	act := map[string]Act{"credit": actCredit, "writeoff": actWriteOff, "fee": actMoney, "refund": actRefund}[kind]
	limit := c.scope.market(line.Market).Settings.WriteOffLimit
	over := (act == actCredit || act == actWriteOff) && amount > limit
	if over {
		act = actTakeOff
	}
	err := c.may(act, line)
	if e := theError(err); e != nil && over {
		e.Arg, e.Says = "amount", fmt.Sprintf("%s is over the limit of %s. %s", amount, limit, e.Says)
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
