package commands

import (
	"strings"

	"paidup/domain"
)

// withReadings offers what words that cannot be read as they stand could mean, a button each.
func (c *Call) withReadings(err error, refs []string) error {
	e := theError(err)
	if e == nil || c.Args != nil || len(c.Parts) > 0 {
		return err
	}
	switch about := e.About.(type) {
	case TwoAmounts:
		return offer(err, c.twoAmounts(about)...)
	case Leftover:
		return offer(err, c.asCheck(about, refs)...)
	}
	return err
}

func (c *Call) twoAmounts(two TwoAmounts) []Button {
	var out []Button
	for _, m := range []domain.Money{two.Small, two.Large} {
		retry := *c
		retry.Words = strings.Replace(c.Words, two.Word, m.Plain(), 1)
		refs, err := retry.read()
		if err != nil {
			return nil
		}
		out = append(out, Button{Label: m.String(), Press: retry.again(refs)})
	}
	return out
}

// asCheck takes a number that nothing else read for the number of a check.
func (c *Call) asCheck(left Leftover, refs []string) []Button {
	if len(left.Words) != 1 || c.Command.arg("method") == nil || c.In.Text("method") != "" || c.In.Text("reference") != "" ||
		!fileDigits.MatchString(left.Words[0]) {
		return nil
	}
	press := c.again(refs)
	press.Args["method"], press.Args["reference"] = string(domain.Check), left.Words[0]
	return []Button{{Label: "It is check " + left.Words[0], Press: press}}
}

// again is the press that says the same as was read, its files by the words that named them.
func (c *Call) again(refs []string) Press {
	args := c.canonical()
	args.SetList("file", refs)
	return Press{Verb: c.Command.Name, File: c.File, Args: args}
}
