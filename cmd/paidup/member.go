package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
)

func memberCommand(io console) *cobra.Command {
	return group("member", "List people, add them to markets and remove them", memberListCommand(io), memberAddCommand(io), memberRemoveCommand(io))
}

func memberListCommand(io console) *cobra.Command {
	var market string
	c := &cobra.Command{Use: "list [--market CODE]", Short: "List who has which role in which market, and the admins", Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			return withStore(c.Context(), func(s *postgres.Store) error {
				markets, err := (&reportFlags{market: market}).markets(c.Context(), s)
				if err != nil {
					return err
				}
				people, err := s.People(c.Context())
				if err != nil {
					return err
				}
				for _, m := range markets {
					for _, v := range m.Members {
						io.say("%-8s %-12s %-24s %s", m.Code, v.Person.ID, v.Person.Name, rolesOf(v))
					}
				}
				for _, p := range people {
					if p.Admin && market == "all" {
						io.say("%-8s %-12s %-24s admin", "", p.ID, p.Name)
					}
				}
				return nil
			})
		}}
	c.Flags().StringVar(&market, "market", "all", "market code, or all")
	return c
}

func rolesOf(v domain.Member) string {
	var out []string
	for _, r := range v.Roles {
		out = append(out, string(r))
	}
	return strings.Join(out, ", ")
}

// memberChange is what a subcommand does to a market's members.
type memberChange struct {
	verb, market string
	about        string // who, and in which role
	law          func(*domain.Market) error
	setsUp       domain.PersonID // empty: nobody
}

// store stores the change with who made it, and gives the market as it is then.
func (v memberChange) store(ctx context.Context, s *postgres.Store) (*domain.Market, error) {
	m, err := s.Market(ctx, v.market)
	if err != nil {
		return nil, err
	}
	act := consoleAct(v.verb)
	act.SetsUp = v.setsUp
	if m, err = s.ChangeMarket(ctx, act, m.ID, v.law); err != nil {
		return nil, err
	}
	return m, tells(ctx, s, act, domain.Attempt{Verb: v.verb, Market: m.ID, About: v.about})
}

// memberFlags say in which role of which market, or that the person is an admin of the whole workspace.
type memberFlags struct {
	market, role string
	admin        bool
}

func (f *memberFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.market, "market", "", "market code, like FM")
	c.Flags().StringVar(&f.role, "role", "", "coordinator, director, accounting, field or viewer")
	c.Flags().BoolVar(&f.admin, "admin", false, "admin of the whole workspace, without a market")
}

// check refuses what says neither or both, and a person by a name.
func (f *memberFlags) check(c *cobra.Command, id string) error {
	of := f.market != "" && f.role != ""
	if of == f.admin || f.admin && f.market+f.role != "" {
		return usage{fmt.Errorf("give --market and --role, or --admin alone: the admin sees no file. For example: paidup member %s U0123456789 --market FM --role field",
			c.Name()), c}
	}
	if role := domain.Role(f.role); f.role != "" && !slices.Contains(domain.Roles(), role) {
		return usage{fmt.Errorf("%q is none of coordinator, director, accounting, field and viewer", f.role), c}
	}
	return checkUser(id)
}

func memberAddCommand(io console) *cobra.Command {
	var f memberFlags
	var name string
	c := &cobra.Command{Use: "add SLACK_USER_ID --market CODE --role ROLE", Short: "Give a person a role in a market (several add up), or make them admin",
		Args: exactly(1, "one Slack user id, like U0123456789"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.check(c, args[0]); err != nil {
				return err
			}
			if name == "" {
				name = args[0]
			}
			person := domain.Person{ID: domain.PersonID(args[0]), Name: name, Admin: f.admin}
			return withStore(c.Context(), func(s *postgres.Store) error {
				if f.admin {
					if err := s.AddPerson(c.Context(), person); err != nil {
						return err
					}
					io.say("%s is an admin.", name)
					return tells(c.Context(), s, consoleAct("member add"), domain.Attempt{Verb: "member add", About: name + ", admin"})
				}
				add := memberChange{verb: "member add", market: f.market, about: name + ", " + f.role, setsUp: person.ID,
					law: func(m *domain.Market) error { return m.AddMember(person, domain.Role(f.role)) }}
				m, err := add.store(c.Context(), s)
				if err == nil {
					io.say("%s", commands.RolesNow(m, person, domain.Role(f.role)))
				}
				return err
			})
		}}
	f.add(c)
	c.Flags().StringVar(&name, "name", "", "full name; left out, the bot takes it from Slack")
	return c
}

func memberRemoveCommand(io console) *cobra.Command {
	var f memberFlags
	c := &cobra.Command{Use: "remove SLACK_USER_ID --market CODE --role ROLE", Short: "Take a role in a market away from a person, or that they are admin",
		Args: exactly(1, "one Slack user id, like U0123456789"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.check(c, args[0]); err != nil {
				return err
			}
			person := domain.Person{ID: domain.PersonID(args[0]), Name: args[0]}
			return withStore(c.Context(), func(s *postgres.Store) error {
				if f.admin {
					was, err := s.RemoveAdmin(c.Context(), person.ID)
					if err != nil {
						return err
					}
					io.say("%s is not an admin any more.", was.Name)
					return tells(c.Context(), s, consoleAct("member remove"), domain.Attempt{Verb: "member remove", About: was.Name + ", admin"})
				}
				remove := memberChange{verb: "member remove", market: f.market, about: person.Name + ", " + f.role, law: func(m *domain.Market) error {
					if v, ok := m.Member(person.ID); ok {
						person = v.Person
					}
					return m.RemoveMember(person, domain.Role(f.role))
				}}
				m, err := remove.store(c.Context(), s)
				if err == nil {
					io.say("%s", commands.RolesLeft(m, person, domain.Role(f.role)))
				}
				return err
			})
		}}
	f.add(c)
	return c
}
