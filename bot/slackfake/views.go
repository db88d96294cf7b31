package slackfake

import (
	"maps"
	"slices"
	"strings"
)

// maxModals is how many views a modal's stack may hold.
const maxModals = 3

// troubleConnecting is the banner of a modal whose submission was not answered, or answered in a way Slack cannot use.
const troubleConnecting = "We had some trouble connecting. Try again?"

// View is a modal or a home tab as it stands.
type View struct {
	ID       string
	User     string // id of the person who sees it
	Hash     string
	Root     string         // id of the lowest view of the stack
	Previous string         // id of the view below, empty for the lowest
	Body     map[string]any // the view as the app gave it, every block and element named
	Errors   map[string]string
	Banner   string // what Slack says on its own behalf
	values   values
}

// Title is the view's title, "Home" for a home tab.
func (v View) Title() string {
	if text(v.Body, "type") == "home" {
		return "Home"
	}
	return text(sub(v.Body, "title"), "text")
}

// FieldError is what stands under the field with that label, empty when nothing does.
func (v View) FieldError(label string) string {
	for _, b := range objectsOf(v.blocks()) {
		if text(b, "type") == "input" && text(sub(b, "label"), "text") == label {
			return v.Errors[text(b, "block_id")]
		}
	}
	return ""
}

// Entered is what an element of the view holds, nil when empty: words, an option, ids. Without a workspace around the view
// it is the initial value.
func (v View) Entered(block, element map[string]any) any { return v.values.entered(block, element) }

func (v *View) blocks() []any { return array(v.Body, "blocks") }

// copied is the view as it is now, which later changes leave alone.
func (v *View) copied() View {
	c := *v
	c.Errors = maps.Clone(v.Errors)
	c.values = v.values.copied()
	return c
}

// body is a copy of a view the app gave, as Slack keeps it.
func (s *State) body(view object) object {
	view, _ = decoded(view).(object)
	completeTexts(view)
	view["blocks"] = s.completed(array(view, "blocks"))
	return view
}

func (s *State) newView(userID string, view object) *View {
	v := &View{ID: s.id("V"), User: userID, Hash: s.hash(), Body: s.body(view), values: values{}}
	v.Root = v.ID
	v.values.begin(v.blocks())
	return v
}

func (s *State) hash() string {
	seconds, _, _ := strings.Cut(s.ts(), ".")
	return seconds + "." + s.secret()
}

// openModal shows the view alone, in place of any modal the person has open.
func (s *State) openModal(userID string, view object) *View {
	v := s.newView(userID, view)
	s.modals[userID] = []*View{v}
	s.show(Shown{Kind: Opened, User: userID, View: v.copied()})
	return v
}

// pushModal lays the view on top of the person's modal.
func (s *State) pushModal(userID string, view object) *View {
	v := s.newView(userID, view)
	stack := s.modals[userID]
	v.Root, v.Previous = stack[0].ID, stack[len(stack)-1].ID
	s.modals[userID] = append(stack, v)
	s.show(Shown{Kind: Opened, User: userID, View: v.copied()})
	return v
}

// updateView replaces what the view shows. What was typed stays where block_id and action_id are the same.
func (s *State) updateView(v *View, view object) {
	before := RenderView(v.copied())
	kept := v.values
	v.Body, v.Hash, v.Errors, v.Banner = s.body(view), s.hash(), nil, ""
	v.values = values{}
	v.values.begin(v.blocks())
	v.values.keep(kept, v.blocks())
	kind := Updated
	if v == s.homes[v.User] {
		kind = Published
	}
	if RenderView(v.copied()) != before {
		s.show(Shown{Kind: kind, User: v.User, View: v.copied()})
	}
}

// closeModal takes the view off its stack.
func (s *State) closeModal(v *View) {
	s.modals[v.User] = slices.DeleteFunc(s.modals[v.User], func(other *View) bool { return other == v })
}

// top is the modal the person looks at, nil when there is none.
func (s *State) top(userID string) *View {
	stack := s.modals[userID]
	if len(stack) == 0 {
		return nil
	}
	return stack[len(stack)-1]
}

// viewBy finds an open view by id or external_id.
func (s *State) viewBy(id, externalID string) *View {
	matches := func(v *View) bool {
		return id != "" && v.ID == id || externalID != "" && text(v.Body, "external_id") == externalID
	}
	for _, home := range s.homes {
		if matches(home) {
			return home
		}
	}
	for _, stack := range s.modals {
		for _, v := range stack {
			if matches(v) {
				return v
			}
		}
	}
	return nil
}

// refuseFields keeps the errors of a submission; each must name an input block.
func (v *View) refuseFields(r *report, errors object) {
	inputs := map[string]bool{}
	for _, b := range objectsOf(v.blocks()) {
		if text(b, "type") == "input" {
			inputs[text(b, "block_id")] = true
		}
	}
	v.Errors = map[string]string{}
	for _, id := range sortedKeys(errors) {
		if !inputs[id] {
			r.add("/errors/"+id, "is not the block_id of an input block")
			continue
		}
		v.Errors[id] = text(errors, id)
	}
}

// json is the view as the Web API and interaction payloads show it.
func (v *View) json() object {
	o := object{
		"id": v.ID, "team_id": teamID, "state": object{"values": v.values.json(v.blocks())}, "hash": v.Hash,
		"root_view_id": v.Root, "previous_view_id": nil, "app_id": appID, "app_installed_team_id": teamID, "bot_id": botID,
		"private_metadata": "", "callback_id": "", "external_id": "", "clear_on_close": false, "notify_on_close": false,
		"submit_disabled": false, "title": object{"type": "plain_text", "text": "View Title", "emoji": true}, "close": nil,
		"submit": nil,
	}
	maps.Copy(o, v.Body)
	if v.Previous != "" {
		o["previous_view_id"] = v.Previous
	}
	return o
}
