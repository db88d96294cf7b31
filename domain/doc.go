// Package domain holds the nouns of property-restoration receivables and their law: markets, people, files, submission
// rounds, invoices, payments, and what may happen to them. A file is folded from its changes; a change is one act of one
// person with its dated facts. Everything here is pure: no clock, no database, no Slack.
//
// Amounts are cents, dates are business dates of the file's market. What the law refuses or asks is an *Error; it then has
// written nothing.
package domain
