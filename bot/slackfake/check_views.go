package slackfake

import (
	"encoding/json"
	"maps"
)

// checkView judges a view; kind is the type it must have, empty for any.
func checkView(r *report, at, kind string, v any) {
	view, ok := v.(object)
	if !ok {
		r.add(at, "must be an object, not %s", kindOf(v))
		return
	}
	got := text(view, "type")
	if kind != "" && got != kind {
		r.add(at+"/type", "must be %s", kind)
	}
	common := fields{
		"type": nil, "blocks": nil, "private_metadata": str(0, 3000), "callback_id": str(1, 255), "external_id": str(1, 255),
	}
	switch got {
	case "modal":
		maps.Copy(common, fields{
			"title": plain(24), "close": plain(24), "submit": plain(24), "clear_on_close": boolean,
			"notify_on_close": boolean, "submit_disabled": boolean,
		})
		shape(common, "title blocks", submitWithInputs)(r, at, v)
	case "home":
		shape(common, "blocks")(r, at, v)
	default:
		r.add(at+"/type", "unsupported type: %v", view["type"])
	}
	checkBlocks(r, at+"/blocks", got, view["blocks"])
	if viewSize(view) > maxViewBytes {
		r.add(at, "view is larger than %d bytes", maxViewBytes)
	}
}

func submitWithInputs(r *report, at string, view object) {
	for _, b := range objects(view, "blocks") {
		if text(b, "type") == "input" && view["submit"] == nil {
			r.add(at, "missing required field: submit, as blocks hold an input")
			return
		}
	}
}

func viewSize(view object) int {
	raw, err := json.Marshal(view)
	if err != nil {
		return 0
	}
	return len(raw)
}

// checkSubmission judges the answer to a view_submission.
func checkSubmission(r *report, payload object) {
	if len(payload) == 0 {
		return
	}
	action := text(payload, "response_action")
	oneOf("errors", "update", "push", "clear")(r, "/response_action", payload["response_action"])
	switch action {
	case "errors":
		errors := sub(payload, "errors")
		if len(errors) == 0 {
			r.add("/errors", "must map block_ids to messages")
		}
		for _, id := range sortedKeys(errors) {
			str(1, 0)(r, "/errors/"+id, errors[id])
			str(0, 255)(r, "/errors", id)
		}
	case "update", "push":
		checkView(r, "/view", "modal", payload["view"])
	}
}
