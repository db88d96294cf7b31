package demo

import (
	"fmt"
	"strconv"
	"strings"

	"paidup/bot/slackfake"
)

const faultHelp = "say fault and one of warning, refresh_requested, cut, silent, half_open: a connection fails so; or a method of Slack's, " +
	"how it fails (429, 503, 500-applied, empty, cut, or an error's name) and how often: fault chat.update message_not_found 2"

// fault has a connection of the workspace fail, or the next calls of a method.
func (p *prompt) fault(words string) error {
	parts := strings.Fields(words)
	switch {
	case len(parts) == 1 && (parts[0] == slackfake.Warning || parts[0] == slackfake.RefreshRequested):
		return p.ws.Disconnect(parts[0])
	case len(parts) == 1 && (parts[0] == slackfake.Cut || parts[0] == slackfake.Silent || parts[0] == slackfake.HalfOpen):
		return p.ws.Break(parts[0])
	case len(parts) < 2 || len(parts) > 3:
		return fmt.Errorf("%s", faultHelp)
	}
	times := 1
	if len(parts) == 3 {
		n, err := strconv.Atoi(parts[2])
		if err != nil || n < 1 {
			return fmt.Errorf("%q is not how often: %s", parts[2], faultHelp)
		}
		times = n
	}
	p.ws.Fail(parts[0], times, slackfake.FaultNamed(parts[1]))
	return nil
}
