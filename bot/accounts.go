package bot

import (
	"context"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"paidup/commands"
	"paidup/domain"
)

// outsiders are the full names of guests and of people of other companies, by their ids.
func (w *Workspace) outsiders(ctx context.Context) (map[string]string, error) {
	people, err := w.everybody(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, u := range people {
		if a := account(u); (a.Guest || a.External) && !a.Gone {
			out[u.ID] = a.Name
		}
	}
	return out, nil
}

// guestsAmong are the names of the outsiders who can read the channel.
func (w *Workspace) guestsAmong(ctx context.Context, id string, outsiders map[string]string) ([]string, error) {
	members, err := w.members(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, member := range members {
		if name, is := outsiders[member]; is {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out, nil
}

// everybody lists the accounts of the workspace, deactivated ones too.
func (w *Workspace) everybody(ctx context.Context) ([]slack.User, error) {
	var people []slack.User
	err := w.call(ctx, "users.list", "", func(ctx context.Context) (err error) {
		people, err = w.api.GetUsersContext(ctx, slack.GetUsersOptionLimit(1000))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list people: %w", err)
	}
	return people, nil
}

func (w *Workspace) members(ctx context.Context, id string) ([]string, error) {
	var all []string
	in := slack.GetUsersInConversationParameters{ChannelID: id, Limit: 200}
	for {
		err := w.call(ctx, "conversations.members", "", func(ctx context.Context) error {
			page, next, err := w.api.GetUsersInConversationContext(ctx, &in)
			all, in.Cursor = append(all, page...), next
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("list members of channel %s: %w", id, err)
		}
		if in.Cursor == "" {
			return all, nil
		}
	}
}

// Account says who a person is in the workspace. It is not found when nobody has the id.
func (w *Workspace) Account(ctx context.Context, id domain.PersonID) (commands.Account, error) {
	var u *slack.User
	err := w.call(ctx, "users.info", "", func(ctx context.Context) (err error) {
		u, err = w.api.GetUserInfoContext(ctx, string(id))
		if err == nil && u.ID == "" {
			err = errEmpty
		}
		return err
	})
	if f, _ := judge(err); f == faultNowhere {
		return commands.Account{}, domain.NoSuch("person", "Nobody in this workspace is %s.", id)
	}
	if err != nil {
		return commands.Account{}, fmt.Errorf("read person %s: %w", id, err)
	}
	return account(*u), nil
}

func account(u slack.User) commands.Account {
	name := u.RealName
	if name == "" {
		name = u.Profile.RealName
	}
	if name == "" {
		name = u.Name
	}
	return commands.Account{Name: name, Guest: u.IsRestricted || u.IsUltraRestricted, External: u.IsStranger, Gone: u.Deleted,
		Admin: u.IsAdmin || u.IsOwner || u.IsPrimaryOwner}
}
