package slackfake

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// An independent client, slack-go, must find this workspace to be Slack.
func client(ws *Workspace) *slack.Client {
	return slack.New(ws.BotToken(), slack.OptionAppLevelToken(ws.AppToken()), slack.OptionAPIURL(ws.APIURL()))
}

func sendRaw(t *testing.T, address, content string) string {
	t.Helper()
	resp, err := http.Post(address, "application/octet-stream", strings.NewReader(content))
	must(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	must(t, err)
	return string(body)
}

func TestSlackGoPostsUpdatesAndReads(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	api := client(ws)
	auth, err := api.AuthTest()
	must(t, err)
	if auth.UserID != ws.BotID() || auth.BotID != botID {
		t.Errorf("auth %+v", auth)
	}
	button := slack.NewButtonBlockElement("pay", "1042", slack.NewTextBlockObject("plain_text", "Payment…", false, false))
	_, ts, err := api.PostMessage("C0FM", slack.MsgOptionText("FM-1042", false),
		slack.MsgOptionBlocks(slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", "*FM-1042* Harris", false, true), nil, nil), slack.NewActionBlock("a", button)),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "notice", EventPayload: map[string]any{"id": "n1"}}))
	must(t, err)
	_, _, _, err = api.UpdateMessage("C0FM", ts, slack.MsgOptionText("FM-1042 paid", false), slack.MsgOptionBlocks(
		slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", "*FM-1042* paid", false, true), nil, nil)))
	must(t, err)
	history, err := api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0FM", IncludeAllMetadata: true})
	must(t, err)
	if m := history.Messages[0]; m.Timestamp != ts || m.Metadata.EventPayload["id"] != "n1" || m.Edited == nil {
		t.Errorf("history %+v", m)
	}
	_, err = api.PostEphemeral("C0FM", "U0DANA", slack.MsgOptionText("hi", false))
	must(t, err)
	_, _, err = api.PostMessage("C0NONE", slack.MsgOptionText("x", false))
	if err == nil || err.Error() != "channel_not_found" {
		t.Errorf("posting nowhere: %v", err)
	}
	var refused slack.SlackErrorResponse
	_, _, err = api.PostMessage("C0FM", slack.MsgOptionText("x", false), slack.MsgOptionBlocks(slack.NewHeaderBlock(slack.NewTextBlockObject("plain_text", strings.Repeat("h", 151), false, false))))
	if !errors.As(err, &refused) || refused.Err != "invalid_blocks" || len(refused.ResponseMetadata.Messages) == 0 {
		t.Errorf("a long header: %v", err)
	}
	users, err := api.GetUsers()
	must(t, err)
	channels, _, err := api.GetConversations(&slack.GetConversationsParameters{Types: []string{"private_channel"}})
	must(t, err)
	if len(users) != 5 || len(channels) != 1 || !channels[0].IsPrivate || channels[0].IsExtShared {
		t.Errorf("%d users, channels %+v", len(users), channels)
	}
	dm, _, _, err := api.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0DANA"}, ReturnIM: true})
	must(t, err)
	if !strings.HasPrefix(dm.ID, "D") || dm.User != "U0DANA" {
		t.Errorf("dm %+v", dm)
	}
}

func TestSlackGoOpensViewsAndAnswersActs(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	api := client(ws)
	b := newBot(t, ws, nil)
	turn, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay")
	must(t, err)
	amount := slack.NewInputBlock("amount", slack.NewTextBlockObject("plain_text", "Amount", false, false), nil, slack.NewPlainTextInputBlockElement(nil, "v"))
	opened, err := api.OpenView(turn.TriggerID, slack.ModalViewRequest{
		Type: "modal", Title: slack.NewTextBlockObject("plain_text", "Pay", false, false), Submit: slack.NewTextBlockObject("plain_text", "Save", false, false),
		Blocks: slack.Blocks{BlockSet: []slack.Block{amount}},
	})
	must(t, err)
	if v := ws.Person("dana").View(); v == nil || v.ID != opened.ID || v.Hash != opened.Hash {
		t.Errorf("dana sees %+v, the client opened %+v", v, opened)
	}
	_, err = api.PublishView("U0DANA", slack.HomeTabViewRequest{Type: "home", Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewDividerBlock()}}}, "")
	must(t, err)
	_, _, err = api.PostMessage("", slack.MsgOptionText("later", false), slack.MsgOptionResponseURL(text(b.lastPayload(), "response_url"), slack.ResponseTypeEphemeral))
	must(t, err)
	seen, err := ws.Person("dana").Sees("fort-myers")
	must(t, err)
	if len(seen) != 1 || seen[0].Text != "later" || !seen[0].Ephemeral() {
		t.Errorf("dana sees %+v", seen)
	}
}

func TestSlackGoUploads(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	root := newBot(t, ws, nil).say("digest")
	file, err := client(ws).UploadFile(slack.UploadFileParameters{
		Filename: "aging.csv", Title: "Aging", FileSize: 5, Content: "a,b,c", Channel: "C0FM", ThreadTimestamp: root,
	})
	must(t, err)
	seen, err := ws.Person("ben").Sees("fort-myers")
	must(t, err)
	if len(seen) != 2 || seen[1].ThreadTS != root || seen[1].Files[0].ID != file.ID || !strings.Contains(RenderMessage(seen[1]), "(file: Aging, 5 bytes)") {
		t.Errorf("ben sees %+v", seen)
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	api := client(ws)
	post := func(ctx context.Context) error {
		_, _, err := api.PostMessageContext(ctx, "C0FM", slack.MsgOptionText("x", false))
		return err
	}
	count := func() int {
		n := 0
		ws.Read(func(s *State) { n = len(s.Messages("fort-myers")) })
		return n
	}
	ws.Fail("chat.postMessage", 1, Fault{Status: http.StatusTooManyRequests, RetryAfter: 7 * time.Second})
	ws.Fail("chat.postMessage", 1, Fault{Status: http.StatusServiceUnavailable})
	ws.Fail("chat.postMessage", 1, Fault{Err: "internal_error"})
	ws.Fail("chat.postMessage", 1, Fault{Err: "fatal_error", Applied: true})
	ws.Fail("chat.postMessage", 1, Fault{Drop: true, Applied: true})
	ws.Fail("chat.postMessage", 1, Fault{Status: http.StatusOK})
	ws.Fail("chat.postMessage", 1, Fault{Delay: time.Hour, Applied: true, Drop: true})
	var limited *slack.RateLimitedError
	if err := post(t.Context()); !errors.As(err, &limited) || limited.RetryAfter != 7*time.Second {
		t.Errorf("429: %v", err)
	}
	var status slack.StatusCodeError
	if err := post(t.Context()); !errors.As(err, &status) || status.Code != http.StatusServiceUnavailable {
		t.Errorf("503: %v", err)
	}
	for _, c := range []struct {
		want  string
		count int
	}{{"internal_error", 0}, {"fatal_error", 1}, {"EOF", 2}} {
		if err := post(t.Context()); err == nil || !strings.Contains(err.Error(), c.want) || count() != c.count {
			t.Errorf("%s: %v, %d messages", c.want, err, count())
		}
	}
	if err := post(t.Context()); err != nil || count() != 2 {
		t.Errorf("an empty answer: %v, %d messages", err, count())
	}
	ctx, hangUp := context.WithCancel(t.Context())
	defer hangUp()
	waited := make(chan error, 1)
	go func() { waited <- post(ctx) }()
	waitFor(t, ws, "the third message", func(s *State) bool { return len(s.Messages("fort-myers")) == 3 })
	hangUp()
	if err := <-waited; !errors.Is(err, context.Canceled) || count() != 3 {
		t.Errorf("a call that waits: %v, %d messages", err, count())
	}
	if err := post(t.Context()); err != nil || count() != 4 {
		t.Errorf("after the faults: %v, %d messages", err, count())
	}
	waitFor(t, ws, "rest", (*State).AtRest)
}
