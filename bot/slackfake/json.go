package slackfake

import (
	"encoding/json"
	"maps"
	"slices"
)

// text is the string under key, empty when there is none.
func text(o object, key string) string {
	s, _ := o[key].(string)
	return s
}

// sub is the object under key, nil when there is none.
func sub(o object, key string) object {
	inner, _ := o[key].(object)
	return inner
}

// array is the array under key, nil when there is none.
func array(o object, key string) []any {
	items, _ := o[key].([]any)
	return items
}

// objects are the objects of the array under key.
func objects(o object, key string) []object {
	return objectsOf(array(o, key))
}

func objectsOf(items []any) []object {
	found := make([]object, 0, len(items))
	for _, item := range items {
		if o, ok := item.(object); ok {
			found = append(found, o)
		}
	}
	return found
}

func truth(o object, key string) bool {
	b, _ := o[key].(bool)
	return b
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

// decoded turns a value into what encoding/json would have read from its JSON: objects, arrays, strings, numbers. It is
// also a deep copy.
func decoded(v any) any {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	var out any
	if json.Unmarshal(raw, &out) != nil {
		return nil
	}
	return out
}

// dropNulls removes arguments that are null: Slack takes them for absent.
func dropNulls(args object) {
	maps.DeleteFunc(args, func(_ string, v any) bool { return v == nil })
}

// walk visits every object in v, the outermost first.
func walk(v any, visit func(object)) {
	switch x := v.(type) {
	case []any:
		for _, item := range x {
			walk(item, visit)
		}
	case object:
		visit(x)
		for _, key := range sortedKeys(x) {
			walk(x[key], visit)
		}
	}
}
