package slackfake

import (
	"context"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// Fills enters words in a field of the open modal, by the field's label.
func (p *Person) Fills(ctx context.Context, label string, words ...string) (*Turn, error) {
	return p.Chooses(ctx, Where{}, label, words...)
}

// Submits presses the submit button of the open modal. As in Slack, fields that lack what they need are marked and nothing
// is sent; the view's Errors tell. The error says that there is no modal or no button.
func (p *Person) Submits(ctx context.Context) (*Turn, error) {
	return p.act(ctx, func(s *State, u *User) (*envelope, error) {
		v := s.top(u.ID)
		switch {
		case v == nil:
			return nil, fmt.Errorf("%s has no form open", u.Name)
		case v.Body["submit"] == nil:
			return nil, fmt.Errorf("the modal %q has no submit button", v.Title())
		}
		v.Banner, v.Errors = "", v.unmet()
		if len(v.Errors) > 0 {
			s.show(Shown{Kind: Errors, User: u.ID, View: v.copied()})
			return nil, nil
		}
		return s.submission(u, v), nil
	})
}

func (s *State) submission(u *User, v *View) *envelope {
	payload := s.interaction("view_submission", u)
	t := s.trigger(u.ID, v.ID)
	payload["trigger_id"] = t.id
	payload["view"] = v.json()
	payload["response_urls"] = s.formURLs(v)
	env := s.envelope(interactive, fmt.Sprintf("%s: submit %s", u.Name, v.Title()), payload)
	env.accepts, env.entry, env.trigger = true, "ack.view_submission", t
	env.answer = answerSubmission(v)
	env.missed = func(*State, string) { v.Banner = troubleConnecting }
	return env
}

// unmet are the fields Slack's client does not let pass, by block_id.
func (v *View) unmet() map[string]string {
	unmet := map[string]string{}
	eachHolder(v.blocks(), func(b, e object, h holder) {
		if text(b, "type") != "input" {
			return
		}
		if why := unmetBecause(b, e, v.values.get(b, e)); why != "" {
			unmet[text(b, "block_id")] = why
		}
	})
	return unmet
}

func unmetBecause(b, e object, value any) string {
	words, isText := value.(string)
	if value == nil || isText && words == "" {
		if truth(b, "optional") {
			return ""
		}
		return "Please complete this required field."
	}
	switch text(e, "type") {
	case "number_input":
		return unmetNumber(e, words)
	case "plain_text_input":
		n := float64(utf8.RuneCountInString(words))
		if least, given := e["min_length"].(float64); given && n < least {
			return fmt.Sprintf("Enter at least %.0f characters.", least)
		}
		if most, given := e["max_length"].(float64); given && n > most {
			return fmt.Sprintf("Enter at most %.0f characters.", most)
		}
	}
	return ""
}

func unmetNumber(e object, words string) string {
	n, err := strconv.ParseFloat(words, 64)
	least, hasLeast := parsedNumber(e, "min_value")
	most, hasMost := parsedNumber(e, "max_value")
	switch {
	case err != nil:
		return "Enter a number."
	case !truth(e, "is_decimal_allowed") && n != float64(int64(n)):
		return "Enter a whole number."
	case hasLeast && n < least:
		return "Enter a number of at least " + text(e, "min_value") + "."
	case hasMost && n > most:
		return "Enter a number of at most " + text(e, "max_value") + "."
	}
	return ""
}

// Cancels closes the modal on top. The app hears of it when the view says notify_on_close.
func (p *Person) Cancels(ctx context.Context) (*Turn, error) { return p.close(ctx, false) }

// Closes closes the whole modal by its X.
func (p *Person) Closes(ctx context.Context) (*Turn, error) { return p.close(ctx, true) }

func (p *Person) close(ctx context.Context, whole bool) (*Turn, error) {
	return p.act(ctx, func(s *State, u *User) (*envelope, error) {
		v := s.top(u.ID)
		if v == nil {
			return nil, fmt.Errorf("%s has no form open", u.Name)
		}
		told := v
		if whole || truth(v.Body, "clear_on_close") {
			told = s.modals[u.ID][0]
			s.modals[u.ID] = nil
		} else {
			s.closeModal(v)
		}
		if !truth(told.Body, "notify_on_close") {
			return nil, nil
		}
		payload := s.interaction("view_closed", u)
		payload["view"] = told.json()
		payload["is_cleared"] = whole || told != v
		return s.envelope(interactive, fmt.Sprintf("%s: close %s", u.Name, v.Title()), payload), nil
	})
}
