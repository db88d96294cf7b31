package commands_test

import "testing"

// TestMyAsked: what a person asked for stands in their queue until it is answered, and is not asked twice.
func TestMyAsked(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	const asked = `write off $12.40 on FM-1001 Harris, "moved away"`
	h.tell(
		step{"Dana", "my asked", "says Nothing that you asked for is open."},
		step{"Dana", "adjust FM-1001 writeoff 12.40 because moved away", "forbidden…"},
		step{"Dana", "[Ask Maria]", "says Asked Maria Lind: " + asked + ". It waits until the end of Tue Dec 1."},
		step{"Dana", "my", `files "Dana · Mon Nov 23: 2 wait on you" / You asked: ` + asked + ` / FM-1002 FM-1003, 0 more [You asked: 1]`},
	)
	h.now = h.now.AddDate(0, 0, 1)
	h.tell(
		step{"Dana", "adjust FM-1001 writeoff 12.40 because moved away", "forbidden…"},
		step{"Dana", "[Ask Maria]", "says Asked Maria Lind already, Mon Nov 23, 8:12 am ET: " + asked + ". It waits until the end of Tue Dec 1."},
		step{"Dana", "cancel FM-1001 because declined", "forbidden…"},
		step{"Dana", "edit FM-1002 received aug 1", "forbidden…"},
		step{"Dana", "[Ask Maria]", "says Asked…"},
		step{"Dana", "my", `files "Dana · Tue Nov 24: 2 wait on you" / You asked: 2 open, oldest Mon Nov 23: ` + asked + ` / FM-1002 FM-1003, 0 more [You asked: 2]`},
		step{"Dana", "[You asked: 2]", `files "Dana · Tue Nov 24: you asked for 2" (Dana: ` + asked + `, by Tue Dec 1) (Dana: edit FM-1002 Cole: received Wed Aug 12, now Sat Aug 1, by Wed Dec 2) , 0 more`},
		step{"Ben", "my", `files "Ben · Tue Nov 24: nothing waits on you" , 0 more`},
	)
}

// TestMyOfAnAdmin: who asks to be set up waits on the admin, who is in no market.
func TestMyOfAnAdmin(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.tell(
		step{"Sam", "my", `files "Sam · Mon Nov 23: nothing waits on you" , 0 more`},
		step{"New", "my", "forbidden: You are not set up in Paidup yet. Sam Whitley can add you. [Ask Sam]"},
		step{"New", "[Ask Sam]", "says Asked Sam Whitley: set up Nora Field in Paidup. It waits until the end of Tue Dec 1."},
		step{"New", "my", "forbidden…"},
		step{"New", "my", "forbidden: You are not set up in Paidup yet. Sam Whitley can add you. [Ask Sam]"},
		step{"New", "[Ask Sam]", "says Asked Sam Whitley already, Mon Nov 23, 8:12 am ET: set up Nora Field in Paidup. It waits until the end of Tue Dec 1."},
		step{"Sam", "my", `files "Sam · Mon Nov 23: 1 asked of you" (Nora: set up Nora Field in Paidup, by Tue Dec 1) , 0 more`},
		step{"Maria", "my", `files "Maria · Mon Nov 23: nothing waits on you" , 0 more`},
	)
}
