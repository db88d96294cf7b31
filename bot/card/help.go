package card

import (
	"fmt"
	"strings"

	"paidup/commands"
)

// help draws what a person may say: every verb in a line, or one verb whole.
func (p Pen) help(v commands.Helped) Message {
	var out paper
	if v.One {
		for _, c := range v.Commands {
			helpOne(&out, c)
		}
		return out.message(helpSentence(v.Commands))
	}
	lines := []line{strong("What you can say")}
	for _, c := range v.Commands {
		lines = append(lines, line{{text: spoken(c), bold: true}, {text: " " + c.Says}})
	}
	out.lines(lines...)
	out.small("help pay shows how pay is written. In a DM with Paidup each line is a command")
	return out.message(helpSentence(v.Commands))
}

func helpSentence(all []*commands.Command) string {
	var names []string
	for _, c := range all {
		names = append(names, c.Name)
	}
	if len(all) == 1 {
		return fmt.Sprintf("%s: %s", all[0].Name, all[0].Says)
	}
	return "What you can say: " + strings.Join(names, ", ")
}

// helpOne is a verb whole: what it does, how it is written, examples, and its form.
func helpOne(out *paper, c *commands.Command) {
	said := spoken(c)
	before := strings.TrimSuffix(said, c.Name)
	lines := []line{{{text: said, bold: true}, {text: " " + c.Says}}}
	for _, usage := range strings.Split(c.Usage, "·") {
		lines = append(lines, says(strings.TrimSpace(said+" "+strings.TrimSpace(usage)))...)
	}
	if fields := c.Fields(); len(fields) > 0 {
		lines = append(lines, say("FIELD is one of %s", strings.Join(fields, ", ")))
	}
	for i, e := range c.Examples {
		if i == 0 {
			lines = append(lines, say("For example"))
		}
		lines = append(lines, say("%s%s", before, e))
	}
	out.lines(lines...)
	for _, a := range c.Args {
		if a.Form {
			out.buttons(c.Name, []commands.Button{{Label: "Open form", Press: commands.Press{Verb: c.Name, Form: true}}})
			return
		}
	}
}

// spoken is the verb as it is typed in a channel. A verb of two words has the slash of its first.
func spoken(c *commands.Command) string {
	if c.Slash || strings.HasPrefix(c.Name, "file ") {
		return "/" + c.Name
	}
	return "/paidup " + c.Name
}
