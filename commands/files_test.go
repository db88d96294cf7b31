package commands_test

import (
	"context"
	"strings"
	"testing"

	"paidup/commands"
	"paidup/domain"
)

func TestFile(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Harris", "Harris", "Bay View Dental")
	h.tell(
		step{"Dana", "file", "form file"},
		step{"Dana", "file FM-1001", "file FM-1001 money=true contacts=true history=false"},
		step{"Dana", "file 1001 history", "file FM-1001 money=true contacts=true history=true"},
		step{"Eve", "file FM-1001", "file FM-1001 money=true contacts=false history=false"},
		step{"Dana", "file harris", `picks "harris" [FM-1001] [FM-1002]`},
		step{"Dana", "[FM-1002]", "file FM-1002 money=true contacts=true history=false"},
		step{"Dana", `file "bay view"`, "file FM-1003 money=true contacts=true history=false"},
		step{"Dana", "file bay view", "file FM-1003 money=true contacts=true history=false"},
		step{"Dana", "file FM-1001,1002", `files "2 files" FM-1001 FM-1002, 0 more`},
		step{"Dana", "file haris", `not_found file: No file "haris" in Fort Myers by number, claim, name or address. Closest: FM-1001 Harris. [Open FM-1001]`},
		step{"Dana", "[Open FM-1001]", "file FM-1001 money=true contacts=true history=false"},
		step{"Tom", "file FM-1001", `not_found file: No file "FM-1001" in Fort Myers by number, claim, name or address.`},
		step{"Sam", "file FM-1001", `not_found file: No file "FM-1001" in your markets by number, claim, name or address.`},
		step{"Nora", "file FM-1001", "forbidden: You are not set up in Paidup yet. Sam Whitley can add you. [Ask Sam]"},
		step{"Dana", "assign FM-1001 tom", "saved FM-1001 e2 RECEIVED, balance $0.00"},
		step{"Tom", "file harris", "file FM-1001 money=false contacts=true history=false"},
		step{"Tom", "stage FM-1001", "lists FM-1001 Harris: RECEIVED since Wed Aug 12 / RECEIVED: Wed Aug 12 / SUBMITTED: not yet / APPROVED: not yet / INVOICED: not yet / PAID IN FULL: not yet"},
		step{"Tom", "stage FM-1001 paid", "says FM-1001 is not paid in full."},
		step{"Tom", "note FM-1001 basement is dry", "saved FM-1001 e3 RECEIVED, balance $0.00"},
		step{"Tom", "note FM-1002 basement is dry", `not_found file: No file "FM-1002" in Fort Myers by number, claim, name or address.`},
	)
}

// TestANumberWithoutItsDash: FM1001 is the file FM-1001 where the letters are a market's; another market's stay as typed.
func TestANumberWithoutItsDash(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	h.tell(
		step{"Dana", "file FM1001", "file FM-1001 money=true contacts=true history=false"},
		step{"Dana", "note fm1001 gate code", "saved FM-1001 e6 INVOICED, balance $12,400.00"},
		step{"Dana", "pay FM1001 400 check 1", "saved FM-1001 e7 INVOICED, balance $12,000.00"},
		step{"Dana", "note FM1001,1002 wet", "saved FM-1001 e8 INVOICED, balance $12,000.00; FM-1002 e2 RECEIVED, balance $0.00"},
		step{"Dana", "note FM1001,FM1002 wet", "saved FM-1001 e9 INVOICED, balance $12,000.00; FM-1002 e3 RECEIVED, balance $0.00"},
		step{"Maria", "file FM1001 @@D0MARIA", "file FM-1001 money=true contacts=true history=false"},
		step{"Dana", "file FM0101", `not_found file: No file "FM0101" in Fort Myers by number, claim, name or address. Closest: FM-1001 Harris. [Open FM-1001]`},
		step{"Dana", "note FM100 wet", `picks "FM100" [FM-1001] [FM-1002] [FM-1003]`},
		step{"Dana", "file PC1001", `not_found file: No file "PC1001" in Fort Myers by number, claim, name or address.`},
		step{"Dana", "edit FM-1002 claim FM1001", "saved FM-1002 e4 RECEIVED, balance $0.00"},
		step{"Dana", "file FM1001", "file FM-1002 money=true contacts=true history=false"},
	)
}

