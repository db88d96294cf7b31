package commands

import (
	"time"

	"paidup/domain"
)

// The commands the grammar is tested with, each shaped like the verb of its name.

func testArg(name string, kind Kind, label string, choices ...string) Arg {
	return Arg{Name: name, Kind: kind, Label: label, Choices: choices}
}

func testMethods() []string {
	return []string{"check", "ach", "wire", "card", "cash", "avid", "claimspay"}
}

func testCommand(name string) *Command {
	file := testArg("file", KindFile, "")
	on := testArg("on", KindDate, "on")
	because := testArg("because", KindText, "because")
	amount := testArg("amount", KindAmount, "")
	method := testArg("method", KindChoice, "", testMethods()...)
	reference := testArg("reference", KindNumber, "ref")
	entry := testArg("entry", KindEntry, "")
	args := map[string][]Arg{
		"pay": {file, amount, method, reference, testArg("from", KindName, "from"), on, testArg("inv", KindNumber, "inv"),
			testArg("fee", KindAmount, "fee"), testArg("net", KindFlag, "net")},
		"submit": {file, testArg("kind", KindChoice, "", "estimate", "supplement", "invoice", "docs"), amount,
			testArg("to", KindName, "to"), reference, on, testArg("withdraw", KindFlag, ""), because},
		"reject":  {file, testArg("type", KindChoices, "", domain.ErrorTypes()...), because, on},
		"approve": {file, amount, on},
		"invoice": {file, amount, testArg("inv", KindNumber, "inv"), testArg("to", KindName, "to"), testArg("due", KindPlan, "due"),
			testArg("net", KindNumber, "net"), on, testArg("more", KindFlag, "more")},
		"note":     {file, testArg("words", KindText, "")},
		"assign":   {file, testArg("person", KindPerson, "")},
		"void":     {file, entry, because},
		"reverse":  {file, entry, method, reference, because, on},
		"undo":     {file, entry},
		"file":     {file, testArg("history", KindFlag, "history")},
		"file new": {testArg("customer", KindText, ""), on, testArg("loss", KindName, "loss"), testArg("payer", KindName, "payer"), testArg("estimate", KindAmount, "estimate"), testArg("deductible", KindAmount, "deductible"), testArg("claim", KindNumber, "claim"), testArg("phone", KindNumber, "phone")},
		"stage":    {file, testArg("stage", KindChoice, "", "received", "submitted", "approved", "invoiced", "paid"), on},
		"kpi": {testArg("market", KindName, ""), testArg("what", KindChoice, "", "dso", "paid", "collections", "aging"),
			testArg("asof", KindDate, "as of")},
		"digest": {testArg("market", KindName, ""), testArg("what", KindChoice, "", "preview", "why", "resend", "history"), testArg("date", KindDate, "")},
		"hold":   {file, testArg("until", KindPlan, "until"), because},
		"log": {file, testArg("kind", KindChoice, "", "call", "email", "text", "visit", "portal"), testArg("who", KindName, ""),
			testArg("words", KindText, ""), testArg("next", KindPlan, "next"), {Name: "step", Kind: KindText, After: "next"}},
		"next":         {file, testArg("due", KindPlan, ""), testArg("words", KindText, ""), testArg("done", KindFlag, "done")},
		"promise":      {file, amount, testArg("by", KindPlan, "by"), testArg("from", KindName, "from")},
		"waiting":      {file, testArg("holder", KindName, "", holders()...), because},
		"escalate":     {file, testArg("to", KindPerson, "to"), testArg("by", KindPlan, "by"), testArg("ask", KindText, "")},
		"member add":   {testArg("person", KindPerson, ""), testArg("role", KindChoice, "", "coordinator", "director", "accounting", "field", "viewer"), testArg("market", KindName, "")},
		"market set":   {testArg("code", KindName, ""), testArg("channel", KindNumber, "channel"), testArg("hour", KindNumber, "digest at"), testArg("books", KindDate, "books from")},
		"edit":         {file, testArg("claim", KindNumber, "claim"), testArg("customer", KindText, "customer")},
		"reading bare": {file, testArg("day", KindPlan, ""), testArg("no", KindNumber, "")},
	}[name]
	return &Command{Name: name, Args: args}
}

func testMember(id, name string) domain.Member {
	return domain.Member{Person: domain.Person{ID: domain.PersonID(id), Name: name}, Roles: []domain.Role{domain.Coordinator}}
}

// testReading is Mon Nov 23, 2026 in Fort Myers; Thanksgiving and the day after are off.
func testReading() Reading {
	thursday := domain.NewDate(2026, time.November, 26)
	return Reading{
		Today:    domain.NewDate(2026, time.November, 23),
		Calendar: domain.Calendar{DaysOff: map[domain.Date]string{thursday: "Thanksgiving", thursday + 1: "Day after"}},
		Market:   &domain.Market{Code: "FM", Name: "Fort Myers"},
		Members:  []domain.Member{testMember("U01DANA", "Dana Reyes"), testMember("U02BEN", "Ben Okafor"), testMember("U03DAN", "Dan Cole"), testMember("U04DAN", "Dan Hale"), testMember("U05TOM", "Tom Becker")},
	}
}
