package demo

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"paidup/bot/slackfake"
)

// click presses what bears the label: in the form that is open, else in the channel. A number behind it says which of several,
// from the top.
func click(ctx context.Context, me *slackfake.Person, channel, label string) error {
	where := slackfake.Where{Channel: channel}
	if me.View() != nil {
		where = slackfake.Where{}
	}
	_, err := me.Clicks(ctx, where, label)
	if err == nil {
		return nil
	}
	var several *slackfake.SeveralError
	if errors.As(err, &several) {
		return severalSay(several)
	}
	if i := strings.LastIndex(label, " "); i >= 0 {
		if n, fault := strconv.Atoi(label[i+1:]); fault == nil && n > 0 {
			where.Nth = n
			_, err = me.Clicks(ctx, where, label[:i])
		}
	}
	if err != nil && where.Channel == "" {
		return fmt.Errorf("%w in the form that is open; close ends it", err)
	}
	return err
}

// severalSay says how one of several buttons of a label is pressed, with their names where those tell them apart.
func severalSay(e *slackfake.SeveralError) error {
	says := fmt.Sprintf("%d buttons say %q: click %s 2 presses the second from the top", len(e.Names), e.Label, e.Label)
	if e.Names[0] == e.Names[1] {
		return errors.New(says)
	}
	return fmt.Errorf("%s; they are %s", says, strings.Join(e.Names, " · "))
}

// fill enters the words in a field; one that looks things up takes the first that it finds by them.
func fill(ctx context.Context, me *slackfake.Person, label, words string) error {
	_, err := me.Fills(ctx, label, words)
	if err == nil || !strings.HasSuffix(err.Error(), "among []") {
		return err
	}
	found, fault := me.SearchOptions(ctx, slackfake.Where{}, label, words)
	if fault != nil || len(found.Options) == 0 {
		return err
	}
	_, err = me.Fills(ctx, label, found.Options[0])
	return err
}