// TestFieldSeesNoAmount: nothing that the field can have shown holds an amount.
func TestFieldSeesNoAmount(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	h.must("assign FM-1001,1002 tom")
	for _, line := range []string{"my", "my waiting", "my late", "file FM-1001,1002", "file FM-10"} {
		reply, err := h.types("Tom", line)
		var lines []domain.FileLine
		noMoney := false
		switch v := reply.(type) {
		case commands.Files:
			lines, noMoney = v.Files, v.NoMoney
		case commands.Picks:
			lines, noMoney = v.Files, v.NoMoney
		}
		if err != nil || !noMoney {
			t.Errorf("%s: %s", line, told(reply, err))
		}
		for _, l := range lines {
			if l.Balance != 0 || l.Amount != 0 {
				t.Errorf("%s shows %s of %s", line, l.Balance, l.Amount)
			}
		}
	}
	reply, err := h.types("Tom", "note FM-1001")
	if form := told(h.press("Tom", buttonsOf(reply, err)[0].Press)); form != "form note FM-1001" {
		t.Errorf("the form: %s", form)
	}
}

func TestOutsideTheMarket(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Harris")
	h.market("DN", "Denver", "America/Denver", map[string]domain.Role{"Luis Ortega": domain.Director})
	for _, line := range []string{"file FM-1001", "file harris", "note FM-1001 x", "pay FM-1001 5", "stage FM-1001", "void FM-1001 e1 because x",
		"undo FM-1001", "file FM-1001 @@C0DN"} {
		reply, err := h.types("Luis", line)
		if got := told(reply, err); !strings.HasPrefix(got, "not_found file: No file ") || strings.Contains(got, "Harris") {
			t.Errorf("%s: %s", line, got)
		}
	}
	for _, p := range []commands.Press{{Verb: "file", File: 1}, {Verb: "pay", File: 1, Args: commands.Values{"amount": "5.00"}},
		{Verb: "pay", File: 1, Form: true}, {Verb: "note", Args: commands.Values{"files": "1,99", "words": "x"}}, {Verb: "file", File: 99}} {
		reply, err := h.press("Luis", p)
		if got := told(reply, err); got != "not_found: There is no such file." {
			t.Errorf("press %+v: %s", p, got)
		}
	}
}

// Where no form can be opened all that a file lacks is said at once.
func TestNewFileWithoutAForm(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for line, want := range map[string]string{
		"file new Hale":            "invalid loss: A file needs a loss type and a payer: file new Harris loss water payer Harbor Mutual. [Open form]",
		"file new loss water":      "invalid customer: A file needs a customer and a payer: file new Harris loss water payer Harbor Mutual. [Open form]",
		"file new Hale loss water": "invalid payer: Who pays? file new Harris loss water payer Harbor Mutual. [Open form]",
	} {
		r := h.typed("Dana", line)
		r.CanForm = false
		if got := told(h.app.Do(context.Background(), r)); got != want {
			t.Errorf("%s\n got %s\nwant %s", line, got, want)
		}
	}
}

func TestNewFile(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.tell(
		step{"Dana", "file new", "form file new on=2026-11-23"},
		step{"Dana", "file new Harris", "form file new customer=Harris on=2026-11-23"},
		step{"Dana", "file new Harris loss water payer Harbor Mutual claim 24-77810", "saved FM-1001 e1 RECEIVED, balance $0.00, no undo"},
		step{"Dana", "file new Harris loss mold payer Harbor Mutual claim 24-77810", "asks same_loss: FM-1001 Harris has the same claim number. Is this another file of that loss? [Drop it] [Another file]"},
		step{"Dana", "[Another file]", "saved FM-1002 e1 RECEIVED, balance $0.00, no undo"},
		step{"Dana", "file new Cole loss water payer Harbor Mutual number FM-1002", "conflict: That file number is taken."},
		step{"Dana", "file new Cole loss water payer Harbor Mutual estimate 900 deductible 1,000", "asks deductible: A deductible of $1,000.00 is more than the estimate of $900.00. [Change amount…] [Keep both] [Drop]"},
		step{"Dana", "file new Cole loss water payer Harbor Mutual on dec 24 2026", "invalid on: A receipt is dated today or earlier; Thu Dec 24 is ahead."},
		step{"Dana", "file new Cole loss water payer Harbor Mutual on nov 18", "forbidden on: Wed Nov 18 is over 2 business days back. Received dates further back are for directors. [Ask Maria]"},
		step{"Dana", "file new Cole loss water payer Harbor Mutual on nov 19", "saved FM-1003 e1 RECEIVED, balance $0.00, no undo"},
		step{"Dana", "file new cole loss water payer Harbor Mutual on nov 19", "asks same_loss: FM-1003 Cole has the same customer, and no claim number or address either. Is this another file of that loss? [Drop it] [Another file]"},
		step{"Dana", "[Drop it]", "says Dropped. Nothing was saved."},
		step{"Dana", "file new Cole loss water payer Harbor Mutual address 12 Palm Ave", "saved FM-1004 e1 RECEIVED, balance $0.00, no undo"},
		step{"Dana", "cancel FM-1003 because twice", "saved FM-1003 e2 RECEIVED, balance $0.00"},
		step{"Dana", "file new Cole loss water payer Harbor Mutual", "saved FM-1005 e1 RECEIVED, balance $0.00, no undo"},
		step{"Maria", "file new Hale loss water payer Harbor Mutual on nov 1", "saved FM-1006 e1 RECEIVED, balance $0.00, no undo"},
		step{"Maria", "file new Hale loss water payer Harbor Mutual @@D0MARIA", "says Which market? [Fort Myers] [Pensacola]"},
		step{"Maria", "[Pensacola]", "saved PC-1001 e1 RECEIVED, balance $0.00, no undo"},
		step{"Eve", "file new Hale loss water payer Harbor Mutual", "forbidden: New files are for coordinators, directors and accounting."},
		step{"Sam", "file new Hale loss water payer Harbor Mutual", "forbidden: New files are for coordinators, directors and accounting."},
	)
}

