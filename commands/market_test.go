package commands_test

import (
	"strings"
	"testing"

	"paidup/commands"
)

func TestMarket(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.tell(
		step{"Sam", "market list", "lists Markets / FM Fort Myers, America/New_York, 6 members / PC Pensacola, America/Chicago, 2 members"},
		step{"Dana", "market list", "lists Markets / FM Fort Myers, America/New_York, 6 members"},
		step{"Dana", "market", "lists FM Fort Myers / Zone America/New_York, now 8:12 am / Channel: this one. It shows names short, amounts on / Digest at 08:00 on business days…"},
		step{"Dana", "market pc", `invalid: Not read: "pc".`},
		step{"Sam", "market pc", "lists PC Pensacola…"},
		step{"Dana", `market add DN Denver America/Denver @@C0DN`, "forbidden: Adding a market is for the admin."},
		step{"Sam", `market add @@C0DN`, "form market add channel=C0DN"},
		step{"Sam", `market add @@D0SAM`, "form market add"},
		step{"Sam", `market add books from oct 1 @@C0DN`, `invalid code: A market needs a code, a name and a zone: market add FM "Fort Myers" America/New_York books from oct 1. [Open form]`},
		step{"Sam", `market add DN Denver @@C0DN`, `invalid code: A market needs a code, a name and a zone: market add FM "Fort Myers" America/New_York books from oct 1. [Open form]`},
		step{"Sam", `[Open form]`, "form market add channel=C0DN"},
		step{"Sam", `market add DN Denver Mars/Olympus @@C0DN`, `invalid tz: "Mars/Olympus" is not a time zone; write one like America/New_York.`},
		step{"Sam", `market add DN Denver America/Denver @@C0SHARED`, "invalid channel: #with-harbor is shared with another company; everything posted there can be read by them. Use a channel of your own."},
		step{"Sam", `market add DN Denver America/Denver @@D0SAM`, "invalid channel: A market's channel is a channel of its team, not a direct message."},
		step{"Sam", `market add DN Denver America/Denver @@C0LOST`, "not_found channel: Paidup is not in that channel."},
		step{"Sam", `market add DN Denver America/Denver @@C0FM`, "conflict: That channel belongs to another market already."},
		step{"Sam", `market add DN “Mile High” America/Denver books from oct 1 @@C0DN`, "says DN Mile High begins here. Its digest comes at 08:00, America/Denver."},
		step{"Sam", `market add DN "Mile High" America/Denver books from oct 1 @@C0DN`, "says DN Mile High begins here. Its digest comes at 08:00, America/Denver."},
		step{"Sam", `market add DN Denver America/Denver @@C0GUEST`, "conflict: That market code is taken."},
		step{"Sam", `market add PX Phoenix America/Phoenix @@C0PUBLIC`, "says PX Phoenix begins here. Its digest comes at 08:00, America/Phoenix. #general is public: its cards show no names and no amounts until you say otherwise (market set PX names short amounts on)."},
		step{"Sam", "market px @@C0PUBLIC", "lists PX Phoenix / Zone America/Phoenix, now 6:12 am / Channel: this one. It shows names none, amounts off…"},
	)
	dn, err := h.store.Market(t.Context(), "DN")
	if err != nil || dn.BooksFrom.String() != "2026-10-01" || dn.Channel != "C0DN" {
		t.Errorf("Denver has books from %s and channel %s (%v)", dn.BooksFrom, dn.Channel, err)
	}
}

func TestMarketSet(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.tell(
		step{"Dana", "market set fm digest-at 07:30", "forbidden: Settings of a market are for directors and the admin."},
		step{"Maria", "market set fm", "form market set market=FM to=C0FM digest-at=08:00 names=short amounts=on backdate=7 received-limit=2 small-balance=0 write-off-limit=500"},
		step{"Sam", "market set fm", "form market set market=FM to=C0FM digest-at=08:00 names=short amounts=on"},
		step{"Maria", "market set @@D0MARIA", "says Which market? [Fort Myers] [Pensacola]"},
		step{"Maria", "[Pensacola]", "form market set market=PC to=C0PC digest-at=08:00 names=short amounts=on backdate=7 received-limit=2 small-balance=0 write-off-limit=500"},
		step{"Maria", "market fm", "lists FM Fort Myers…"},
		step{"Maria", "[Change…]", "form market set market=FM to=C0FM…"},
		step{"Maria", "market set fm digest-at 27:30", `invalid digest-at: "27:30" is not a time; write 08:00.`},
		step{"Maria", "market set digest-at 07:30 names none amounts off", "lists Saved. FM Fort Myers / Zone America/New_York, now 8:12 am / Channel: this one. It shows names none, amounts off / Digest at 07:30 on business days…"},
		step{"Maria", "market set fm channel @@C0SHARED", "invalid channel: #with-harbor is shared with another company…"},
		step{"Maria", "market set fm channel @@C0PC", "conflict: That channel belongs to another market already."},
		step{"Sam", "market set fm channel @@C0GUEST", "lists Saved. FM Fort Myers…"},
		step{"Maria", "market set books from oct 1 @@D0MARIA", "says Which market? [Fort Myers] [Pensacola]"},
		step{"Maria", "[Pensacola]", "lists Saved. PC Pensacola…"},
	)
	fm, err := h.store.Market(t.Context(), "FM")
	if err != nil || fm.Channel != "C0GUEST" {
		t.Errorf("Fort Myers posts to %s (%v)", fm.Channel, err)
	}
}

