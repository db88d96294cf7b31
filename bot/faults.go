package bot

import (
	"errors"
	"net"
	"slices"
	"time"

	"github.com/slack-go/slack"
)

// fault sorts what Slack, or the way to it, answered.
type fault int

const (
	faultNone      fault = iota
	faultPaused          // 429: wait as long as it says
	faultAgain           // certainly not done: try again
	faultUnsure          // it may have been done
	faultGone            // the message or the view is no longer there
	faultNowhere         // the destination does not take it
	faultUnfit           // Slack does not take what was sent
	faultForbidden       // the credentials are wrong
	faultUnknown         // an error we have not met
)

// errEmpty is an answer that says neither yes nor no.
var errEmpty = errors.New("empty answer")

// faultNames are Slack's error names by what can be done about them.
var faultNames = map[fault][]string{
	faultPaused: {"ratelimited", "rate_limited", "message_limit_exceeded"},
	faultAgain:  {"request_timeout", "team_added_to_org", "org_login_required", "external_channel_migrating"},
	faultUnsure: {"internal_error", "fatal_error", "service_unavailable"},
	faultGone: {"message_not_found", "cant_update_message", "edit_window_closed", "streaming_state_conflict", "block_mismatch",
		"not_found", "hash_conflict", "thread_not_found"},
	faultNowhere: {"channel_not_found", "not_in_channel", "is_archived", "is_inactive", "restricted_action",
		"restricted_action_read_only_channel", "restricted_action_thread_only_channel", "restricted_action_non_threadable_channel",
		"restricted_action_thread_locked", "no_permission", "ekm_access_denied", "user_not_in_channel", "messages_tab_disabled",
		"user_not_found", "user_disabled", "user_not_visible", "cannot_reply_to_message", "posting_to_channel_denied",
		"cannot_dm_bot"},
	faultUnfit: {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text", "too_many_attachments",
		"invalid_attachments", "metadata_too_large", "invalid_metadata_format", "invalid_metadata_schema", "markdown_text_conflict",
		"invalid_arguments"},
	faultForbidden: {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope",
		"not_allowed_token_type", "access_denied", "team_access_not_granted"},
}

const pauseWithoutWord = 30 * time.Second // where Slack asks for a pause and does not say how long

// judge says what an error of a call means, and how long a pause is.
func judge(err error) (fault, time.Duration) {
	var limited *slack.RateLimitedError
	var named slack.SlackErrorResponse
	var status slack.StatusCodeError
	switch {
	case err == nil:
		return faultNone, 0
	case errors.As(err, &limited):
		return faultPaused, max(limited.RetryAfter, time.Second)
	case errors.As(err, &named):
		return faultNamed(named.Err), pauseWithoutWord
	case errors.As(err, &status) && status.Code < 500:
		return faultUnknown, 0
	case errors.Is(err, errNotSent), neverSent(err):
		return faultAgain, 0
	}
	return faultUnsure, 0
}

// passing says that the same call may succeed when it is made once more.
func passing(err error) bool {
	f, _ := judge(err)
	return f == faultAgain || f == faultUnsure
}

func faultNamed(name string) fault {
	for f, names := range faultNames {
		if slices.Contains(names, name) {
			return f
		}
	}
	return faultUnknown
}

// errNotSent says that a call was given up before it was made.
var errNotSent = errors.New("not sent")

// neverSent says that no connection came about, so that nothing can have been done.
func neverSent(err error) bool {
	var op *net.OpError
	var dns *net.DNSError
	return errors.As(err, &dns) || errors.As(err, &op) && op.Op == "dial"
}
