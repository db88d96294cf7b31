package page

import (
	"embed"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"paidup/bot/slackfake"
)

//go:embed templates/*.gohtml
var templates embed.FS

//go:embed static/theme.css static/blocks.css
var styles embed.FS

// Styles are the styles of what a pen draws, for a page of somebody else's.
func Styles() (string, error) {
	var all strings.Builder
	for _, name := range []string{"static/theme.css", "static/blocks.css"} {
		sheet, err := styles.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("read the styles: %w", err)
		}
		all.Write(sheet)
	}
	return all.String(), nil
}

// Pen draws messages and views for one reader. What it draws holds neither script nor style of its own: the classes are
// those of blocks.css, and what can be pressed or filled in says so in data attributes.
type Pen struct {
	reader Reader
	sheets *template.Template
}

// Reader is who looks at what is drawn.
type Reader struct {
	Name     func(id string) string        // of a user or channel; nil: the id stands for it
	File     func(f slackfake.File) string // path on this server under which a file can be had; nil: nowhere
	Preview  func(f slackfake.File) string // first lines of a file of text, empty for any other; nil: none
	Zone     *time.Location                // of dates and times; nil: UTC
	People   []Choice                      // to choose from where people are chosen
	Channels []Choice                      // and where channels are
}

// Choice is one person or channel that can be chosen.
type Choice struct{ ID, Name string }

// NewPen reads the templates. A pen for another reader shares them: see For.
func NewPen(r Reader) (*Pen, error) {
	sheets, err := template.ParseFS(templates, "templates/*.gohtml")
	if err != nil {
		return nil, fmt.Errorf("read the templates: %w", err)
	}
	return (&Pen{sheets: sheets}).For(r), nil
}

// For is a pen for somebody else.
func (p *Pen) For(r Reader) *Pen {
	if r.Name == nil {
		r.Name = func(id string) string { return id }
	}
	if r.File == nil {
		r.File = func(slackfake.File) string { return "" }
	}
	if r.Preview == nil {
		r.Preview = func(slackfake.File) string { return "" }
	}
	if r.Zone == nil {
		r.Zone = time.UTC
	}
	return &Pen{reader: r, sheets: p.sheets}
}

// surface is what a block stands on.
type surface struct {
	*Pen
	id     string // prefix of the ids of its elements
	view   slackfake.View
	errors map[string]string // under fields, by block_id
}

// Message draws what the message says, without its author and time: its blocks, or its text where it has none, then
// attachments, files and reactions.
func (p *Pen) Message(m slackfake.Message) (template.HTML, error) {
	s := &surface{Pen: p, id: "m" + strings.ReplaceAll(m.TS, ".", "-")}
	drawn := message{Blocks: s.nodes(m.Blocks, s.id)}
	if len(m.Blocks) == 0 {
		drawn.Text = s.mrkdwn(m.Text)
	}
	for i, a := range objectsOf(m.Attachments) {
		n := &node{surface: s, o: a, id: fmt.Sprintf("%s-a%d", s.id, i)}
		drawn.Attachments = append(drawn.Attachments, n)
	}
	for _, f := range m.Files {
		drawn.Files = append(drawn.Files, file{f, p.reader.File(f), p.reader.Preview(f)})
	}
	for name, who := range m.Reactions {
		drawn.Reactions = append(drawn.Reactions, reaction{emoji(name), name, len(who)})
	}
	slices.SortFunc(drawn.Reactions, func(a, b reaction) int { return strings.Compare(a.Name, b.Name) })
	return p.draw("message", drawn)
}

// View draws a modal with what was entered in it and what is said against it. Of a home tab it draws the blocks.
func (p *Pen) View(v slackfake.View) (template.HTML, error) {
	s := &surface{Pen: p, id: "v" + v.ID, view: v, errors: v.Errors}
	body := &node{surface: s, o: v.Body, id: s.id}
	if body.Kind() == "home" {
		return p.draw("blocks", body.All("blocks"))
	}
	return p.draw("view", modal{body, v})
}

func (p *Pen) draw(sheet string, data any) (template.HTML, error) {
	var out strings.Builder
	if err := p.sheets.ExecuteTemplate(&out, sheet, data); err != nil {
		return "", fmt.Errorf("draw %s: %w", sheet, err)
	}
	return template.HTML(out.String()), nil
}

// message is what the template of a message is given.
type message struct {
	Blocks      []*node
	Text        []span
	Attachments []*node
	Files       []file
	Reactions   []reaction
}

type file struct {
	slackfake.File
	Path    string
	Preview string
}

// Picture reports that a browser shows the file by itself.
func (f file) Picture() bool {
	name := strings.ToLower(f.Name)
	return f.Path != "" && slices.ContainsFunc([]string{".png", ".jpg", ".jpeg", ".gif", ".webp"}, func(end string) bool {
		return strings.HasSuffix(name, end)
	})
}

// Size is the file's size in words.
func (f file) Size() string {
	switch {
	case f.Bytes < 1000:
		return fmt.Sprintf("%d bytes", f.Bytes)
	case f.Bytes < 1_000_000:
		return fmt.Sprintf("%.1f KB", float64(f.Bytes)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(f.Bytes)/1_000_000)
}

type reaction struct {
	Emoji, Name string
	Count       int
}

// modal is what the template of a modal is given.
type modal struct {
	*node
	Open slackfake.View
}