func TestMember(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.tell(
		step{"Dana", "member", "lists Fort Myers: 6 members / Ben Okafor: coordinator / Dana Reyes: coordinator / Eve Sandoval: viewer / Maria Lind: director / Priya Nair: accounting / Tom Becker: field"},
		step{"Dana", "member add <@U0NEW|nora> field", "forbidden: Adding and removing members is for directors and the admin."},
		step{"Maria", "member add", "form member add market=FM"},
		step{"Maria", "member add <@U0NEW|nora>", "invalid person: Who, and as what? member add @tom coordinator."},
		step{"Maria", "member add <@U0NEW|nora> captain", `invalid: Read: nora. Not read: "captain". Write one of coordinator, director, accounting, field, viewer. [Open form]`},
		step{"Maria", "member add <@U0NEW|nora> accounting", "forbidden: Adding and removing directors and accounting is for the admin."},
		step{"Maria", "member add <@U0MARIA|maria> coordinator", "forbidden: Nobody changes their own roles; somebody else who may has to."},
		step{"Sam", "member add <@U0SAM|sam> director fm", "forbidden: Nobody changes their own roles; somebody else who may has to."},
		step{"Maria", "member add <@U0NEW|nora> field", "says Saved. Nora Field is field in Fort Myers."},
		step{"Maria", "member add <@U0NEW|nora> field", "conflict: Nora Field is field in Fort Myers already."},
		step{"Sam", "member add <@U0NEW|nora> director pc", "says Saved. Nora Field is director in Pensacola."},
		step{"Maria", "member add <@U0NEW|nora> viewer", "says Saved. Nora Field is field and viewer in Fort Myers: roles add up, member remove takes one away."},
		step{"Dana", "member remove <@U0NEW|nora> viewer", "forbidden: Adding and removing members is for directors and the admin."},
		step{"Maria", "member remove", "form member remove market=FM"},
		step{"Maria", "member remove <@U0NEW|nora>", "invalid person: Who, and as what? member remove @ben coordinator."},
		step{"Maria", "member remove <@U0NEW|nora> coordinator", "conflict: Nora Field is not coordinator in Fort Myers."},
		step{"Maria", "member remove <@U0NEW|nora> director", "forbidden: Adding and removing directors and accounting is for the admin."},
		step{"Maria", "member remove <@U0MARIA|maria> coordinator", "forbidden: Nobody changes their own roles; somebody else who may has to."},
		step{"Maria", "member remove <@U0NEW|nora> viewer", "says Saved. Nora Field is not viewer in Fort Myers any more, and still field."},
		step{"Maria", "member remove <@U0NEW|nora> field", "says Saved. Nora Field is not field in Fort Myers any more, and no member."},
		step{"Maria", "member remove <@U0NEW|nora> field", "conflict: Nora Field is no member of Fort Myers."},
		step{"Maria", "member remove ben coordinator", "says Saved. Ben Okafor is not coordinator in Fort Myers any more, and no member."},
		step{"Sam", "member remove <@U0PRIYA|priya> accounting fm", "says Saved. Priya Nair is not accounting in Fort Myers any more, and no member."},
		step{"Sam", "member remove <@U0GIL|gil> field fm", "conflict: Gil Ito is no member of Fort Myers."},
		step{"Sam", "member remove <@U0WHO|who> field fm", "not_found: Nobody has that account."},
		step{"Sam", "member add <@U0GONE|old> field fm", "conflict: The account of Old Hand is deactivated."},
		step{"Maria", "member add <@U0GIL|gil> field", "forbidden: Gil Ito is a guest or from another company; an admin confirms that by name."},
		step{"Sam", "member add <@U0GIL|gil> field fm", "asks guest_member: Gil Ito is a guest or from another company. A member sees the files of the market. [Drop it] [Add Gil Ito]"},
		step{"Sam", "[Add Gil Ito]", "says Saved. Gil Ito is field in Fort Myers."},
		step{"Sam", "member add <@U0WHO|who> field fm", "not_found: Nobody has that account."},
	)
}

