package postgres

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/lib/pq"

	"paidup/domain"
)

// insert is one table's part of a batch: the SQL that inserts all rows from arrays, and the arrays.
type insert struct {
	table string
	rows  any // a slice of row structs
	after string
}

// column is a row struct's field as SQL sees it.
type column struct {
	name  string
	index []int
	array string // the type its array travels as
	cast  string // how an element becomes the column's value
}

// columns lists the fields of the row struct, embedded ones included, by their json tags.
func columns(row reflect.Type) []column {
	var out []column
	for _, f := range reflect.VisibleFields(row) {
		name, ok := f.Tag.Lookup("json")
		if !ok || f.Anonymous {
			continue
		}
		c := column{name: name, index: f.Index, cast: "u." + name}
		switch {
		case f.Type == reflect.TypeFor[domain.Date]():
			c.array, c.cast = "text", "nullif(u."+name+", '')::date"
		case f.Type == reflect.TypeFor[time.Time]():
			c.array, c.cast = "text", "nullif(u."+name+", '')::timestamptz"
		case f.Type.Kind() == reflect.String:
			c.array = "text"
		case f.Type.Kind() == reflect.Bool:
			c.array = "boolean"
		default:
			c.array = "bigint"
		}
		if f.Tag.Get("pg") == "jsonb" {
			c.cast = "u." + name + "::jsonb"
		}
		out = append(out, c)
	}
	return out
}

// unnested is the rows as a relation u, its parameters numbered from first.
func unnested(cols []column, first int) string {
	params, names := make([]string, len(cols)), make([]string, len(cols))
	for i, c := range cols {
		params[i] = fmt.Sprintf("$%d::%s[]", first+i, c.array)
		names[i] = c.name
	}
	return fmt.Sprintf("unnest(%s) as u(%s)", strings.Join(params, ", "), strings.Join(names, ", "))
}

// sql is the INSERT with its parameters numbered from first.
func (in insert) sql(first int) string {
	cols := columns(reflect.TypeOf(in.rows).Elem())
	names, casts := make([]string, len(cols)), make([]string, len(cols))
	for i, c := range cols {
		names[i], casts[i] = c.name, c.cast
	}
	return strings.TrimSpace(fmt.Sprintf("insert into %s (%s) select %s from %s %s", in.table, strings.Join(names, ", "),
		strings.Join(casts, ", "), unnested(cols, first), in.after))
}

// arrays are the rows' columns as arguments.
func arrays(rows any) []any {
	v := reflect.ValueOf(rows)
	cols := columns(v.Type().Elem())
	out := make([]any, len(cols))
	for i, c := range cols {
		out[i] = array(v, c)
	}
	return out
}

func array(rows reflect.Value, c column) any {
	n := rows.Len()
	switch c.array {
	case "bigint":
		out := make(pq.Int64Array, n)
		for i := range n {
			out[i] = rows.Index(i).FieldByIndex(c.index).Int()
		}
		return out
	case "boolean":
		out := make(pq.BoolArray, n)
		for i := range n {
			out[i] = rows.Index(i).FieldByIndex(c.index).Bool()
		}
		return out
	}
	out := make(pq.StringArray, n)
	for i := range n {
		out[i] = text(rows.Index(i).FieldByIndex(c.index))
	}
	return out
}

func text(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case domain.Date:
		return x.String()
	case time.Time:
		if x.IsZero() {
			return ""
		}
		return x.UTC().Format(time.RFC3339Nano)
	}
	return v.String()
}
