package slackfake

import "slices"

// chartRule judges the chart of a data_visualization block.
func chartRule(r *report, at string, v any) {
	chart, ok := v.(object)
	if !ok {
		r.add(at, "must be an object, not %s", kindOf(v))
		return
	}
	if text(chart, "type") == "pie" {
		segment := shape(fields{"label": str(1, 20), "value": positive}, "label value")
		shape(fields{"type": nil, "segments": list(segment, 1, 6)}, "segments")(r, at, v)
		return
	}
	point := shape(fields{"label": str(1, 20), "value": number}, "label value")
	series := shape(fields{"name": str(1, 20), "data": list(point, 1, 20)}, "name data")
	axis := shape(fields{
		"categories": list(str(1, 20), 1, 20), "x_label": str(0, 50), "y_label": str(0, 50),
	}, "categories")
	shape(fields{
		"type": oneOf("line", "bar", "area"), "series": list(series, 1, 6), "axis_config": axis,
	}, "type series axis_config")(r, at, v)
	onePointPerCategory(r, at, chart)
}

func onePointPerCategory(r *report, at string, chart object) {
	var categories []string
	for _, c := range array(sub(chart, "axis_config"), "categories") {
		name, _ := c.(string)
		categories = append(categories, name)
	}
	seen := map[string]bool{}
	for _, series := range objects(chart, "series") {
		name := text(series, "name")
		if seen[name] {
			r.add(at, "duplicate series: %s", name)
		}
		seen[name] = true
		var labels []string
		for _, point := range objects(series, "data") {
			labels = append(labels, text(point, "label"))
		}
		missing := func(c string) bool { return !slices.Contains(labels, c) }
		if len(labels) != len(categories) || slices.ContainsFunc(categories, missing) {
			r.add(at, "series %s must carry exactly one point per category", name)
		}
	}
}
