package domain

// workingDay holds what is to be done to a working day, today or later: "A next step". Of another date About is the next
// working day.
func (m *Market) workingDay(arg, what string, on, today Date) error {
	why := ""
	switch off := m.DaysOff[on]; {
	case on < today:
		why = what + " is due today or later; " + on.Words(today) + " is over."
	case off != "":
		why = on.Words(today) + " is a day off: " + off + "."
	case !m.Calendar().IsBusiness(on):
		why = on.Words(today) + " is a day off."
	default:
		return nil
	}
	return m.rather(arg, why, max(on, today), today)
}

// rather refuses a date and names the next working day after the day.
func (m *Market) rather(arg, why string, after, today Date) error {
	working := m.Calendar().Add(after, 1)
	return withAbout(Invalid(arg, "%s The next working day is %s.", why, working.Words(today)), working)
}
