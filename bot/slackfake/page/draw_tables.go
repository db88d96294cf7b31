package page

import (
	"fmt"
	"strconv"
)

// table is a table, or a chart as the table of its figures.
type table struct {
	Caption string
	Head    []cell
	Rows    [][]cell
}

// cell is one cell; its parts are those of rich text.
type cell struct {
	Spans []span
	Parts []*node
	Class string
}

// Table is a table block. Its first row is its head.
func (n *node) Table() table {
	rows, _ := n.o["rows"].([]any)
	t := table{Caption: n.Str("caption")}
	settings, _ := n.o["column_settings"].([]any)
	for i, row := range rows {
		var cells []cell
		for column, o := range objectsOf(row) {
			c := (&node{surface: n.surface, o: o, block: n.block, id: fmt.Sprintf("%s-%d-%d", n.id, i, column)}).cell()
			if column < len(settings) {
				setting, _ := settings[column].(object)
				c.Class += " " + text(setting, "align")
			}
			cells = append(cells, c)
		}
		if i == 0 {
			t.Head = cells
			continue
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

func (n *node) cell() cell {
	switch n.Kind() {
	case "rich_text":
		return cell{Parts: n.All("elements")}
	case "raw_number":
		words := n.Str("text")
		if words == "" {
			words = figure(n.o["value"])
		}
		return cell{Spans: []span{{Words: words}}, Class: "number"}
	}
	return cell{Spans: []span{{Words: n.Str("text")}}}
}

// Chart is the figures of a chart: a row for each segment, or for each category with a column for each series.
func (n *node) Chart() table {
	t := table{Caption: n.Str("title")}
	chart := n.At("chart")
	if chart == nil {
		return t
	}
	for _, segment := range chart.All("segments") {
		t.Rows = append(t.Rows, []cell{wordCell(segment.Str("label")), numberCell(segment.o["value"])})
	}
	series := chart.All("series")
	if len(series) == 0 {
		return t
	}
	axis := sub(chart.o, "axis_config")
	t.Head = []cell{wordCell(text(axis, "x_label"))}
	for _, one := range series {
		t.Head = append(t.Head, wordCell(one.Str("name")))
	}
	categories, _ := axis["categories"].([]any)
	for _, category := range categories {
		name := fmt.Sprint(category)
		row := []cell{wordCell(name)}
		for _, one := range series {
			row = append(row, numberCell(one.point(name)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// point is the value of a series for a category.
func (n *node) point(category string) any {
	for _, p := range n.All("data") {
		if p.Str("label") == category {
			return p.o["value"]
		}
	}
	return nil
}

func wordCell(words string) cell { return cell{Spans: []span{{Words: words}}} }

func numberCell(v any) cell { return cell{Spans: []span{{Words: figure(v)}}, Class: "number"} }

func figure(v any) string {
	f, ok := v.(float64)
	if !ok {
		return ""
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}
