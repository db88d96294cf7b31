// Package scheduler is the clock's door. A cron library wakes it each minute and guards nothing: what is due follows from
// the markets' calendars and from what was done already, and each digest is claimed by a leased row, so that any number of
// replicas make it once.
package scheduler
