package page

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// part is an element of a page, or words in it.
type part struct {
	tag   string // empty: words
	said  string
	attrs map[string]string
	in    *part
	parts []*part
}

// tree reads what was drawn as a browser would. A control character, of which XML has none, reads as one that is unknown.
func tree(t *testing.T, html string) *part {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<body>" + strings.ReplaceAll(html, "\u0007", "\ufffd") + "</body>"))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	at := &part{tag: "root"}
	root := at
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return root
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, html)
		}
		switch token := token.(type) {
		case xml.StartElement:
			child := &part{tag: token.Name.Local, attrs: map[string]string{}, in: at}
			for _, a := range token.Attr {
				child.attrs[a.Name.Local] = a.Value
			}
			at.parts = append(at.parts, child)
			at = child
		case xml.EndElement:
			at = at.in
		case xml.CharData:
			at.parts = append(at.parts, &part{said: string(token), in: at})
		}
	}
}

func (p *part) words() string {
	words := p.said + p.attrs["alt"]
	for _, child := range p.parts {
		words += child.words()
	}
	return words
}

func (p *part) each(visit func(*part)) {
	visit(p)
	for _, child := range p.parts {
		child.each(visit)
	}
}

// spoken holds that every control and picture has a name for a screen reader, that ids are unique and that what points at an
// id points at one that is there.
func spoken(t *testing.T, what, html string) {
	t.Helper()
	root := tree(t, html)
	ids, labels := map[string]int{}, map[string]string{}
	root.each(func(p *part) {
		if id := p.attrs["id"]; id != "" {
			ids[id]++
		}
		if p.tag == "label" {
			labels[p.attrs["for"]] = p.words()
		}
	})
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%s: the id %s stands %d times", what, id, n)
		}
	}
	root.each(func(p *part) {
		for _, points := range []string{"for", "aria-labelledby", "aria-describedby", "aria-controls"} {
			for id := range strings.FieldsSeq(p.attrs[points]) {
				if ids[id] == 0 {
					t.Errorf("%s: %s points at %s, which is not there", what, points, id)
				}
			}
		}
		if p.needsName() && strings.TrimSpace(p.name(labels)) == "" {
			t.Errorf("%s: a %s has no name: %v", what, p.tag, p.attrs)
		}
	})
}

func (p *part) needsName() bool {
	return slices.Contains([]string{"button", "a", "summary", "input", "select", "textarea", "fieldset", "img", "form"}, p.tag) ||
		slices.Contains([]string{"img", "region", "listbox"}, p.attrs["role"])
}

func (p *part) name(labels map[string]string) string {
	for _, given := range []string{p.attrs["aria-label"], p.attrs["aria-labelledby"], p.attrs["alt"], labels[p.attrs["id"]]} {
		if given != "" {
			return given
		}
	}
	if p.tag == "input" && p.in.tag == "label" {
		return p.in.words()
	}
	if slices.Contains([]string{"button", "a", "summary"}, p.tag) {
		return p.words()
	}
	return ""
}
