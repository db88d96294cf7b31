package kpi_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"paidup/domain"
)

// read decodes a row's inputs; an input the formula does not know is an error.
func read[T any](t *testing.T, inputs string) T {
	t.Helper()
	var v T
	d := json.NewDecoder(bytes.NewReader([]byte(inputs)))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("read inputs %s: %v", inputs, err)
	}
	return v
}

// dollars is an amount as the vectors write it.
type dollars domain.Money

func (d *dollars) UnmarshalJSON(b []byte) error {
	r, ok := new(big.Rat).SetString(string(b))
	if !ok {
		return fmt.Errorf("%s is not an amount", b)
	}
	cents := r.Mul(r, big.NewRat(100, 1))
	if !cents.IsInt() {
		return fmt.Errorf("%s is not whole cents", b)
	}
	*d = dollars(cents.Num().Int64())
	return nil
}

// number is a number or a fraction, "365/12".
type number float64

func (n *number) UnmarshalJSON(b []byte) error {
	r, ok := new(big.Rat).SetString(strings.Trim(string(b), `"`))
	if !ok {
		return fmt.Errorf("%s is not a number", b)
	}
	f, _ := r.Float64()
	*n = number(f)
	return nil
}

func inDollars(m domain.Money) float64 { return float64(m) / 100 }

func orNil(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

// cents is an amount in dollars that stands in a list with other things.
func cents(v any) domain.Money { return domain.Money(math.Round(v.(float64) * 100)) }
