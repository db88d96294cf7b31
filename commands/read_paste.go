package commands

import (
	"regexp"
	"slices"
	"strings"

	"paidup/domain"
)

// fieldLine is a line that says what it is about: "Claim #: 24-77810", "Date of Loss - 11/20/2026".
var fieldLine = regexp.MustCompile(`^([A-Za-z][A-Za-z' /.()-]{1,34}?)\s*(?:#\s*[:=]?|[:=]|\s-\s)\s*(.*)$`)

// pasteLabels are what an assignment calls a field of a file. The first row that holds the label's words decides.
var pasteLabels = []struct{ field, labels string }{
	{"lossdate", "date of loss|loss date|dol|date of damage|incident date"},
	{"on", "received|date received|received date|date assigned|assignment date|assigned on"},
	{"loss", "type of loss|loss type|cause of loss|loss cause|cause|peril|loss|damage|damage type"},
	{"claim", "claim|claim no|claim no.|claim number|claim id|clm|insurance claim|insurance claim number"},
	{"policy", "policy|policy no|policy no.|policy number|pol"},
	{"assignment", "assignment|assignment no|assignment no.|assignment number|assignment id|dispatch|dispatch id|work order|reference|reference number|ref|file number|job number"},
	{"customer", "insured|insured name|insured's name|name of insured|named insured|policyholder|policyholder name|policy holder|homeowner|homeowner name|home owner|customer|customer name|property owner|owner|client|name"},
	{"address", "address|loss address|property address|loss location|location|risk address|site address|insured address|location of loss|service address"},
	{"city", "city"},
	{"phone", "phone|phone number|cell|cell phone|mobile|home phone|insured phone|telephone|primary phone|contact phone|contact number|tel|ph"},
	{"email", "email|e-mail|email address|insured email|e-mail address"},
	{"adjuster", "adjuster|adjuster name|claim adjuster|claims adjuster|desk adjuster|field adjuster|claim rep|claim representative"},
	{"carrier", "carrier|insurance carrier|insurance company|insurer|insurance|ins co|underwriter|insurance co"},
	{"program", "program|tpa|network|administrator|tpa name|program name"},
	{"mortgagee", "mortgagee|mortgage company|lender|mortgage|mortgage co"},
	{"deductible", "deductible|ded|aop deductible"},
	{"estimate", "estimate|estimate amount|estimated amount"},
}

// readPaste reads what a pasted e-mail or a portal's page says of a new file: lines that name their field first, then what is
// recognised by its looks. It gives canonical arguments of "file new" and guesses nothing that it does not see.
func readPaste(text string, known knownNames, today domain.Date) Values {
	p := paste{out: Values{}, known: known, today: today, lines: pasteLines(text)}
	p.labelled()
	p.byLooks()
	p.byName()
	return p.out
}

// paste is a pasted text being read.
type paste struct {
	lines []string
	known knownNames
	today domain.Date
	out   Values
}

// gaps are what stands between several fields of one line.
var gaps = regexp.MustCompile(`\s*[|;\t]\s*|\s{3,}`)

// pasteLines are the text's lines without marks of quoting and lists; several fields of one line are lines of their own.
func pasteLines(text string) []string {
	var out []string
	for line := range strings.Lines(plainLines(clean(text))) {
		for _, part := range gaps.Split(strings.TrimLeft(strings.TrimSpace(line), "> *•-"), -1) {
			if part = strings.TrimSpace(strings.ReplaceAll(part, "*", "")); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// plainLines is plainMarks that keeps the ends of lines and tabs.
func plainLines(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")
	for i, l := range lines {
		fields := strings.Split(l, "\t")
		for j := range fields {
			fields[j] = plainMarks(fields[j])
		}
		lines[i] = strings.Join(fields, "\t")
	}
	return strings.Join(lines, "\n")
}

// labelled reads the lines that name their field; a label alone is about the next line.
func (p *paste) labelled() {
	for i, line := range p.lines {
		label, value := splitLabel(line)
		if label == "" {
			continue
		}
		field, next := fieldCalled(label), i+1
		if value == "" && !p.namesField(next) {
			value, next = p.line(next), next+1
		}
		if field == "address" && cityLine.MatchString(p.line(next)) {
			value += ", " + p.line(next)
		}
		p.take(field, value)
	}
}

// line is the line of the number; empty where there is none.
func (p *paste) line(i int) string {
	if i >= len(p.lines) {
		return ""
	}
	return p.lines[i]
}

func (p *paste) namesField(i int) bool {
	label, _ := splitLabel(p.line(i))
	return fieldCalled(label) != ""
}

// splitLabel is the line's label in plain words and what follows it; empty where it has none.
func splitLabel(line string) (label, value string) {
	m := fieldLine.FindStringSubmatch(line)
	if m == nil {
		return "", ""
	}
	return strings.ToLower(strings.Join(strings.Fields(m[1]), " ")), strings.TrimSpace(m[2])
}

func fieldCalled(label string) string {
	for _, l := range pasteLabels {
		if slices.Contains(strings.Split(l.labels, "|"), label) {
			return l.field
		}
	}
	return ""
}

// take keeps a field's value, unless the field has one or the value is none.
func (p *paste) take(field, value string) {
	if field == "" || p.out[field] != "" {
		return
	}
	switch field {
	case "address":
		street, city := splitAddress(value)
		p.out.SetText("address", street)
		if p.out["city"] == "" {
			p.out.SetText("city", city)
		}
	case "claim", "policy", "assignment":
		p.out.SetText(field, numberIn.FindString(value))
	case "phone":
		p.out.SetText(field, strings.TrimSpace(phoneText.FindString(value)))
	case "email":
		p.out.SetText(field, strings.ToLower(emailText.FindString(value)))
	case "deductible", "estimate":
		p.out.SetMoney(field, amountIn(value))
	case "lossdate", "on":
		p.out.SetDate(field, p.dateIn(value))
	case "loss":
		p.out.SetText(field, lossIn(value))
	default:
		p.out.SetText(field, personOrFirm(value))
	}
}

// byLooks finds what no line named: an e-mail address, a phone, a street, numbers and dates behind their words.
func (p *paste) byLooks() {
	for _, line := range p.lines {
		label, _ := splitLabel(line)
		if slices.Contains(senders, label) || fieldCalled(label) == "adjuster" {
			continue
		}
		p.take("email", emailText.FindString(line))
		if !officeLine.MatchString(line) {
			p.take("phone", phoneText.FindString(line))
			p.take("address", addressText.FindString(line)+afterStreet(line))
		}
	}
	text := strings.Join(p.lines, "\n")
	for field, looks := range map[string]*regexp.Regexp{"claim": claimText, "policy": policyText, "lossdate": lossText, "customer": insuredText} {
		if m := looks.FindStringSubmatch(text); m != nil {
			p.take(field, m[1])
		}
	}
	p.take("loss", lossWords.FindString(text))
}

// byName finds companies that the market's files know, and takes the carrier for the payer: others are said.
func (p *paste) byName() {
	text := strings.ToLower(strings.Join(p.lines, "\n"))
	named := func(names []string) string {
		for _, name := range names {
			if name != "" && strings.Contains(text, strings.ToLower(name)) {
				return name
			}
		}
		return ""
	}
	p.take("program", named(p.known.programs))
	p.take("carrier", named(p.known.carriers))
	p.out.SetText("payer", p.out["carrier"])
}
