package commands

import (
	"errors"
	"time"

	"paidup/domain"
)

// Refusal is an error of the law with the next steps a door may offer under it.
type Refusal struct {
	Err     error
	Buttons []Button
	Reads   bool // the verb stores nothing, so there is no need to say that nothing was saved
}

func (r *Refusal) Error() string { return r.Err.Error() }

// Unwrap is the error of the law.
func (r *Refusal) Unwrap() error { return r.Err }

func offer(err error, buttons ...Button) error {
	if err == nil || len(buttons) == 0 {
		return err
	}
	return &Refusal{Err: err, Buttons: buttons}
}

// ofReading is the refusal of a verb that stores nothing.
func ofReading(err error) error {
	out := Refusal{Err: err}
	var r *Refusal
	if errors.As(err, &r) {
		out = *r
	}
	out.Reads = true
	return &out
}

// Outdated says what overtook a button: it stands in the About of the conflict.
type Outdated struct {
	File   *domain.File
	Change *domain.Change // what has happened since
	By     string         // first name
	At     time.Time
	What   string // "rejected round 2"
}

// WhoMay says who may do what was refused: it stands in the About of the refusal.
type WhoMay struct {
	Roles  []domain.Role
	People []domain.Person // of the market, or admins; never the one who asked
	Admins bool            // the admins may too

	Ask      []domain.Person // those whom the person may ask for it
	AskRoles []domain.Role   // as which they answer
}
