package main

import (
	"regexp"

	"paidup/domain"
)

var (
	slackChannel = regexp.MustCompile(`^[CG][A-Z0-9]{2,}$`)
	slackUser    = regexp.MustCompile(`^[UW][A-Z0-9]{2,}$`)
)

// checkChannel refuses what is no channel's id: a name is nothing that Slack posts to.
func checkChannel(id string) error {
	if slackChannel.MatchString(id) {
		return nil
	}
	return domain.Invalid("channel", "%q is not a Slack channel id, like C0123456789. Slack shows it at the end of the channel's details.", id)
}

// checkUser refuses what is no person's id: names change, and two people may have one.
func checkUser(id string) error {
	if slackUser.MatchString(id) {
		return nil
	}
	return domain.Invalid("person", "%q is not a Slack user id, like U0123456789. In Slack: the person's profile, its menu, Copy member ID.", id)
}
