package slackfake

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Fault is a failure to play in place of an answer.
type Fault struct {
	Status     int           // HTTP status: 429, 500, 503; 200 gives an answer without content
	RetryAfter time.Duration // Retry-After of a 429, in whole seconds
	Err        string        // Slack's error name, in an ordinary answer
	Applied    bool          // the call takes effect first
	Delay      time.Duration // the answer waits this long, in real time, or until the caller gives up
	Drop       bool          // the connection is cut without an answer
}

// String is the fault in a few words.
func (f *Fault) String() string {
	switch {
	case f.Drop:
		return "connection cut"
	case f.Status != 0:
		return fmt.Sprintf("HTTP %d", f.Status)
	}
	return f.Err
}

// FaultNamed is the fault that the word names: a status (429, 503), cut, empty or slow, each also with -applied behind it, or
// Slack's name of an error.
func FaultNamed(word string) Fault {
	how, applied := strings.CutSuffix(word, "-applied")
	status, err := strconv.Atoi(how)
	switch {
	case how == "empty":
		return Fault{Status: http.StatusOK, Applied: applied}
	case how == Cut:
		return Fault{Drop: true, Applied: applied}
	case how == "slow":
		return Fault{Delay: 5 * time.Second}
	case err != nil:
		return Fault{Err: how, Applied: applied}
	case status == http.StatusTooManyRequests:
		return Fault{Status: status, RetryAfter: time.Second}
	}
	return Fault{Status: status, Applied: applied}
}

// Fail plays the fault for the next n calls of the method; "response_url" and "upload" are methods here. Further faults
// of a method follow the earlier ones. A fault of Delay alone is answered as usual, late.
func (w *Workspace) Fail(method string, n int, f Fault) {
	w.change(func(s *State) { s.faults[method] = append(s.faults[method], slices.Repeat([]Fault{f}, n)...) })
}

// Weather is what befalls a workspace by itself. Its functions are called under the workspace's lock, so they must not call
// the workspace; nil ones are fair.
type Weather struct {
	Call func(method string) *Fault // asked at every call for which Fail left nothing; nil: no fault
	Lag  func() time.Duration       // how late an envelope goes out: those that lag less overtake it
}

// Turn changes the weather.
func (w *Workspace) Turn(to Weather) {
	w.change(func(s *State) { s.weather = to })
}

func (s *State) nextFault(method string) *Fault {
	waiting := s.faults[method]
	switch {
	case len(waiting) > 0:
		s.faults[method] = waiting[1:]
		return waiting[0].played()
	case s.weather.Call != nil:
		if f := s.weather.Call(method); f != nil {
			return f.played()
		}
	}
	return nil
}

// played is the fault as it is played: one of Delay alone takes effect.
func (f Fault) played() *Fault {
	f.Applied = f.Applied || f.Status == 0 && f.Err == "" && !f.Drop
	return &f
}

// lag is how late the next envelope goes out.
func (s *State) lag() time.Duration {
	if s.weather.Lag == nil {
		return 0
	}
	return s.weather.Lag()
}

// play answers as the fault says; it reports whether the request is answered.
func (w *Workspace) play(f *Fault, rw http.ResponseWriter, r *http.Request) bool {
	if f.Delay > 0 {
		timer := time.NewTimer(f.Delay)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-r.Context().Done():
		case <-w.life.Done():
		}
	}
	switch {
	case f.Drop:
		panic(http.ErrAbortHandler)
	case f.Status == http.StatusOK:
		writeJSON(rw, object{})
	case f.Status == http.StatusTooManyRequests:
		if f.RetryAfter > 0 {
			rw.Header().Set("Retry-After", fmt.Sprint(int(f.RetryAfter.Seconds())))
		}
		writeStatus(rw, f.Status, refuse("ratelimited").json())
	case f.Status != 0:
		rw.WriteHeader(f.Status)
	case f.Err != "":
		writeJSON(rw, object{"ok": false, "error": f.Err})
	default:
		return false
	}
	return true
}
