package main

import (
	"encoding/json"
	"fmt"
	"io"
)

// console is where the program reads and writes: results to out, everything else to err.
type console struct {
	in       io.Reader
	out, err io.Writer
}

func (c console) say(format string, a ...any) { fmt.Fprintf(c.out, format+"\n", a...) }

// complain writes what went wrong, if there is anything left to say.
func (c console) complain(err error) {
	if says := err.Error(); says != "" {
		fmt.Fprintln(c.err, says)
	}
}

// json writes the value and nothing else.
func (c console) json(v any) error {
	e := json.NewEncoder(c.out)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}
