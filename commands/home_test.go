package commands_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"paidup/commands"
	"paidup/domain"
)

// looks opens the Home tab.
func (h *house) looks(who string) (commands.Reply, error) {
	return h.app.Do(context.Background(), commands.Request{Key: h.key(), Actor: h.id(who), Source: domain.FromButton, At: h.now, Verb: commands.VerbHome})
}

// homeTold is a Home tab in one line: its parts.
func homeTold(reply commands.Reply, err error) string {
	v, is := reply.(commands.Home)
	if !is {
		return told(reply, err)
	}
	var parts []string
	if r := v.Roll; r != nil {
		roll := fmt.Sprintf("%d of %d over", r.Over, r.Of)
		for _, s := range r.Markets {
			roll += fmt.Sprintf(" %s %d/%d", s.Market.Code, s.Unanswered, s.Escalate)
		}
		for _, l := range r.Load {
			roll += fmt.Sprintf(" %s %d/%d", r.People.First(l.Owner), l.Ours, l.Open)
		}
		parts = append(parts, roll)
	}
	if v.Queue != nil {
		parts = append(parts, strings.TrimSuffix(told(*v.Queue, nil), " "))
		if v.Queue.NoMoney {
			parts = append(parts, "no money")
		}
	}
	if s := v.Setup; s != nil {
		setup := "settings of"
		for _, m := range s.Markets {
			setup += " " + m.Code
		}
		for _, step := range s.Steps {
			setup += fmt.Sprintf(", %s: %v", step.Says, step.Done)
		}
		parts = append(parts, setup)
	}
	return strings.Join(parts, " | ")
}

// sees holds what people's Home tabs show to what is wanted.
func (h *house) sees(homes ...[2]string) {
	h.t.Helper()
	for _, v := range homes {
		if got := homeTold(h.looks(v[0])); !matches(got, v[1]) {
			h.t.Errorf("the Home tab of %s\n got %s\nwant %s", v[0], got, v[1])
		}
	}
}

// Everybody sees the parts that the matrix gives their roles; several roles add up.
func TestHome(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.sees([2]string{"Sam", "settings of FM PC, Add a market: true, Add people by name: true, Import your files and invoices: false"},
		[2]string{"Dana", `files "Dana · Mon Nov 23: nothing waits on you" , 0 more`})
	h.open("Harris", "Cole")
	h.must("submit FM-1001 estimate 12,400", "approve FM-1001", "invoice FM-1001 12,400 inv 5512")
	h.now = nov(27)
	h.sees(
		[2]string{"Sam", "settings of FM PC"},
		[2]string{"Dana", `files "Dana · Fri Nov 27: 1 waits on you" / Yours: 2 open, 2 without a next step, 1 past their days / FM-1002, 0 more [Without a step: 2] [Late: 1] [Entered today]`},
		[2]string{"Maria", "1 of 2 over FM 1/1 PC 0/0 Dana 1/2"},
		[2]string{"Priya", "1 of 2 over FM 1/1 PC 0/0"},
		[2]string{"Eve", "1 of 1 over FM 1/1"},
		[2]string{"Tom", `files "Tom · Fri Nov 27: nothing waits on you" , 0 more | no money`},
		[2]string{"New", "forbidden: You are not set up in Paidup yet. Sam Whitley can add you. [Ask Sam]"},
	)
	h.tell(
		step{"Dana", "escalate FM-1002 to maria by wed get the estimate", "acted asked U0MARIA by 2026-12-02: get the estimate"},
		step{"Maria", "member add <@U0BEN|ben> viewer", "says Saved. Ben Okafor is coordinator and viewer in Fort Myers: roles add up, member remove takes one away."},
		step{"Sam", "member add <@U0SAM|sam> field fm", "forbidden: Nobody changes their own roles; somebody else who may has to."},
	)
	h.sees(
		[2]string{"Maria", `1 of 2 over FM 1/1 PC 0/0 Dana 1/2 | files "Maria · Fri Nov 27: 1 asked of you" (Dana: FM-1002 get the estimate, by Wed Dec 2, since Fri Nov 27, 8:12 am ET) , 0 more`},
		[2]string{"Ben", `1 of 1 over FM 1/1 | files "Ben · Fri Nov 27: nothing waits on you" , 0 more`},
	)
}

// While there is no admin, only an owner or admin of the workspace becomes it, whether in a market or not; whoever is in one sees
// their own part.
func TestHomeBeforeThereIsAnAdmin(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	h := &house{t: t, store: s, now: monday, code: "FM"}
	h.app = commands.NewApp(commands.Deps{Files: s, Find: s, Markets: s, Books: s, Questions: s, Requests: s, Channels: slackAnswers{}, Accounts: slackAnswers{},
		Escalations: s})
	const first = "forbidden: An owner or admin of this Slack workspace opens this page first."
	h.sees([2]string{"New", first}, [2]string{"Who", "not_found: Nobody has that account."})
	h.fm = h.market("FM", "Fort Myers", "America/New_York", map[string]domain.Role{"Dana Reyes": domain.Coordinator, "Maria Lind": domain.Director})
	h.sees([2]string{"New", first}, [2]string{"Dana", `files "Dana · Mon Nov 23: nothing waits on you" , 0 more`},
		[2]string{"Sam", "settings of FM, Add a market: true, Add people by name: true, Import your files and invoices: false"},
		[2]string{"New", "forbidden: You are not set up in Paidup yet. Sam Whitley can add you. [Ask Sam]"})
}

// Who has more markets than a message takes sees those that need most, and the figures of the others a press away.
func TestHomeOfManyMarkets(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for n := range 16 {
		h.market(fmt.Sprint("M", n), fmt.Sprint("Market ", n), "America/New_York", map[string]domain.Role{"Maria Lind": domain.Director})
	}
	reply, err := h.looks("Maria")
	if v, is := reply.(commands.Home); !is || len(v.Roll.Markets) != 12 || v.Roll.More != 6 || v.Roll.Of != 18 {
		t.Errorf("the Home tab of Maria: %s", homeTold(reply, err))
	}
	h.tell(
		step{"Maria", "kpi all", "board 15 as of 2026-11-22 , 3 more"},
		step{"Maria", "[3 more]", "board 3 as of 2026-11-22 "},
		step{"Maria", "kpi all dso", "board 15 as of 2026-11-22 dso, 3 more"},
		step{"Maria", "[3 more]", "board 3 as of 2026-11-22 dso"},
	)
}
