package page

import (
	"fmt"
	"html/template"
)

// object is a JSON object as encoding/json decodes it.
type object = map[string]any

func text(o object, key string) string {
	s, _ := o[key].(string)
	return s
}

func sub(o object, key string) object {
	inner, _ := o[key].(object)
	return inner
}

func objectsOf(v any) []object {
	items, _ := v.([]any)
	var found []object
	for _, item := range items {
		if o, ok := item.(object); ok {
			found = append(found, o)
		}
	}
	return found
}

// node is one object of a message or view, as the templates see it.
type node struct {
	*surface
	o     object
	block object // that holds it; itself for a block
	id    string // unique on the page
}

// nodes are the blocks of a surface or of an attachment.
func (s *surface) nodes(blocks any, id string) []*node {
	var all []*node
	for i, o := range objectsOf(blocks) {
		all = append(all, &node{surface: s, o: o, block: o, id: fmt.Sprintf("%s-%d", id, i)})
	}
	return all
}

// Kind is the object's type.
func (n *node) Kind() string { return text(n.o, "type") }

// ID is the id of what is drawn for the node.
func (n *node) ID() string { return n.id }

// Str is the string under key, empty when there is none.
func (n *node) Str(key string) string { return text(n.o, key) }

// Is reports that the value under key is true.
func (n *node) Is(key string) bool { return n.o[key] == true }

// Num is the whole number under key, 0 when there is none.
func (n *node) Num(key string) int {
	f, _ := n.o[key].(float64)
	return int(f)
}

// At is the object under key, nil when there is none.
func (n *node) At(key string) *node {
	o := sub(n.o, key)
	if o == nil {
		return nil
	}
	return &node{surface: n.surface, o: o, block: n.block, id: n.id + "-" + key}
}

// All are the objects under key. In a surface or an attachment they are blocks, else parts of the block.
func (n *node) All(key string) []*node {
	all := n.nodes(n.o[key], n.id)
	if n.block != nil {
		for _, one := range all {
			one.block = n.block
		}
	}
	return all
}

// Block and Action name an element as Slack does.
func (n *node) Block() string { return text(n.block, "block_id") }

// Action is the element's action_id.
func (n *node) Action() string { return text(n.o, "action_id") }

// In reports that the node stands in a block of that kind.
func (n *node) In(kind string) bool { return text(n.block, "type") == kind }

// Draw is the node by the template of its kind: "block section", "element button", "rich rich_text_list".
func (n *node) Draw(what string) (template.HTML, error) {
	sheet := what + " " + n.Kind()
	if n.sheets.Lookup(sheet) == nil {
		sheet = what + " of unknown kind"
	}
	return n.draw(sheet, n)
}

// Spans are the words of a text object, or those of a part of rich text.
func (n *node) Spans() []span {
	switch n.Kind() {
	case "mrkdwn":
		return n.mrkdwn(n.Str("text"))
	case "plain_text":
		words := n.Str("text")
		if n.o["emoji"] != false {
			words = emojis(words)
		}
		return []span{{Words: words}}
	}
	var all []span
	for _, leaf := range n.All("elements") {
		all = append(all, leaf.leaf())
	}
	return all
}

// Plain are the words of the text object under key, without any style.
func (n *node) Plain(key string) string {
	o := n.At(key)
	if o == nil {
		return ""
	}
	words := ""
	for _, s := range o.Spans() {
		words += s.Words
	}
	return words
}

// Link is the address under key where it leads to the web, to a mailbox or to a path of this server, else empty.
func (n *node) Link(key string) string { return safeLink(n.Str(key)) }

// Picture is where an image can be had without asking anybody outside; empty: nowhere.
func (n *node) Picture() string {
	if link := n.Link("image_url"); isPath(link) {
		return link
	}
	return ""
}

// Problem is what is said against a field.
func (n *node) Problem() string { return n.errors[n.Block()] }

// Attached is the text of an attachment, or what stands for it.
func (n *node) Attached() []span {
	if words := n.Str("text"); words != "" {
		return n.mrkdwn(words)
	}
	return []span{{Words: n.Str("fallback")}}
}

// Start is the number of an ordered list's first item.
func (n *node) Start() int { return n.Num("offset") + 1 }