func TestNoteAndAssign(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Harris", "Cole", "Hale", "Tran", "Abbott", "Ruiz")
	h.tell(
		step{"Dana", "note", "form note"},
		step{"Dana", "note FM-1001", "invalid words: What is the note? Write it after the file: note FM-1001 gate code with neighbour. [Open form]"},
		step{"Dana", "note FM-1001 gate code with neighbour", "saved FM-1001 e2 RECEIVED, balance $0.00"},
		step{"Eve", "note FM-1001 x", "forbidden: Notes are for coordinators, directors and accounting."},
		step{"Dana", "note FM-1001,1002,1003,1004,1005,1006 hurricane week", "asks many_files: 6 files: FM-1001 Harris, FM-1002 Cole, FM-1003 Hale, FM-1004 Tran, FM-1005 Abbott and FM-1006 Ruiz. [Drop it] [Do all 6]"},
		step{"Dana", "[Do all 6]", "saved FM-1001 e3 RECEIVED, balance $0.00; FM-1002 e2 RECEIVED, balance $0.00…"},
		step{"Dana", "assign", "form assign"},
		step{"Dana", "assign FM-1001", "invalid person: To whom? assign FM-1001 ben. [Open form]"},
		step{"Dana", "assign FM-1001 ben", "saved FM-1001 e4 RECEIVED, balance $0.00"},
		step{"Dana", "assign FM-1001 dana", "forbidden: FM-1001 belongs to Ben Okafor. Assigning is for directors."},
		step{"Ben", "assign FM-1001 ben", "conflict: FM-1001 is with Ben already."},
		step{"Maria", "assign FM-1001,1002 dana", "saved FM-1001 e5 RECEIVED, balance $0.00; FM-1002 not: FM-1002 is with Dana already."},
		step{"Ben", "assign FM-1001 me", "forbidden: FM-1001 belongs to Dana Reyes. Assigning is for directors."},
		step{"Maria", "assign FM-1001 <@U0LUIS|luis>", "invalid person: That person is not a member of Fort Myers."},
		step{"Maria", "assign FM-1001 zoe", `not_found person: No member in Fort Myers is called "zoe"; pick one with @.`},
		step{"Maria", "assign FM-9999 ben", `not_found file: No file "FM-9999" in your markets by number, claim, name or address.`},
	)
}

func TestMy(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	h.tell(
		step{"Dana", "my", `files "Dana · Mon Nov 23: 2 wait on you" FM-1002 FM-1003, 0 more`},
		step{"Dana", "my today", `files "Dana · Mon Nov 23: nothing is due" , 0 more`},
		step{"Dana", "my noplan", `files "Dana · Mon Nov 23: 3 without a next step" FM-1002 FM-1003 FM-1001, 0 more`},
		step{"Dana", "my waiting", `files "Dana · Mon Nov 23: 1 wait on others" FM-1001, 0 more`},
		step{"Dana", "my late", `files "Dana · Mon Nov 23: 2 past their days" FM-1002 FM-1003, 0 more`},
		step{"Dana", "my log", `entries "Entered today: 7" FM-1001 e5, FM-1001 e4, FM-1001 e3, FM-1001 e2…`},
		step{"Ben", "my", `files "Ben · Mon Nov 23: nothing waits on you" , 0 more`},
		step{"Ben", "my log", "says You have entered nothing today."},
		step{"Ben", "my hat", `invalid: Not read: "hat".`},
	)
	reply, err := h.types("Dana", "my")
	if f, ok := reply.(commands.Files); err != nil || !ok || f.Next != nil {
		t.Errorf("a short queue offers its rest: %s", told(reply, err))
	}
}
