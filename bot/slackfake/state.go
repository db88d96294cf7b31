package slackfake

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// The identities every workspace has.
const (
	teamID    = "T0SAMPLE01"
	appID     = "A0SAMPLE01"
	botUserID = "U0SAMPLEBT"
	botID     = "B0SAMPLE01"
	slackbot  = "USLACKBOT"
	botToken  = "xoxb-100-200-sample"
	appToken  = "xapp-1-A0SAMPLE01-300-sample"
)

// State is the workspace at one moment. Its methods are for the functions given to Workspace.Read and WaitFor.
type State struct {
	opts Options
	now  func() time.Time
	host string

	users        map[string]*User
	userOrder    []string
	channels     map[string]*Channel
	channelOrder []string
	timelines    map[string]*timeline
	modals       map[string][]*View // by user, the lowest first
	homes        map[string]*View   // by user
	read         map[string]string  // timestamp last read, by user and channel
	inputs       map[string]values  // by message and user
	menus        map[string][]any   // options last loaded, by surface and element

	triggers     map[string]*trigger
	responseURLs map[string]*responseURL
	tickets      map[string]bool
	envelopes    map[string]*envelope
	files        map[string]*file
	faults       map[string][]Fault
	weather      Weather
	linkDisabled bool
	scopes       []string // of the bot's token
	live         int      // Socket Mode connections
	leaving      int      // of them those that were told to end
	calls        int      // Web API calls being answered
	waiting      int      // envelopes that wait for their ack

	log     []Entry
	illMade []int // places in the log
	acks    []Ack
	shown   []Shown
	caused  []*envelope
	timers  map[*time.Timer]bool

	version   int64 // grows with every change
	lastMicro int64
	serial    int
}

func newState(opts Options) *State {
	s := &State{
		opts: opts, now: opts.Now,
		users: map[string]*User{}, channels: map[string]*Channel{}, timelines: map[string]*timeline{},
		modals: map[string][]*View{}, homes: map[string]*View{}, read: map[string]string{}, inputs: map[string]values{}, menus: map[string][]any{},
		triggers: map[string]*trigger{}, responseURLs: map[string]*responseURL{}, tickets: map[string]bool{},
		envelopes: map[string]*envelope{}, files: map[string]*file{}, faults: map[string][]Fault{},
		timers: map[*time.Timer]bool{},
	}
	s.addUser(User{ID: botUserID, Name: opts.Bot, RealName: capitalised(opts.Bot), bot: true})
	s.addUser(User{ID: slackbot, Name: "slackbot", RealName: "Slackbot"})
	return s
}

func capitalised(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

// ts is a message timestamp of now; no two are equal and none runs backwards.
func (s *State) ts() string {
	micro := max(s.now().UnixMicro(), s.lastMicro+1)
	s.lastMicro = micro
	return fmt.Sprintf("%d.%06d", micro/1e6, micro%1e6)
}

// id is a new identifier that begins with prefix.
func (s *State) id(prefix string) string {
	s.serial++
	return fmt.Sprintf("%s0%08X", prefix, s.serial)
}

// secret is a new token of letters and digits, of no meaning.
func (s *State) secret() string {
	s.serial++
	return fmt.Sprintf("%x.%x", s.serial, uint32(s.serial)*2654435761)
}

// after runs f when d has passed in real time, under the workspace's lock, which the caller holds too.
func (w *Workspace) after(d time.Duration, f func(*State)) {
	if w.closed {
		return
	}
	var timer *time.Timer
	timer = time.AfterFunc(d, func() {
		w.change(func(s *State) {
			if s.timers[timer] {
				delete(s.timers, timer)
				f(s)
			}
		})
	})
	w.state.timers[timer] = true
}

func (s *State) stopTimers() {
	for timer := range s.timers {
		timer.Stop()
	}
	s.timers = map[*time.Timer]bool{}
}

// Messages are the messages of a channel, named by name or id, in order; ephemeral messages are among them.
func (s *State) Messages(channel string) []Message {
	c := s.channel(channel)
	if c == nil {
		return nil
	}
	return s.timelines[c.ID].messages()
}

// Log is State.Log as it stands now.
func (w *Workspace) Log() []Entry {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.state.Log()
}

// Log is every Web API call, response and ack payload so far, in order.
func (s *State) Log() []Entry { return slices.Clone(s.log) }

// Acks is what became of every envelope sent so far, in the order it was decided.
func (s *State) Acks() []Ack { return slices.Clone(s.acks) }

// Shown is everything the bot has made people see so far, in order.
func (s *State) Shown() []Shown { return s.ShownSince(0) }

// ShownSince is Shown without its first n.
func (s *State) ShownSince(n int) []Shown { return slices.Clone(s.shown[n:]) }

// Connections is the number of live Socket Mode connections.
func (s *State) Connections() int { return s.live }

// Staying is the number of live connections that were not told to end.
func (s *State) Staying() int { return s.live - s.leaving }

// AtRest reports that no envelope waits for its ack and no call is being answered.
func (s *State) AtRest() bool { return s.calls == 0 && s.waiting == 0 }