func TestHelp(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.tell(
		step{"Eve", "help", "help file, my, stage, digest, kpi, market, member, help"},
		step{"Eve", "help pay", `not_found: There is no "pay" among the commands you may use.`},
		step{"Sam", "help", "help my, market, market add, market set, member, member add, member remove, doctor, help"},
		step{"Dana", "help pay", "help pay"},
		step{"Dana", "help file", "help file, file new"},
		step{"Dana", "help pya", `invalid: "pya" is not a command. Did you mean pay?`},
		step{"Dana", "", "help pay, file, file new, edit, my, note, log, next, promise, submit, reject, approve, invoice, apply, adjust, dispute, settle, stage, assign, assign all, escalate, waiting, hold, resume, undo, cancel, reopen, reverse, void, digest, kpi, market, member, help"},
		step{"Dana", "paidup help pay", "help pay"},
		step{"Dana", "frobnicate", `invalid: "frobnicate" is not a command; help lists them.`},
	)
}

// TestEverybodyTogether: every command is for somebody.
func TestEverybodyTogether(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	seen := map[string]bool{}
	for _, who := range []string{"Dana", "Maria", "Priya", "Tom", "Eve", "Sam"} {
		reply, err := h.types(who, "help")
		helped, ok := reply.(commands.Helped)
		if !ok {
			t.Fatalf("%s: %s", who, told(reply, err))
		}
		for _, c := range helped.Commands {
			seen[c.Name] = true
		}
	}
	for _, c := range h.app.Commands() {
		if !seen[c.Name] && !c.Pressed {
			t.Errorf("nobody may %s", c.Name)
		}
	}
}

func TestFigures(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	h.tell(
		step{"Dana", "kpi", "board 1 as of 2026-11-22 "},
		step{"Dana", "kpi fm dso as of oct 31", "board 1 as of 2026-10-31 dso"},
		step{"Maria", "kpi all", "board 2 as of 2026-11-22 "},
		step{"Dana", "kpi Fort Myers dso", "board 1 as of 2026-11-22 dso"},
		step{"Maria", "kpi PENSACOLA", "board 1 as of 2026-11-22 "},
		step{"Dana", "kpi pensacola", `invalid: Not read: "pensacola".`},
		step{"Dana", "digest fort myers fri", "digest FM 2026-11-20 as of 2026-11-19"},
		step{"Dana", "digest <#C0DN|>", `invalid: Not read: "#denver".`},
		step{"Dana", "digest <#C0SECRET|>", `invalid: Not read: "#C0SECRET".`},
		step{"Dana", "market fm @@D0DANA", "lists FM Fort Myers / Zone America/New_York, now 8:12 am / Channel: #fort-myers. It shows names…"},
		step{"Maria", "market set fm books 2026-09-01", "lists Saved. FM Fort Myers…"},
		step{"Maria", "market fm", "lists FM Fort Myers / Zone America/New_York, now 8:12 am / Channel: this one. It shows names short, amounts on / Digest at 08:00 on business days / Books from 2026-09-01…"},
		step{"Maria", "market set fm books from 2026-09-02", "lists Saved. FM Fort Myers…"},
		step{"Dana", "adjust FM-1001 discount 10", `invalid: Read: FM-1001, $10.00. Not read: "discount". Write one of credit, writeoff, fee, refund. [Open form]`},
		step{"Maria", "kpi @@D0MARIA", "says Which market? [Fort Myers] [Pensacola]"},
		step{"Dana", "kpi as of 12/24/2026", "invalid asof: Figures are as of today or earlier; Thu Dec 24 is ahead."},
		step{"Dana", "kpi pc", `invalid: Not read: "pc".`},
		step{"Tom", "kpi", "forbidden: Figures are for coordinators, directors, accounting and viewers."},
		step{"Sam", "kpi", "forbidden: Figures are for coordinators, directors, accounting and viewers."},
		step{"Dana", "digest", "digest FM 2026-11-23 as of 2026-11-22"},
		step{"Dana", "digest fri", "digest FM 2026-11-20 as of 2026-11-19"},
		step{"Dana", "digest 12/24/2026", "invalid on: A digest is of today or earlier; Thu Dec 24 is ahead."},
		step{"Tom", "digest", "forbidden: Figures are for coordinators, directors, accounting and viewers."},
		step{"Dana", "digest soon", `invalid: Not read: "soon".`},
	)
}

func TestNothingIsDropped(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	for _, line := range []string{"submit FM-1002 900 banana", "approve FM-1002 banana", "invoice FM-1002 900 banana", "reverse FM-1001 e5 banana",
		"assign FM-1001 ben banana", "undo FM-1001 banana", "stage FM-1001 banana", "my banana", "kpi banana", "digest banana", "market banana",
		"member banana", "file FM-1001 banana"} {
		reply, err := h.types("Dana", line)
		if got := told(reply, err); !strings.Contains(got, `"banana"`) {
			t.Errorf("%s: %s", line, got)
		}
	}
}
