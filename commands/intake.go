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
// loss: mitigation and rebuild of one loss are two files, so both may be right. Where neither is known yet it asks about an
// open file of the same customer that knows neither: the same may have been entered twice.
func (a *App) askSameLoss(ctx context.Context, c *Call, m *domain.Market, facts domain.Facts) error {
	if c.Answered.Has(sameLoss) {
		return nil
	}
	by := []string{facts.Claim, facts.Address}
	if facts.Claim+facts.Address == "" {
		by = []string{facts.Customer}
	}
	for _, text := range by {
		if text == "" {
			continue
		}
		found, err := a.Find.Find(ctx, domain.FindQuery{Markets: []domain.MarketID{m.ID}, Text: text, Limit: foundAtMost})
		if err != nil {
			return err
		}
		i := slices.IndexFunc(found, func(l domain.FileLine) bool { return sharedBy(l, facts) != "" })
		if i >= 0 {
			e := domain.Ask(sameLoss, "customer", "%s %s has the same %s. Is this another file of that loss?", found[i].Number,
				found[i].Facts.Short(), sharedBy(found[i], facts))
			e.About = found[i]
			return e
		}
	}
	return nil
}

// sharedBy is what says that two files are of one loss; empty: nothing.
func sharedBy(l domain.FileLine, b domain.Facts) string {
	a := l.Facts
	apart := a.LossDate != b.LossDate && a.LossDate != 0 && b.LossDate != 0
	switch {
	case same(a.Claim, b.Claim):
		return "claim number"
	case apart:
		return ""
	case same(a.Address, b.Address) && a.LossDate == b.LossDate && a.LossDate != 0:
		return "address and date of loss"
	case same(a.Address, b.Address):
		return "address"
	case same(a.Customer, b.Customer) && a.Claim+a.Address+b.Claim+b.Address == "" && l.Outcome == domain.Open:
		return "customer, and no claim number or address either"
	}
	return ""
}
