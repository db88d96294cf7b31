package page

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paidup/bot/slackfake"
)

func pen(t *testing.T) *Pen {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{"U0DANA": "Dana Reyes", "U0BEN": "Ben Okafor", "C0FM": "fort-myers"}
	p, err := NewPen(Reader{
		Name: func(id string) string {
			if name := names[id]; name != "" {
				return name
			}
			return id
		},
		File:     func(f slackfake.File) string { return "/files/" + f.ID },
		Zone:     zone,
		People:   []Choice{{"U0DANA", "Dana Reyes"}, {"U0BEN", "Ben Okafor"}},
		Channels: []Choice{{"C0FM", "fort-myers"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func parsed(t *testing.T, payload string) object {
	t.Helper()
	var o object
	if err := json.Unmarshal([]byte(payload), &o); err != nil {
		t.Fatalf("%v in %s", err, payload)
	}
	return o
}

// drawn is a message of the blocks, given as JSON without the brackets.
func drawn(t *testing.T, blocks string) string {
	t.Helper()
	o := parsed(t, `{"blocks":[`+blocks+`]}`)
	html, err := pen(t).Message(slackfake.Message{TS: "1790000000.000100", Blocks: o["blocks"].([]any)})
	if err != nil {
		t.Fatal(err)
	}
	return string(html)
}

func holds(t *testing.T, html string, fragments ...string) {
	t.Helper()
	for _, want := range fragments {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in\n%s", want, html)
		}
	}
}

func lacks(t *testing.T, html string, fragments ...string) {
	t.Helper()
	for _, unwanted := range fragments {
		if strings.Contains(html, unwanted) {
			t.Errorf("%s stands in\n%s", unwanted, html)
		}
	}
}

// elementNamed is an element of that type in an actions block, with more of it as JSON.
func elementNamed(kind, more string) string {
	return `{"type":"actions","block_id":"b1","elements":[{"type":"` + kind + `","action_id":"press:pay later:0"` + more + `}]}`
}

// fieldOf is the same element as a required field.
func fieldOf(kind, more string) string {
	return `{"type":"input","block_id":"b1","label":{"type":"plain_text","text":"Amount"},"element":{"type":"` + kind + `","action_id":"press:pay later:0"` + more + `}}`
}

const (
	twoOptions = `,"options":[{"text":{"type":"plain_text","text":"One"},"value":"1"},{"text":{"type":"plain_text","text":"Two"},"value":"2","description":{"type":"plain_text","text":"second"}}]`
	secondOne  = `{"text":{"type":"plain_text","text":"Two"},"value":"2"}`
	sure       = `,"confirm":{"title":{"type":"plain_text","text":"Void e9?"},"text":{"type":"mrkdwn","text":"It *never* happened"},"confirm":{"type":"plain_text","text":"Void"},"deny":{"type":"plain_text","text":"Keep"},"style":"danger"}`
	labelled   = `,"text":{"type":"plain_text","text":"Undo"}`
	asking     = `,"placeholder":{"type":"plain_text","text":"Whose"}`
)

func TestBlocks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		blocks string
		want   []string
	}{
		"header":  {`{"type":"header","text":{"type":"plain_text","text":"Fort Myers"}}`, []string{`<h3 class="header" dir="auto">Fort Myers</h3>`}},
		"divider": {`{"type":"divider"}`, []string{`<hr>`}},
		"section": {
			`{"type":"section","text":{"type":"mrkdwn","text":"*DSO* _61.3_ ~x~ ` + "`code`" + `\nsecond"},"fields":[{"type":"plain_text","text":"*as is*"}],"accessory":{"type":"button","action_id":"a","text":{"type":"plain_text","text":"Open"}}}`,
			[]string{"<strong>DSO</strong> <em>61.3</em> <s>x</s> <code>code</code>\nsecond</p>", `<div class="facts"><p class="words" dir="auto">*as is*</p>`, `<div class="accessory"><button`},
		},
		"mentions and links": {
			`{"type":"section","text":{"type":"mrkdwn","text":"<@U0DANA> in <#C0FM>, <!here>: *<https://a.example/?a=1&amp;b=2|FM-1042>*"}}`,
			[]string{`<span class="mention">@Dana Reyes</span>`, `<span class="mention">#fort-myers</span>`, `<span class="mention">@here</span>`,
				`<strong><a href="https://a.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">FM-1042</a></strong>`},
		},
		"a date token in the reader's zone": {
			`{"type":"section","text":{"type":"mrkdwn","text":"<!date^1790000000^{date_short_pretty} at {time}|no>"}}`,
			[]string{`<span class="date">Sep 21, 2026 at 10:13 AM</span>`},
		},
		"context": {`{"type":"context","elements":[{"type":"plain_text","text":"As of :eyes: Sun"},{"type":"image","alt_text":"DSO","image_url":"https://a.example/i.png"}]}`,
			[]string{`<div class="context"><span class="words" dir="auto">As of 👀 Sun</span><span class="box image" role="img" aria-label="DSO">Image: DSO</span>`}},
		"rich text": {
			`{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"bold","style":{"bold":true,"italic":true}},{"type":"user","user_id":"U0BEN"},{"type":"broadcast","range":"channel"},{"type":"emoji","name":"red","unicode":"1f534"},{"type":"emoji","name":"unheard_of"},{"type":"date","timestamp":1790000000,"format":"{date_num} {time}"},{"type":"link","url":"mailto:a@b.example"},{"type":"channel","channel_id":"C0FM"}]},
			 {"type":"rich_text_list","style":"ordered","offset":2,"indent":1,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"third"}]}]},
			 {"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"dot"}]}]},
			 {"type":"rich_text_quote","elements":[{"type":"text","text":"said"}]},{"type":"rich_text_preformatted","elements":[{"type":"text","text":"as  is"}]}]}`,
			[]string{"<strong><em>bold</em></strong>", "@Ben Okafor", "@channel", "🔴", ":unheard_of:", "2026-09-21 10:13 AM", `<a href="mailto:a@b.example"`, "#fort-myers",
				`<ol class="indent-1" start="3"><li class="words" dir="auto">third</li></ol>`, `<ul class="indent-0"><li`, `<blockquote class="words" dir="auto">said</blockquote>`, "<pre class=\"words\" dir=\"auto\">as  is</pre>"},
		},
		"a picture of this server":    {`{"type":"image","alt_text":"DSO by month","image_url":"/files/1","title":{"type":"plain_text","text":"DSO"}}`, []string{`<figcaption dir="auto">DSO</figcaption><img src="/files/1" alt="DSO by month">`}},
		"a picture from outside":      {`{"type":"image","alt_text":"DSO by month","image_url":"https://a.example/i.png"}`, []string{`Image: DSO by month`}},
		"markdown":                    {`{"type":"markdown","text":"# *as is*"}`, []string{`<p class="words" dir="auto"># *as is*</p>`}},
		"alert":                       {`{"type":"alert","level":"warning","text":{"type":"plain_text","text":"Mind"}}`, []string{`<div class="alert alert-warning" role="note">`, "Mind"}},
		"file":                        {`{"type":"file","external_id":"X1","source":"remote"}`, []string{"A file kept elsewhere: X1"}},
		"a kind that nobody knows":    {`{"type":"video"}`, []string{`<p class="box unknown" dir="auto">A block of the kind “video”`}},
		"an element that nobody does": {elementNamed("dial", ""), []string{"An element of the kind “dial”"}},
		"table": {
			`{"type":"data_table","caption":"Aging","rows":[[{"type":"raw_text","text":"Days"},{"type":"raw_text","text":"Open"}],[{"type":"raw_text","text":"0-30"},{"type":"raw_number","value":36.5}],[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"31-60"}]}]},{"type":"raw_number","value":24,"text":"24 files"}]]}`,
			[]string{`aria-label="Aging"`, `<caption dir="auto">Aging</caption>`, `<th scope="col" class="" dir="auto">Days</th>`, `<td class="number" dir="auto">36.5</td>`, "31-60", "24 files"},
		},
		"aligned columns": {`{"type":"table","column_settings":[{"align":"right"}],"rows":[[{"type":"raw_text","text":"a"}]]}`, []string{`class=" right"`}},
		"chart":           {`{"type":"data_visualization","title":"DSO","chart":{"type":"line","axis_config":{"categories":["Sep","Oct"],"x_label":"Month"},"series":[{"name":"FM","data":[{"label":"Oct","value":61.3},{"label":"Sep","value":60}]}]}}`, []string{`Month</th>`, `FM</th>`, `Oct</td><td class="number" dir="auto">61.3</td>`}},
		"pie":             {`{"type":"data_visualization","title":"Aging","chart":{"type":"pie","segments":[{"label":"0-30","value":36}]}}`, []string{`0-30</td><td class="number" dir="auto">36</td>`}},
	} {
		holds(t, drawn(t, c.blocks), c.want...)
		if t.Failed() {
			t.Fatalf("in %s", name)
		}
	}
}

func TestWhatCanBePressed(t *testing.T) {
	t.Parallel()
	contract := `data-do="press" data-block="b1" data-act="press:pay later:0"`
	for kind, c := range map[string]struct {
		more string
		want []string
	}{
		"button":          {labelled + `,"style":"danger","accessibility_label":"Undo, FM-1042"` + sure, []string{`<button type="button" class="danger" ` + contract, `aria-label="Undo, FM-1042"`, `data-confirm-title="Void e9?" data-confirm-text="It never happened" data-confirm-yes="Void" data-confirm-no="Keep" data-confirm-style="danger"`}},
		"workflow_button": {labelled + `,"style":"primary"`, []string{`class="primary" ` + contract}},
		"icon_button":     {labelled + `,"icon":"trash"`, []string{contract, `aria-label="Undo"`, "🗑"}},
		"overflow":        {twoOptions, []string{`<details class="menu"><summary aria-label="More actions…">⋯</summary><div role="menu">`, `<button role="menuitem" type="button" ` + contract + ` data-option="2">Two <small>second</small></button>`}},
		"feedback_buttons": {`,"positive_button":{"text":{"type":"plain_text","text":"Good"},"value":"y"},"negative_button":{"text":{"type":"plain_text","text":"Bad"},"value":"n","accessibility_label":"Not good"}`,
			[]string{contract + ` data-option="y">Good<`, `data-option="n" aria-label="Not good">Bad<`}},
	} {
		holds(t, drawn(t, elementNamed(kind, c.more)), c.want...)
	}
	link := drawn(t, elementNamed("button", labelled+`,"url":"https://a.example/x"`))
	holds(t, link, `<a class="button " href="https://a.example/x" target="_blank" rel="noopener noreferrer" `+contract)
	lacks(t, drawn(t, elementNamed("button", labelled+`,"url":"javascript:alert(1)"`)), "javascript", "href")
}

func TestWhatCanBeFilledIn(t *testing.T) {
	t.Parallel()
	for kind, c := range map[string]struct {
		more string
		want []string
	}{
		"plain_text_input":     {`,"initial_value":"12,400","max_length":20` + asking, []string{`<input type="text"`, `value="12,400"`, `maxlength="20"`, `placeholder="Whose"`}},
		"number_input":         {`,"is_decimal_allowed":true,"min_value":"1","initial_value":"5.5"`, []string{`<input type="number"`, `value="5.5"`, `min="1"`, `step="any"`}},
		"email_text_input":     {`,"initial_value":"a@b.example"`, []string{`<input type="email"`, `value="a@b.example"`}},
		"url_text_input":       {`,"initial_value":"https://a.example"`, []string{`<input type="url"`, `value="https://a.example"`}},
		"rich_text_input":      {`,"initial_value":{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"words"}]}]}`, []string{"<textarea", "\nwords</textarea>"}},
		"file_input":           {`,"filetypes":["csv"],"max_files":1`, []string{`<input type="file"`, `accept=".csv">`}},
		"datepicker":           {`,"initial_date":"2026-11-20"`, []string{`<input type="date"`, `value="2026-11-20"`}},
		"timepicker":           {`,"initial_time":"08:30"`, []string{`<input type="time"`, `value="08:30"`}},
		"datetimepicker":       {`,"initial_date_time":1790000000`, []string{`<input type="datetime-local"`, `value="2026-09-21T10:13"`}},
		"static_select":        {twoOptions + asking + `,"initial_option":` + secondOne, []string{`<select`, `<option value="">Whose</option><option value="1">One</option><option value="2" selected>Two · second</option>`}},
		"users_select":         {`,"initial_user":"U0BEN"`, []string{`<option value="U0DANA">Dana Reyes</option><option value="U0BEN" selected>Ben Okafor</option>`}},
		"channels_select":      {`,"initial_channel":"C0GONE"`, []string{`<option value="C0FM">fort-myers</option><option value="C0GONE" selected>C0GONE</option>`}},
		"conversations_select": {``, []string{`<option value="">Choose</option><option value="C0FM">fort-myers</option>`}},
		"checkboxes":           {twoOptions + `,"initial_options":[` + secondOne + `]`, []string{`<fieldset`, `aria-labelledby="m1790000000-000100-0-label"`, `value="2" checked><span dir="auto">Two<small>second</small></span>`, `type="checkbox"`}},
		"radio_buttons":        {twoOptions, []string{`<fieldset`, `<input type="radio" name="m1790000000-000100-0-element" value="1">`}},
		"multi_static_select":  {twoOptions + `,"initial_options":[` + secondOne + `]`, []string{`<details class="multi"><summary`, `>Two</summary><fieldset`, `type="checkbox"`, `value="2" checked`}},
		"multi_users_select":   {asking, []string{`>Whose</summary>`, `value="U0DANA"`}},
	} {
		html := drawn(t, fieldOf(kind, c.more))
		holds(t, html, append(c.want, `data-do="enter" data-block="b1" data-act="press:pay later:0" data-kind="`+kind+`"`)...)
	}
	holds(t, drawn(t, fieldOf("plain_text_input", `,"multiline":true,"initial_value":"one\ntwo"`)), "<textarea rows=\"3\"", "\none\ntwo</textarea>")
	holds(t, drawn(t, fieldOf("static_select", `,"option_groups":[{"label":{"type":"plain_text","text":"Checks"},"options":[`+secondOne+`]}]`)), `<optgroup label="Checks"><option value="2">Two</option></optgroup>`)
	holds(t, drawn(t, elementNamed("static_select", twoOptions+asking)), `aria-label="Whose"`)
	lacks(t, drawn(t, elementNamed("static_select", twoOptions)), "required")
}

func TestSearches(t *testing.T) {
	t.Parallel()
	one := drawn(t, fieldOf("external_select", asking+`,"initial_option":`+secondOne))
	holds(t, one, `<div class="search" data-do="search" data-block="b1" data-act="press:pay later:0" data-kind="external_select" data-min="3" data-value="2">`,
		`role="combobox" aria-expanded="false"`, `aria-controls="m1790000000-000100-0-element-list"`, `autocomplete="off" placeholder="Whose" value="Two"`,
		`<ul role="listbox" id="m1790000000-000100-0-element-list" aria-label="Found" hidden></ul>`)
	several := drawn(t, fieldOf("multi_external_select", `,"min_query_length":0,"initial_options":[`+secondOne+`]`))
	holds(t, several, `data-min="0"`, `<span class="chip" data-value="2" dir="auto">Two<button type="button" class="plain" data-do="unchoose" aria-label="Take out Two">×</button></span>`)
}

func TestModal(t *testing.T) {
	t.Parallel()
	body := parsed(t, `{"type":"modal","title":{"type":"plain_text","text":"Payment"},"close":{"type":"plain_text","text":"Cancel"},"submit":{"type":"plain_text","text":"Save"},"blocks":[
	 {"type":"input","block_id":"b1","optional":true,"label":{"type":"plain_text","text":"Amount"},"hint":{"type":"plain_text","text":"Gross"},"element":{"type":"plain_text_input","action_id":"a1"}},
	 {"type":"input","block_id":"b2","label":{"type":"plain_text","text":"How"},"element":{"type":"radio_buttons","action_id":"a2"`+twoOptions+`}}]}`)
	v := slackfake.View{ID: "V1", Hash: "1.a", Body: body, Banner: "Try again?", Errors: map[string]string{"b1": `"12,40" is unclear`}}
	html, err := pen(t).View(v)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, string(html),
		`<form class="view" data-view="V1" data-hash="1.a" novalidate aria-labelledby="vV1-title">`, `<h2 id="vV1-title" dir="auto">Payment</h2>`,
		`<button type="button" class="plain" data-do="close" aria-label="Close">×</button>`, `<p class="banner" role="alert" dir="auto">Try again?</p>`,
		`<div class="field wrong"><label class="label" for="vV1-0-element" dir="auto">Amount <span class="optional">(optional)</span></label>`,
		`id="vV1-0-element" aria-describedby="vV1-0-hint vV1-0-error" aria-invalid="true" data-do="enter"`,
		`<p class="hint" id="vV1-0-hint" dir="auto">Gross</p>`, `id="vV1-0-error" role="alert" dir="auto">&#34;12,40&#34; is unclear</p>`,
		`<button type="button" data-do="cancel">Cancel</button><button type="submit" class="primary" data-do="submit">Save</button>`)
	spoken(t, "modal", string(html))

	body["type"] = "home"
	home, err := pen(t).View(slackfake.View{ID: "V2", Body: body})
	if err != nil {
		t.Fatal(err)
	}
	holds(t, string(home), `<div class="blocks"><div class="field">`)
	lacks(t, string(home), "<form", "Save")
}

func TestMessageBesideItsBlocks(t *testing.T) {
	t.Parallel()
	html, err := pen(t).Message(slackfake.Message{
		TS: "1.2", Text: "Two files for <@U0DANA>", Attachments: []any{object{"fallback": "quoted"}, object{"blocks": []any{object{"type": "divider"}}}},
		Files:     []slackfake.File{{ID: "F1", Name: "dso.png", Title: "DSO", Bytes: 12_400}, {ID: "F2", Name: "aging.csv", Title: "Aging", Bytes: 90}},
		Reactions: map[string][]string{"eyes": {"U0DANA", "U0BEN"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	holds(t, string(html), `<p class="words" dir="auto">Two files for <span class="mention">@Dana Reyes</span></p>`,
		`<div class="attachment"><p class="words" dir="auto">quoted</p></div>`, `<div class="attachment"><div class="blocks"><hr></div></div>`,
		`<img src="/files/F1" alt="DSO" loading="lazy">`, "12.4 KB", `<a href="/files/F2" target="_blank" rel="noopener noreferrer">Aging</a> <small>90 bytes</small>`,
		`<li title=":eyes:">👀 2</li>`)
	spoken(t, "message", string(html))
}

// What people type stays words, wherever it stands.
func TestHostileWords(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `{{.}} ${x} <!--`, "\u202eמכתב RTL\u202c", "zero\u200bwidth\u0007bell",
		"👩‍👩‍👧 🔴", strings.Repeat("long", 750), `</textarea><script>x</script>`, `javascript:alert(1)`,
	} {
		quoted, err := json.Marshal(words)
		if err != nil {
			t.Fatal(err)
		}
		plain := `{"type":"plain_text","text":` + string(quoted) + `}`
		html := drawn(t, strings.Join([]string{
			`{"type":"header","text":` + plain + `}`, `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":` + string(quoted) + `},{"type":"link","text":"x","url":` + string(quoted) + `}]}]}`,
			elementNamed("button", `,"text":`+plain+`,"value":`+string(quoted)+`,"accessibility_label":`+string(quoted)+`,"url":`+string(quoted)),
			fieldOf("plain_text_input", `,"multiline":true,"initial_value":`+string(quoted)+`,"placeholder":`+plain), fieldOf("external_select", `,"initial_option":{"text":`+plain+`,"value":`+string(quoted)+`}`),
			fieldOf("checkboxes", `,"options":[{"text":`+plain+`,"value":`+string(quoted)+`}]`), `{"type":` + string(quoted) + `}`,
			`{"type":"table","rows":[[{"type":"raw_text","text":` + string(quoted) + `}]]}`, `{"type":"image","alt_text":` + string(quoted) + `,"image_url":` + string(quoted) + `}`,
		}, ","))
		lacks(t, html, "<script", "<img", "onerror=alert(1)>", `href="javascript`, " onmouseover='")
		root := tree(t, html)
		if got := root.words(); strings.Count(got, strings.ReplaceAll(words, "\u0007", "\ufffd")) < 6 {
			t.Errorf("%q does not stand six times in %q", words, got)
		}
	}
	for _, address := range []string{"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", `/\evil.example`, "vbscript:x", " https://a.example", ""} {
		if got := safeLink(address); got != "" {
			t.Errorf("%q is a link", address)
		}
	}
}

// goldens are the cards and forms of the app, by the name of their file.
func goldens(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob("../../card/testdata/*.json")
	if err != nil || len(paths) < 100 {
		t.Fatalf("%d golden files: %v", len(paths), err)
	}
	all := map[string]string{}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		payload := sub(parsed(t, string(raw)), "payload")
		body := sub(payload, "view")
		if body == nil {
			blocks, _ := payload["blocks"].([]any)
			html, err := pen(t).Message(slackfake.Message{TS: "1.2", Text: text(payload, "text"), Blocks: blocks})
			if err != nil {
				t.Fatal(err)
			}
			all[filepath.Base(path)] = string(html)
			continue
		}
		html, err := pen(t).View(slackfake.View{ID: "V1", Body: body})
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(path)] = string(html)
	}
	return all
}

func TestCardsOfTheAppAreDrawnWhole(t *testing.T) {
	t.Parallel()
	for name, html := range goldens(t) {
		lacks(t, html, "which is not drawn here", "style=\"", "<script")
		spoken(t, name, html)
	}
}
