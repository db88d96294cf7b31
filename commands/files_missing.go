package commands

import (
	"strconv"
	"strings"

	"paidup/domain"
)

// missing is what was named with other files and is none, or could be several: the others go their way.
type missing struct {
	after int // how many of the files were named before it
	ref   string
	err   error
}

func (c *Call) miss(ref string, hits []domain.FileLine, err error) {
	if err == nil {
		err = severalMatch(ref, hits)
	}
	c.missing = append(c.missing, missing{len(c.Files), ref, err})
}

func severalMatch(ref string, hits []domain.FileLine) error {
	var names []string
	for _, l := range hits[:min(len(hits), namedOf)] {
		names = append(names, strings.TrimSpace(l.Number+" "+l.Facts.Short()))
	}
	if more := len(hits) - namedOf; more > 0 {
		names = append(names, strconv.Itoa(more)+" more")
	}
	return domain.Invalid("file", "%q could be %s; name it by its number.", ref, orList(names))
}

// withMissing are the outcomes of the files with what is missing told in its place.
func (c *Call) withMissing(done []Outcome) []Outcome {
	var out []Outcome
	for i := 0; i <= len(done); i++ {
		for _, m := range c.missing {
			if m.after == i {
				out = append(out, Outcome{Number: m.ref, Refused: m.err})
			}
		}
		if i < len(done) {
			out = append(out, done[i])
		}
	}
	return out
}
