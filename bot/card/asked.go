package card

import (
	"fmt"
	"slices"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// asked draws a question of the law: nothing is stored until it is answered.
func (p Pen) asked(a commands.Asked) Message {
	title, more := question(a)
	lines := append([]line{strong("%s", title)}, says(more...)...)
	var out paper
	out.lines(lines...)
	subject := ""
	if a.File != nil {
		subject = a.File.Number
	}
	out.buttons(subject, a.Buttons)
	return out.message(aloud(lines))
}

// repeated is the commands' question whether the same person meant to say the same again.
const repeated domain.Question = "repeated"

// titleOfQuestion is how long the first line of a question may be; what is longer stands under it.
const titleOfQuestion = 40

// question is what is asked, and what it is about.
func question(a commands.Asked) (title string, more []string) {
	const unsaved = "❓ Not saved yet. "
	says := strings.TrimSuffix(a.About.Says, ".")
	if a.About.Question == repeated {
		return "❓ Once more?", []string{a.About.Says}
	}
	switch about := a.About.About.(type) {
	case domain.LookAlike:
		if what := unlike(a, about); what != "" {
			return unsaved + says, []string{what}
		}
		return unsaved + says, alike(a, about)
	case commands.Pasted:
		return unsaved + says, about.Lines
	case domain.Astray:
		return unsaved + typed(says, nameRunes), astray(about)
	case domain.Over:
		return unsaved + says, []string{fmt.Sprintf("%s paid, %s open", about.Paid, about.Open)}
	}
	known := map[domain.Question]string{domain.AskVariance: "Unlike the approval?", domain.AskSameAmount: "The same invoice twice?",
		domain.AskPayer: "A new payer?", domain.AskWriteOff: "This closes the file", domain.AskEnded: "Money on a cancelled file?",
		domain.AskReopen: "This reopens the file", domain.AskSkip: "A stage is skipped",
		domain.AskUnapprove: "It was approved", domain.AskEarly: "Money before its time?", domain.AskWhichRound: "Which round?"}
	switch short := known[a.About.Question]; {
	case short != "":
		return unsaved + short, []string{says}
	case len([]rune(says)) > titleOfQuestion:
		return strings.TrimSpace(unsaved), []string{a.About.Says}
	}
	return unsaved + says, nil
}

// astray says what somebody else owes: Invoice 5512 is Harbor Mutual's, $31,480.00 open
func astray(about domain.Astray) []string {
	v := about.Oldest
	out := []string{fmt.Sprintf("Invoice %s is %s's, %s open", typed(v.Number, nameRunes), typed(v.Payer, nameRunes), v.Balance())}
	if about.More > 0 {
		out = append(out, fmt.Sprintf("%d more open", about.More))
	}
	return out
}

// alike says which payment may be the same money: Check 881, $12,400.00 is on FM-1042 / since Fri Nov 20 (e9, Dana)
func alike(a commands.Asked, l domain.LookAlike) []string {
	what := join(", ", upperFirst(means(domain.Payment{Method: l.Method, Reference: l.Ref})), l.Amount.String())
	entry := fmt.Sprintf("e%d", l.Version)
	if a.File != nil {
		if m, ok := a.File.Market.Member(l.Actor); ok {
			entry = join(", ", entry, oneLine(m.Person.First()))
		}
	}
	return []string{
		fmt.Sprintf("%s is on %s", what, oneLine(l.Number)),
		fmt.Sprintf("since %s (%s)", l.On.Words(a.Today), entry),
	}
}

// unlike says what tells the money apart from what is on the file: FM-1042 already has $12,400.00 by check 881 from Fri Nov 20;
// this one is check 902. Empty: nothing does.
func unlike(a commands.Asked, l domain.LookAlike) string {
	mine := domain.Payment{Method: domain.Method(a.In.Text("method")), Reference: a.In.Text("reference")}
	if !l.Other(mine.Method, mine.Reference) || a.About.Question != domain.AskLookAlike {
		return ""
	}
	return fmt.Sprintf("%s already has %s by %s from %s; this one is %s", oneLine(l.Number), l.Amount,
		means(domain.Payment{Method: l.Method, Reference: l.Ref}), l.On.Words(a.Today), means(mine))
}

// pickedOf is how many files a pick list shows at most.
const pickedOf = 25

// picks asks which file was meant, by what tells them apart.
func (p Pen) picks(v commands.Picks) Message {
	files := v.Files[:min(len(v.Files), pickedOf)]
	many := ""
	if v.More {
		many = " or more"
	}
	lines := []line{strong("❓ Which file? %d%s match \"%s\"", len(files), many, typed(v.Words, nameRunes))}
	if ofOne(files) && len(v.Markets) == 0 {
		lines = append(lines, stagesOf(files))
	} else {
		for _, f := range files {
			lines = append(lines, pick(v, f)...)
		}
	}
	var buttons []commands.Button
	for _, f := range files {
		press := v.Press
		press.File = f.ID
		buttons = append(buttons, commands.Button{Label: f.Number, Press: press})
	}
	if v.More {
		lines = append(lines, say("Not among them? Say more of the name, or the number"))
	}
	buttons = append(buttons, commands.Button{Label: "None of these", Press: commands.Press{Verb: commands.VerbDrop, Question: v.Press.Question}})
	var out paper
	out.lines(lines...)
	out.buttons("", buttons)
	return out.message(aloud(lines))
}

// ofOne says that the files are one customer's, and so few that their stages tell them apart.
func ofOne(files []domain.FileLine) bool {
	return len(files) <= 3 && !slices.ContainsFunc(files, func(f domain.FileLine) bool { return !sameName(f.Facts.Customer, files[0].Facts.Customer) })
}

// stagesOf is the files by number and stage: FM-1042 INVOICED · FM-1101 RECEIVED
func stagesOf(files []domain.FileLine) line {
	var all []string
	for _, f := range files {
		all = append(all, f.Number+" "+stageOf(f))
	}
	return say("%s", join(" · ", all...))
}

// pick is a file with what tells it from the others.
func pick(v commands.Picks, f domain.FileLine) []line {
	money := ""
	if !v.NoMoney {
		money = moneyOf(f)
	}
	return []line{strong("%s", join(" · ", titled(f.Number, &f.Facts, namesFull), money)),
		say("%s", sentences(fileStage(f, v.Today), whereOf(f, v.Markets[f.Market])))}
}

// whereOf is the file's city, and its market where that is not the city's name. The address is for Open file.
func whereOf(f domain.FileLine, market string) string {
	if sameName(market, f.Facts.City) {
		market = ""
	}
	return sentences(typed(f.Facts.City, nameRunes), oneLine(market))
}

// stageOf is a file's stage as a list says it.
func stageOf(f domain.FileLine) string {
	switch {
	case f.Rejected:
		return f.Stage.String() + ", rejected"
	case f.Outcome == domain.Cancelled:
		return "cancelled"
	case f.Outcome == domain.ClosedWrittenOff:
		return "closed by write-off"
	}
	return f.Stage.String()
}
