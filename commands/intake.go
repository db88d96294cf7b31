package commands

import (
	"context"
	"slices"

	"paidup/domain"
)

// The questions of intake.
const (
	sameLoss      domain.Question = "same_loss"   // a file of that loss is there already
	askDeductible domain.Question = "deductible"  // more than the estimate
	askOld        domain.Question = "old_receipt" // received long ago
	askPasted     domain.Question = "pasted"      // what was read from a pasted e-mail
)

// oldReceipt is how many days back a receipt is asked about.
const oldReceipt = 60

// askAboutFile asks what a careful colleague would: received long ago, a deductible above the estimate, a file of that loss.
func (a *App) askAboutFile(ctx context.Context, c *Call, m *domain.Market, facts domain.Facts) error {
	on, today := c.In.Date("on"), m.Today(c.At)
	switch {
	case on != 0 && today-on >= oldReceipt && !c.Answered.Has(askOld):
		return domain.Ask(askOld, "on", "%s is %d days ago.", on.Words(today), int(today-on))
	case facts.LossDate > today:
		return domain.Invalid("lossdate", "A loss is dated today or earlier; %s is ahead.", facts.LossDate.Words(today))
	}
	if err := c.checkDeductible(facts); err != nil {
		return err
	}
	return a.askSameLoss(ctx, c, m, facts)
}

// checkDeductible asks about a deductible above the estimate.
func (c *Call) checkDeductible(f domain.Facts) error {
	if f.Estimate == 0 || f.Deductible <= f.Estimate || c.Answered.Has(askDeductible) {
		return nil
	}
	return domain.Ask(askDeductible, "deductible", "A deductible of %s is more than the estimate of %s.", f.Deductible, f.Estimate)
}

// askSameLoss asks about a file of the market with the same claim number, or at the same address and not of another date of
// loss: mitigation and rebuild of one loss are two files, so both may be right.
func (a *App) askSameLoss(ctx context.Context, c *Call, m *domain.Market, facts domain.Facts) error {
	if c.Answered.Has(sameLoss) {
		return nil
	}
	for _, text := range []string{facts.Claim, facts.Address} {
		if text == "" {
			continue
		}
		found, err := a.Find.Find(ctx, domain.FindQuery{Markets: []domain.MarketID{m.ID}, Text: text, Limit: maxButtons})
		if err != nil {
			return err
		}
		i := slices.IndexFunc(found, func(l domain.FileLine) bool { return sharedBy(l.Facts, facts) != "" })
		if i >= 0 {
			e := domain.Ask(sameLoss, "customer", "%s %s has the same %s. Is this another file of that loss?", found[i].Number,
				found[i].Facts.Short(), sharedBy(found[i].Facts, facts))
			e.About = found[i]
			return e
		}
	}
	return nil
}

// sharedBy is what says that two files are of one loss; empty: nothing.
func sharedBy(a, b domain.Facts) string {
	switch {
	case same(a.Claim, b.Claim):
		return "claim number"
	case !same(a.Address, b.Address):
		return ""
	case a.LossDate == b.LossDate && a.LossDate != 0:
		return "address and date of loss"
	case a.LossDate == 0 || b.LossDate == 0:
		return "address"
	}
	return ""
}
