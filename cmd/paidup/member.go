package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
)

func memberCommand(io console) *cobra.Command {
	root := &cobra.Command{Use: "member", Short: "Add people to markets, and remove them"}
	root.AddCommand(memberAddCommand(io), memberRemoveCommand(io))
	return root
}

// memberChange is what a subcommand does to a market's members.
type memberChange struct {
	verb, market string
	law          func(*domain.Market) error
}

// store stores the change with who made it, and gives the market as it is then.
func (v memberChange) store(ctx context.Context, s *postgres.Store) (*domain.Market, error) {
	m, err := s.Market(ctx, v.market)
	if err != nil {
		return nil, err
	}
	act := consoleAct(v.verb)
	if m, err = s.ChangeMarket(ctx, act, m.ID, v.law); err != nil {
		return nil, err
	}
	return m, tells(ctx, s, act, domain.Attempt{Verb: v.verb, Market: m.ID})
}

func memberAddCommand(io console) *cobra.Command {
	var market, role, name string
	var admin bool
	c := &cobra.Command{Use: "add SLACK_USER_ID --market CODE --role ROLE", Short: "Give a person a role in a market (several add up), or make them admin",
		Args: exactly(1, "one Slack user id, like U0123456789"),
		RunE: func(c *cobra.Command, args []string) error {
			if admin == (market != "") {
				return usage{errors.New("give --market and --role, or --admin alone: the admin sees no file"), c}
			}
			if err := checkUser(args[0]); err != nil {
				return err
			}
			if name == "" {
				name = args[0]
			}
			person := domain.Person{ID: domain.PersonID(args[0]), Name: name, Admin: admin}
			return withStore(c.Context(), func(s *postgres.Store) error {
				if admin {
					if err := s.AddPerson(c.Context(), person); err != nil {
						return err
					}
					io.say("%s is an admin.", name)
					return tells(c.Context(), s, consoleAct("member add"), domain.Attempt{Verb: "member add"})
				}
				add := memberChange{"member add", market, func(m *domain.Market) error { return m.AddMember(person, domain.Role(role)) }}
				m, err := add.store(c.Context(), s)
				if err == nil {
					io.say("%s", commands.RolesNow(m, person, domain.Role(role)))
				}
				return err
			})
		}}
	c.Flags().StringVar(&market, "market", "", "market code, like FM")
	c.Flags().StringVar(&role, "role", "", "coordinator, director, accounting, field or viewer")
	c.Flags().StringVar(&name, "name", "", "full name; left out, the bot takes it from Slack")
	c.Flags().BoolVar(&admin, "admin", false, "admin of the whole workspace, without a market")
	return c
}

func memberRemoveCommand(io console) *cobra.Command {
	var market, role string
	c := &cobra.Command{Use: "remove SLACK_USER_ID --market CODE --role ROLE", Short: "Take a role in a market away from a person",
		Args: exactly(1, "one Slack user id, like U0123456789"),
		RunE: func(c *cobra.Command, args []string) error {
			if market == "" || role == "" {
				return usage{errors.New("give --market and --role"), c}
			}
			if err := checkUser(args[0]); err != nil {
				return err
			}
			return withStore(c.Context(), func(s *postgres.Store) error {
				person := domain.Person{ID: domain.PersonID(args[0]), Name: args[0]}
				remove := memberChange{"member remove", market, func(m *domain.Market) error {
					if v, ok := m.Member(person.ID); ok {
						person = v.Person
					}
					return m.RemoveMember(person, domain.Role(role))
				}}
				m, err := remove.store(c.Context(), s)
				if err == nil {
					io.say("%s", commands.RolesLeft(m, person, domain.Role(role)))
				}
				return err
			})
		}}
	c.Flags().StringVar(&market, "market", "", "market code, like FM")
	c.Flags().StringVar(&role, "role", "", "coordinator, director, accounting, field or viewer")
	return c
}
