package main

import (
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
			person, act := domain.Person{ID: domain.PersonID(args[0]), Name: name, Admin: admin}, consoleAct("member add")
			return withStore(c.Context(), func(s *postgres.Store) error {
				if admin {
					if err := s.AddPerson(c.Context(), person); err != nil {
						return err
					}
					io.say("%s is an admin.", name)
					return tells(c.Context(), s, act, domain.Attempt{Verb: "member add"})
				}
				m, err := s.Market(c.Context(), market)
				if err != nil {
					return err
				}
				m, err = s.ChangeMarket(c.Context(), act, m.ID, func(m *domain.Market) error {
					return m.AddMember(person, domain.Role(role))
				})
				if err != nil {
					return err
				}
				io.say("%s", commands.RolesNow(m, person, domain.Role(role)))
				return tells(c.Context(), s, act, domain.Attempt{Verb: "member add", Market: m.ID})
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
				m, err := s.Market(c.Context(), market)
				if err != nil {
					return err
				}
				person := domain.Person{ID: domain.PersonID(args[0]), Name: args[0]}
				if v, ok := m.Member(person.ID); ok {
					person = v.Person
				}
				act := consoleAct("member remove")
				m, err = s.ChangeMarket(c.Context(), act, m.ID, func(m *domain.Market) error {
					return m.RemoveMember(person, domain.Role(role))
				})
				if err != nil {
					return err
				}
				io.say("%s", commands.RolesLeft(m, person, domain.Role(role)))
				return tells(c.Context(), s, act, domain.Attempt{Verb: "member remove", Market: m.ID})
			})
		}}
	c.Flags().StringVar(&market, "market", "", "market code, like FM")
	c.Flags().StringVar(&role, "role", "", "coordinator, director, accounting, field or viewer")
	return c
}
