package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"paidup/domain"
)

// Match is a column of the sheet and the field it was recognised as.
type Match struct {
	Field  string
	Column string // as the header writes it
}

// column is where a field stands in every row.
type column struct {
	field field
	title string
	index int
}

// columnFinder assigns the columns of a header to the fields of a kind.
type columnFinder struct {
	kind   Kind
	fields []field
	header []string
	byKey  map[string][]int // columnKey -> indexes in the header
	found  map[string]int   // field -> index in the header
}

// recognise gives each field its column: the one the map names, else the first of its usual names that the header has
// and no other field was given.
func recognise(fields []field, header []string, o Options) ([]column, error) {
	f := columnFinder{kind: o.Kind, fields: fields, header: header, byKey: map[string][]int{}, found: map[string]int{}}
	for i, title := range header {
		if key := columnKey(title); key != "" {
			f.byKey[key] = append(f.byKey[key], i)
		}
	}
	if err := f.takeMapped(o.Map); err != nil {
		return nil, err
	}
	if err := f.takeUsual(o.Map); err != nil {
		return nil, err
	}
	if err := f.checkRequired(); err != nil {
		return nil, err
	}
	var columns []column
	for _, field := range fields {
		if i, ok := f.found[field.name]; ok {
			columns = append(columns, column{field: field, title: header[i], index: i})
		}
	}
	return columns, nil
}

func (f *columnFinder) takeMapped(mapped map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(mapped)) {
		if !slices.ContainsFunc(f.fields, func(x field) bool { return x.name == name }) {
			return domain.Invalid("map", "%s have no field %q; they have %s.",
				capital(f.kind), cut(name), fieldNames(f.fields, func(field) bool { return true }))
		}
		if trim(mapped[name]) == "" {
			continue
		}
		i, err := f.named(mapped[name])
		if err != nil {
			return err
		}
		f.found[name] = i
	}
	return nil
}

// named is the column a person means: the title to the letter, else the only one alike.
func (f *columnFinder) named(name string) (int, error) {
	exact := -1
	for i, title := range f.header {
		if title == trim(name) {
			if exact >= 0 {
				return 0, f.errTwice(title)
			}
			exact = i
		}
	}
	if exact >= 0 {
		return exact, nil
	}
	switch alike := f.byKey[columnKey(name)]; len(alike) {
	case 0:
		return 0, domain.Invalid("map", "The sheet has no column %q; it has %s.", cut(name), f.titles())
	case 1:
		return alike[0], nil
	default:
		return 0, f.errTwice(f.header[alike[0]])
	}
}

func (f *columnFinder) takeUsual(mapped map[string]string) error {
	taken := make(map[int]bool)
	for _, i := range f.found {
		taken[i] = true
	}
	for _, field := range f.fields {
		if _, said := mapped[field.name]; said {
			continue
		}
		for _, name := range field.usual {
			at := f.byKey[columnKey(name)]
			if len(at) == 0 || taken[at[0]] {
				continue
			}
			if len(at) > 1 {
				return f.errTwice(f.header[at[0]])
			}
			f.found[field.name], taken[at[0]] = at[0], true
			break
		}
	}
	return nil
}

func (f *columnFinder) checkRequired() error {
	missing := func(x field) bool {
		_, ok := f.found[x.name]
		return x.required && !ok
	}
	names := fieldNames(f.fields, missing)
	if names == "" {
		return nil
	}
	if len(f.header) == 1 {
		return domain.Invalid("", "The header is the single column %q; the sheet needs %s, and commas, semicolons, tabs or bars between its columns.",
			cut(f.header[0]), names)
	}
	first, _, _ := strings.Cut(names, ",")
	return domain.Invalid("map", "No column was recognised as %s. The sheet has %s; name it with --map %s=COLUMN.", names, f.titles(), first)
}

func (f *columnFinder) errTwice(title string) error {
	return domain.Invalid("map", "The sheet has two columns %q; rename one of them.", cut(title))
}

// titles lists the columns of the sheet, the first twenty of them.
func (f *columnFinder) titles() string {
	const most = 20
	shown := make([]string, 0, most)
	for _, title := range f.header[:min(most, len(f.header))] {
		shown = append(shown, cut(title))
	}
	list := strings.Join(shown, ", ")
	if more := len(f.header) - most; more > 0 {
		return fmt.Sprintf("%s and %d more", list, more)
	}
	return list
}

// columnKey is what is left of a column's name when case, spaces and signs do not count; # and a last "number" are "no".
func columnKey(name string) string {
	key := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, strings.ReplaceAll(name, "#", "no"))
	for _, ending := range []string{"number", "num", "nr"} {
		if stem, found := strings.CutSuffix(key, ending); found {
			return stem + "no"
		}
	}
	return key
}

// Fields are what a sheet of the kind states: what every row needs, and what it may hold besides. A column of one of these
// names is read, and so is one of the usual names for it.
func Fields(k Kind) (needed, besides []string) {
	fields, err := fieldsOf(k)
	if err != nil {
		return nil, nil
	}
	for _, f := range fields {
		if f.required {
			needed = append(needed, f.name)
		} else {
			besides = append(besides, f.name)
		}
	}
	return needed, besides
}
