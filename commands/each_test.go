package commands_test

import (
	"strings"
	"testing"

	"paidup/commands"
)

// Of several files each is saved or refused on its own, whatever stands against it: it is not there, its name could be
// another's, it may not be, or the law says no.
func TestSeveralFilesEachOnItsOwn(t *testing.T) {
	t.Parallel()
	tales(t, func(h *house) { h.open("Harris", "Harris", "Cole", "Hale") }, map[string][]step{
		"one is not there": {
			{"Dana", "note FM-1001,FM-9042,1003 wet", `saved FM-1001 e2 RECEIVED, balance $0.00; FM-9042 not: No file "FM-9042" in Fort Myers by number, claim, name or address.; FM-1003 e2 RECEIVED, balance $0.00`},
			{"Dana", "[Undo]", "saved FM-1001 e3 RECEIVED, balance $0.00; FM-1003 e3 RECEIVED, balance $0.00"}},
		"one is nearly another": {
			{"Dana", "note FM-1003,FM-1040 wet", `saved FM-1003 e2 RECEIVED, balance $0.00; FM-1040 not: No file "FM-1040" in Fort Myers by number, claim, name or address. Closest: FM-1004 Hale.`}},
		"one could be two": {
			{"Dana", "assign cole,harris ben", `saved FM-1003 e2 RECEIVED, balance $0.00; harris not: "harris" could be FM-1001 Harris or FM-1002 Harris; name it by its number.`}},
		"the first is not there": {
			{"Dana", "assign FM-9042,FM-1001 ben", `saved FM-9042 not: No file "FM-9042" in Fort Myers by number, claim, name or address.; FM-1001 e2 RECEIVED, balance $0.00`}},
		"none is there": {
			{"Dana", "assign FM-9042,9043 ben", `saved FM-9042 not: No file "FM-9042" in Fort Myers by number, claim, name or address.; 9043 not: No file "9043" in Fort Myers by number, claim, name or address.`}},
		"one is somebody else's to give": {
			{"Maria", "assign FM-1002 ben", "saved FM-1002 e2 RECEIVED, balance $0.00"},
			{"Dana", "assign FM-1001,1002,1003 ben", "saved FM-1001 e2 RECEIVED, balance $0.00; FM-1002 not: FM-1002 belongs to Ben Okafor. Assigning is for directors.; FM-1003 e2 RECEIVED, balance $0.00"}},
		"an amount is for one file": {
			{"Dana", "submit FM-1001,FM-9042 estimate 900", "invalid amount: An amount is for one file; 2 are named."}},
		"one alone that is not there": {
			{"Dana", "note FM-9042 wet", `not_found file: No file "FM-9042" in Fort Myers by number, claim, name or address.`}},
		"one alone that could be two": {
			{"Dana", "note harris wet", `picks "harris" [FM-1001] [FM-1002]`},
			{"Dana", "[FM-1002]", "saved FM-1002 e2 RECEIVED, balance $0.00"}},
		"a check is all or nothing": {
			{"Dana", "pay check 4471 FM-1001 100 FM-9042 200", `not_found files: No file "FM-9042" in Fort Myers by number, claim, name or address.`},
			{"Dana", "file FM-1001 history", "file FM-1001 money=true contacts=true history=true"}},
	})
}

// More files than a slip of the hand should reach are listed and asked about once; 25 are the most.
func TestManyFilesAreAskedAboutOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open(strings.Fields(strings.Repeat("Harris ", 26))...)
	var numbers []string
	for n := range 26 {
		numbers = append(numbers, "FM-10"+string(rune('0'+(n+1)/10))+string(rune('0'+(n+1)%10)))
	}
	h.tell(
		step{"Dana", "note " + strings.Join(numbers[:5], ",") + " wet", "saved FM-1001 e2…"},
		step{"Dana", "note " + strings.Join(numbers[:6], ",") + ",FM-9042 wet", "asks many_files: 6 files: FM-1001 Harris, FM-1002 Harris, FM-1003 Harris, FM-1004 Harris, " +
			`FM-1005 Harris and FM-1006 Harris. No file "FM-9042" in Fort Myers by number, claim, name or address. [Drop it] [Do all 6]`},
		step{"Dana", "[Do all 6]", "saved FM-1001 e3…"},
		step{"Dana", "note " + strings.Join(numbers, ",") + " wet", "invalid file: 26 files are named; 25 at once is the most."},
		step{"Dana", "note " + strings.Join(numbers[:25], ",") + " wet", "asks many_files: 25 files: …"},
	)
	reply, err := h.types("Dana", "note "+strings.Join(numbers[:25], ",")+" dry")
	asked, ok := reply.(commands.Asked)
	if !ok {
		t.Fatal(told(reply, err))
	}
	reply, err = h.press("Dana", asked.Buttons[1].Press)
	if done, saved := reply.(commands.Receipt); !saved || len(done.Done) != 25 {
		t.Errorf("25 at once: %s", told(reply, err))
	}
}
