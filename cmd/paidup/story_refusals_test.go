package main

import "testing"

// A refusal names three of those who may and counts the others; whoever is not of the market is named too.
func TestARefusalSaysWhoMay(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris")
	s.As("eve").Types("fort-myers", "/note FM-1042 gate code").SeesEphemeral().Reads(
		"Notes are for coordinators, directors and accounting: Ben Okafor, Dana Reyes, Maria Lind and 1 more. Nothing was saved.")
	dana := s.As("dana")
	dana.Types("fort-myers", "/paidup market set digest-at 07:30").SeesEphemeral().Reads(
		"Settings of a market are for directors and the admin: Maria Lind, Sam Whitley. Nothing was saved.")
	dana.Types("fort-myers", "/paidup member add @eve field").SeesEphemeral().Reads(
		"Adding and removing members is for directors and the admin: Maria Lind, Sam Whitley. Nothing was saved.")
	s.As("maria").Types("fort-myers", "/paidup member add @eve accounting").SeesEphemeral().Reads(
		"Adding and removing directors and accounting is for the admin: Sam Whitley. Nothing was saved.")
	s.As("ben").Types("fort-myers", "/paidup assign all of dana to ben").SeesEphemeral().Reads(
		"FM-1042 belongs to Dana Reyes. Assigning is for directors: Maria Lind. Nothing was saved.")
	s.ends()
}

// Whether anything was saved is said of what saves something, and of all of it: a verb that only reads has nothing to save.
func TestWhatSaysThatNothingWasSaved(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1047", "Ida Cole", invoiced(3_200_50, "5520")...)
	dana := s.As("dana")
	for typed, says := range map[string]string{
		"/kpi naples":             `Not read: "naples".`,
		"/kpi as of 12/24/26":     "Figures are as of today or earlier; Thu Dec 24 is ahead.",
		"/my ben":                 `Not read: "ben".`,
		"/paidup help nonsense":   `"nonsense" is not a command; help lists them.`,
		"/paidup market bogus":    `Not read: "bogus".`,
		"/file FM-1042 history x": `Read: FM-1042, history. Not read: "x".`,
		"/pay check 4471 FM-1042 12,400 FM-9042 3,200.50": `No file "FM-9042" in Fort Myers by number, claim, name or address. Nothing was saved.`,
		"/pay FM-1042,1047 400":                           "It is not said how much is for which file: pay check 4471 FM-1042 12,400 FM-1047 3,200.50. Nothing was saved.",
		"/pay FM-9042 400":                                `No file "FM-9042" in Fort Myers by number, claim, name or address.`,
	} {
		dana.Types("fort-myers", typed).SeesEphemeral().Reads(says)
	}
	s.ends()
}
