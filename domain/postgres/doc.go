// Package postgres is the store: it keeps markets, files and their ledger, answers the questions reports ask, and hands
// the outbox its notices. A change is written in one transaction with everything that follows from it: its facts, the
// file's projection and the notices to be delivered. Nothing else writes a file; an import writes many by the same writer.
package postgres
