package commands

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
)

func TestValuesAreCanonicalText(t *testing.T) {
	t.Parallel()
	v := Values{}
	v.SetMoney("amount", 1240000)
	v.SetMoney("minus", -90)
	v.SetDate("on", domain.NewDate(2026, time.November, 20))
	v.SetText("from", "Harbor Mutual")
	v.SetList("type", []string{"moisture", "photos"})
	v.SetFlag("net", true)
	want := Values{"amount": "12400.00", "minus": "-0.90", "on": "2026-11-20", "from": "Harbor Mutual", "type": "moisture,photos", "net": "yes"}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Fatalf("- wanted + got:\n%s", diff)
	}
	if v.Money("amount") != 1240000 || v.Money("minus") != -90 || v.Date("on").String() != "2026-11-20" ||
		v.Text("from") != "Harbor Mutual" || !v.Flag("net") || len(v.List("type")) != 2 {
		t.Errorf("read back otherwise: %v", v)
	}
}

func TestEmptyValuesAreNotKept(t *testing.T) {
	t.Parallel()
	v := Values{"amount": "1.00", "on": "2026-11-20", "from": "x", "type": "y", "net": "yes"}
	v.SetMoney("amount", 0)
	v.SetDate("on", 0)
	v.SetText("from", "")
	v.SetList("type", nil)
	v.SetFlag("net", false)
	if len(v) != 0 {
		t.Errorf("kept %v", v)
	}
	if v.Money("amount") != 0 || v.Date("on") != 0 || v.Text("from") != "" || v.List("type") != nil || v.Flag("net") {
		t.Error("an argument that is not there has a value")
	}
	if (Values)(nil).Money("amount") != 0 || (Values{"amount": "x"}).Money("amount") != 0 {
		t.Error("what is no amount has a value")
	}
}
