package commands

import (
	"encoding/json"
	"fmt"

	"paidup/domain"
	"paidup/domain/kpi"
)

// storedDigest is a digest as its run keeps it.
type storedDigest struct {
	bareDigest
	Figures storedFigures
}

type bareDigest Digest

// storedFigures are the figures whole. Their own JSON is what kpi prints: it leaves out what only words need.
type storedFigures struct {
	kpi.Figures
	Words figuresInWords
}

type figuresInWords struct {
	BooksFrom          domain.Date
	AR                 domain.Money
	ReceivedToPaid90   kpi.Paid90
	LeftOut            kpi.LeftOut
	ToCollect          domain.Money
	Countback          *kpi.CountbackDays
	DSONAUntil         domain.Date
	Grade              kpi.Grade
	CollectionsNAUntil domain.Date
}

// MarshalJSON writes the digest so that reading it gives the same value.
func (d Digest) MarshalJSON() ([]byte, error) {
	f := d.Figures
	return json.Marshal(storedDigest{bareDigest(d), storedFigures{f, figuresInWords{f.BooksFrom, f.AR, f.ReceivedToPaid90, f.LeftOut,
		f.DSO.ToCollect, f.DSO.Countback, f.DSO.NAUntil, f.Collections.Grade, f.Collections.NAUntil}}})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Digest) UnmarshalJSON(b []byte) error {
	var s storedDigest
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("read digest: %w", err)
	}
	f, w := s.Figures.Figures, s.Figures.Words
	f.BooksFrom, f.AR, f.ReceivedToPaid90, f.LeftOut = w.BooksFrom, w.AR, w.ReceivedToPaid90, w.LeftOut
	f.DSO.ToCollect, f.DSO.Countback, f.DSO.NAUntil = w.ToCollect, w.Countback, w.DSONAUntil
	f.Collections.Grade, f.Collections.NAUntil = w.Grade, w.CollectionsNAUntil
	*d = Digest(s.bareDigest)
	d.Figures = f
	return nil
}
