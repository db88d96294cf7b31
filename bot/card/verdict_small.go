package card

import (
	"fmt"
	"strings"

	"paidup/domain/kpi"
)

// small is what the figures rest on.
func (v verdict) small() string {
	f := v.figures
	open := counted(f.OpenInvoices, "invoice")
	if v.amounts {
		open = fmt.Sprintf("Open AR %s, %s", f.AR, open)
		if v.listsAR {
			open = ""
		}
		if f.DisputedOpen != 0 {
			open = join(", ", open, fmt.Sprintf("%s disputed", f.DisputedOpen))
		}
	} else {
		open += " open"
	}
	method := "DSO trailing 90"
	if cb := f.DSO.Countback; cb != nil {
		least := ""
		if cb.AtLeast {
			least = "at least "
		}
		method += fmt.Sprintf(", countback %s%.1f", least, cb.Days)
	}
	return sentences(fmt.Sprintf("As of %s, over %d days", v.words(f.AsOf), kpi.WindowDays), open, method, v.leftOut())
}

// leftOut counts the closed files that received to paid does not hold.
func (v verdict) leftOut() string {
	l := v.figures.LeftOut
	var parts []string
	if l.WrittenOff > 0 {
		part := fmt.Sprintf("%d closed by write-off", l.WrittenOff)
		if v.amounts {
			part += ", " + l.WrittenOffCents.String()
		}
		parts = append(parts, part)
	}
	if l.Cancelled > 0 {
		parts = append(parts, fmt.Sprintf("%d cancelled", l.Cancelled))
	}
	if l.Assumed > 0 {
		parts = append(parts, fmt.Sprintf("%d with an assumed received date", l.Assumed))
	}
	if len(parts) == 0 {
		return ""
	}
	return "Received to paid leaves out " + strings.Join(parts, "; ")
}
