package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/sheet"
)

// shownProblems is how many problems the text of an import shows; --json has all.
const shownProblems = 20

type importFlags struct {
	market, dates                  string
	maps                           []string
	newFiles, skipBad, dry, asJSON bool
}

func importCommand(io console) *cobra.Command {
	var f importFlags
	c := &cobra.Command{Use: "import files|events|invoices|payments PATH --market CODE", Short: "Take in a CSV sheet", Long: sheetColumns(),
		Args: exactly(2, "what the sheet holds (files, events, invoices or payments) and its path"),
		RunE: func(c *cobra.Command, args []string) error {
			return f.run(c, io, args[0], args[1])
		}}
	c.Flags().StringVar(&f.market, "market", "", "market code, like FM")
	c.Flags().StringArrayVar(&f.maps, "map", nil, "field=Column, where a column has an unusual name; may be repeated")
	c.Flags().StringVar(&f.dates, "dates", "", "how the sheet writes dates, like M/D/YYYY; left out, 2026-11-20")
	c.Flags().BoolVar(&f.newFiles, "new-files", false, "make a file for each invoice that names none")
	c.Flags().BoolVar(&f.skipBad, "skip-bad-rows", false, "take in the good rows when there are bad ones")
	c.Flags().BoolVar(&f.dry, "dry-run", false, "say what would happen and write nothing")
	c.Flags().BoolVar(&f.asJSON, "json", false, "print the report as JSON")
	return c
}

func sheetKinds() []sheet.Kind {
	return []sheet.Kind{sheet.Files, sheet.Events, sheet.Invoices, sheet.Payments}
}

// sheetColumns says what the sheets hold.
func sheetColumns() string {
	out := "Take in a CSV sheet whose first line names its columns. Usual names, like \"File Number\", are known; --map tells others."
	for _, k := range sheetKinds() {
		needed, besides := sheet.Fields(k)
		out += fmt.Sprintf("\n\n%s: needs %s; takes %s", k, strings.Join(needed, ", "), strings.Join(besides, ", "))
	}
	return out
}

func (f importFlags) run(c *cobra.Command, io console, kind, path string) error {
	maps := map[string]string{}
	for _, m := range f.maps {
		field, column, ok := strings.Cut(m, "=")
		if !ok {
			return usage{fmt.Errorf("--map %s: write field=Column", m), c}
		}
		maps[field] = column
	}
	if !slices.Contains(sheetKinds(), sheet.Kind(kind)) {
		return usage{fmt.Errorf("%q is none of files, events, invoices and payments", kind), c}
	}
	if f.market == "" {
		return usage{fmt.Errorf("--market is missing: whose sheet is it?"), c}
	}
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read sheet: %w", err)
	}
	defer file.Close()
	return withStore(c.Context(), func(s *postgres.Store) error {
		m, err := s.Market(c.Context(), f.market)
		if err != nil {
			return err
		}
		act := consoleAct("import")
		sh, err := sheet.Open(file, sheet.Options{Kind: sheet.Kind(kind), Map: maps, Dates: f.dates, Zone: m.Location(), Today: m.Today(act.At)})
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(path), err)
		}
		if !f.asJSON {
			showColumns(io, sh)
		}
		in := commands.Import{Market: m, Act: act, Sheet: sh, Kind: sheet.Kind(kind), Name: filepath.Base(path), NewFiles: f.newFiles,
			SkipBad: f.skipBad, Dry: f.dry}
		report, err := in.Run(c.Context(), bulker{s})
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(path), err)
		}
		return f.show(io, report)
	})
}

// bulker hands the store's bulk transaction to an import.
type bulker struct{ store *postgres.Store }

func (b bulker) Bulk(ctx context.Context, m *domain.Market, dry bool, f func(commands.Bulk) error) error {
	return b.store.Bulk(ctx, m, dry, func(tx *postgres.Bulk) error { return f(tx) })
}

func showColumns(io console, sh *sheet.Sheet) {
	var known []string
	for _, m := range sh.Columns() {
		known = append(known, m.Field+" from "+m.Column)
	}
	io.say("Columns: %s.", strings.Join(known, ", "))
	if ignored := sh.Ignored(); len(ignored) > 0 {
		io.say("Not read: %s.", strings.Join(ignored, ", "))
	}
}

func (f importFlags) show(io console, r commands.ImportReport) error {
	refused := r.Bad > 0 && !f.skipBad
	if f.asJSON {
		if err := io.json(r); err != nil {
			return err
		}
	} else {
		f.showText(io, r)
	}
	if refused {
		return exit{1}
	}
	return nil
}

func (f importFlags) showText(io console, r commands.ImportReport) {
	shown := r.Problems
	if !f.dry && len(shown) > shownProblems {
		shown = shown[:shownProblems]
	}
	for _, p := range shown {
		io.say("line %d, %s %q: %s", p.Line, p.Column, p.Value, p.Reason)
	}
	if more := len(r.Problems) - len(shown); more > 0 {
		io.say("%d more; --json lists them all.", more)
	}
	io.say("%d rows: %d new, %d unchanged, %d look-alikes held back, %d bad.", r.Rows, r.New, r.Unchanged, r.LookAlikes, r.Bad)
	switch {
	case f.dry:
		io.say("Dry run: nothing was written.")
	case r.Bad > 0 && !f.skipBad:
		io.say("Nothing was written. Mend the bad rows, or add --skip-bad-rows to take in the others.")
	default:
		io.say("%d written, %d new files.", r.Written, r.FilesNew)
	}
}
