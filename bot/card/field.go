package card

import (
	"strings"

	"github.com/slack-go/slack"

	"paidup/commands"
	"paidup/domain"
)

// field is an argument as an input block.
func field(a commands.Arg, value string) *slack.InputBlock {
	asks := a.Asks
	if asks == "" {
		asks = upperFirst(a.Name)
	}
	var hint *slack.TextBlockObject
	element := input(a, value)
	if a.Hint != "" && !showsPlaceholder(a) {
		hint = label(a.Hint, 2000)
	}
	return slack.NewInputBlock(a.Name, label(asks, 2000), hint, element).
		WithOptional(!a.Required || a.Kind == commands.KindFlag)
}

// showsPlaceholder says that the argument's element shows the hint inside itself.
func showsPlaceholder(a commands.Arg) bool {
	switch a.Kind {
	case commands.KindFlag:
		return false
	case commands.KindChoices:
		return len(a.Choices) >= manyChoices
	}
	return true
}

// input is the element of a field. Its action id is the argument's name.
func input(a commands.Arg, value string) slack.BlockElement {
	switch a.Kind {
	case commands.KindFile:
		e := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, placeholder(a), a.Name)
		e.MinQueryLength = new(minQuery)
		return e
	case commands.KindDate, commands.KindPlan:
		e := slack.NewDatePickerBlockElement(a.Name)
		e.Placeholder = placeholder(a)
		if d, err := domain.ParseDate(value); err == nil {
			e.InitialDate = d.String()
		}
		return e
	case commands.KindChoice:
		return oneChoice(a, value)
	case commands.KindName:
		if len(a.Choices) > 0 {
			return oneChoice(a, value)
		}
	case commands.KindChoices:
		return someChoices(a, value)
	case commands.KindFlag:
		return flagBox(a, value)
	case commands.KindPerson:
		e := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, placeholder(a), a.Name)
		e.InitialUser = value
		return e
	case commands.KindChannel:
		e := slack.NewOptionsSelectBlockElement(slack.OptTypeConversations, placeholder(a), a.Name)
		e.InitialConversation = value
		e.Filter = &slack.SelectBlockElementFilter{Include: []string{"public", "private"}, ExcludeExternalSharedChannels: true}
		return e
	}
	return textInput(a, value)
}

func textInput(a commands.Arg, value string) slack.BlockElement {
	e := slack.NewPlainTextInputBlockElement(placeholder(a), a.Name)
	e.MaxLength = 200
	if a.Label == "because" || a.Name == "words" || a.Name == "tried" || a.Name == "paste" {
		e.Multiline, e.MaxLength = true, textRunes
	}
	if a.Kind == commands.KindAmount && value != "" {
		in := commands.Values{a.Name: value}
		value = in.Money(a.Name).Plain()
	}
	e.InitialValue = clip(value, e.MaxLength)
	return e
}

func oneChoice(a commands.Arg, value string) slack.BlockElement {
	all := choices(a.Choices)
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, placeholder(a), a.Name, all...)
	for _, o := range all {
		if o.Value == value {
			e.InitialOption = o
		}
	}
	return e
}

func someChoices(a commands.Arg, value string) slack.BlockElement {
	all := choices(a.Choices)
	var chosen []*slack.OptionBlockObject
	for _, o := range all {
		for _, v := range strings.Split(value, ",") {
			if o.Value == v {
				chosen = append(chosen, o)
			}
		}
	}
	if len(all) >= manyChoices {
		e := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, placeholder(a), a.Name, all...)
		e.InitialOptions = chosen
		return e
	}
	e := slack.NewCheckboxGroupsBlockElement(a.Name, all...)
	e.InitialOptions = chosen
	return e
}

func flagBox(a commands.Arg, value string) slack.BlockElement {
	words := a.Hint
	if words == "" {
		words = "Yes"
	}
	yes := slack.NewOptionBlockObject("yes", label(words, buttonLabel), nil)
	e := slack.NewCheckboxGroupsBlockElement(a.Name, yes)
	if value == yes.Value {
		e.InitialOptions = []*slack.OptionBlockObject{yes}
	}
	return e
}

func choices(words []string) []*slack.OptionBlockObject {
	var out []*slack.OptionBlockObject
	for _, w := range words[:min(len(words), 100)] {
		out = append(out, slack.NewOptionBlockObject(clip(w, optionValue), label(w, buttonLabel), nil))
	}
	return out
}

func placeholder(a commands.Arg) *slack.TextBlockObject {
	if a.Hint == "" {
		return nil
	}
	return label(a.Hint, 150)
}
