package postgres

import (
	"reflect"
	"strings"
	"time"

	"paidup/domain"
)

// table is a table as it is written and read: its columns are the fields of its row struct.
type table struct {
	name    string
	columns []column
}

// column is a field of a row struct as SQL sees it.
type column struct {
	name  string
	index []int
	kind  string // its SQL type, one of the constants below
	role  string // of an update: key finds the row, fixed stays as it was inserted, the others are set
}

// The SQL types of columns. A whole number is written as bigint wherever it fits the column.
const (
	number   = "bigint"
	truth    = "boolean"
	words    = "text"
	day      = "date"
	instant  = "timestamptz"
	document = "jsonb"
)

const (
	keyRole   = "key"
	fixedRole = "fixed"
)

// tableOf describes the table whose rows are of type T: one column a field with a json tag, embedded structs included.
// The tag pg says key, fixed or jsonb.
func tableOf[T any](name string) table {
	t := table{name: name}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		name, ok := f.Tag.Lookup("json")
		if !ok || f.Anonymous {
			continue
		}
		c := column{name: name, index: f.Index, kind: kindOf(f.Type)}
		if says := f.Tag.Get("pg"); says == document {
			c.kind = document
		} else {
			c.role = says
		}
		t.columns = append(t.columns, c)
	}
	return t
}

func kindOf(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[domain.Date]():
		return day
	case t == reflect.TypeFor[time.Time]():
		return instant
	case t.Kind() == reflect.String:
		return words
	case t.Kind() == reflect.Bool:
		return truth
	}
	return number
}

// names lists the columns, those of the role only where one is given.
func (t table) names(role string) []string {
	var out []string
	for _, c := range t.columns {
		if role == "" || c.role == role {
			out = append(out, c.name)
		}
	}
	return out
}

// list is the columns as SQL lists them.
func (t table) list() string { return strings.Join(t.names(""), ", ") }

// of is the column's field in a row.
func (c column) of(row reflect.Value) reflect.Value {
	for _, i := range c.index {
		row = row.Field(i)
	}
	return row
}
