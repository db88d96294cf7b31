package postgres

import (
	"context"
	"fmt"
	"time"
)

// Database is what there is to know of the database itself.
type Database struct {
	Version      string // 17.5
	Now          time.Time
	Commit       string // synchronous_commit, as our connections have it
	Standbys     int
	Synchronous  int  // of the standbys
	Hidden       bool // our role may not see which they are
	InRecovery   bool // it is a standby itself
	WaitsForSync bool // synchronous_standby_names names some
}

// Database says what the database is, and whether it may lose what it has committed.
func (s *Store) Database(ctx context.Context) (Database, error) {
	var row struct {
		Version     string    `db:"version"`
		Now         time.Time `db:"now"`
		Commit      string    `db:"commit"`
		Recovery    bool      `db:"recovery"`
		Names       string    `db:"names"`
		Standbys    int       `db:"standbys"`
		Synchronous int       `db:"synchronous"`
		Hidden      int       `db:"hidden"`
	}
	err := s.db.GetContext(ctx, &row, `select current_setting('server_version') as version, clock_timestamp() as now,
  current_setting('synchronous_commit') as commit, pg_is_in_recovery() as recovery, current_setting('synchronous_standby_names') as names,
  count(*) as standbys, count(*) filter (where sync_state in ('sync', 'quorum')) as synchronous, count(*) filter (where sync_state is null) as hidden
from pg_stat_replication where state is distinct from 'backup'`)
	if err != nil {
		return Database{}, fmt.Errorf("look at the database: %w", err)
	}
	return Database{Version: row.Version, Now: row.Now, Commit: row.Commit, InRecovery: row.Recovery, WaitsForSync: row.Names != "",
		Standbys: row.Standbys, Synchronous: row.Synchronous, Hidden: row.Hidden > 0}, nil
}

// LastBeat is when a scheduler last looked at its clock; zero: none ever did.
func (s *Store) LastBeat(ctx context.Context) (time.Time, error) {
	var rows []time.Time
	if err := s.db.SelectContext(ctx, &rows, `select at from scheduler_beats`); err != nil {
		return time.Time{}, fmt.Errorf("read the scheduler's beat: %w", err)
	}
	if len(rows) == 0 {
		return time.Time{}, nil
	}
	return rows[0], nil
}
