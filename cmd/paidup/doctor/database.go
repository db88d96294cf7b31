package doctor

import (
	"context"
	"time"

	"paidup/commands"
	"paidup/domain/postgres"
	"paidup/migrations"
)

// clocksApart is how far two clocks may be apart: dates are decided at midnight, and digests in minutes.
const clocksApart = 2 * time.Second

// database looks at the database, its migrations and its clock, and whether it may lose what it has committed.
func (p Parts) database(ctx context.Context, v commands.Visit) []commands.Finding {
	if !v.Whole {
		return nil
	}
	if p.Store == nil {
		const why = "it takes the database to look"
		return []commands.Finding{toDo(theDatabase, "%s", p.NoStore), notLooked(theMigrations, why), notLooked(theStandby, why),
			notLooked(theChannel, "%s for the markets and their channels", why), notLooked(theDigest, why)}
	}
	asked := p.Now()
	db, err := p.Store.Database(ctx)
	answered := p.Now()
	if err != nil {
		return []commands.Finding{toDo(theDatabase, "it does not answer. Look whether it runs, and at DATABASE_URL")}
	}
	took := answered.Sub(asked)
	return []commands.Finding{
		serves(db),
		p.migrated(ctx),
		p.apart("the database's", db.Now.Sub(asked.Add(took/2)), clocksApart+took/2),
		keeps(db),
	}
}

func serves(db postgres.Database) commands.Finding {
	if db.InRecovery {
		return toDo(theDatabase, "PostgreSQL %s is a standby and takes no entries. Name the primary in DATABASE_URL, or all hosts with "+
			"target_session_attrs=read-write", db.Version)
	}
	return ok(theDatabase, "PostgreSQL %s answers", db.Version)
}

func (p Parts) migrated(ctx context.Context) commands.Finding {
	have, newest, err := migrations.Versions(ctx, p.Store.DB())
	switch {
	case err != nil:
		return unread(theMigrations, err)
	case have < newest:
		return toDo(theMigrations, "the database is at %d of %d. paidup migrate brings it up, and so does paidup run", have, newest)
	case have > newest:
		return toDo(theMigrations, "the database is at %d, of a newer Paidup; this one knows %d. Bring this one up to date", have, newest)
	}
	return ok(theMigrations, "%d of %d", have, newest)
}

// keeps says whether what was acknowledged can be lost.
func keeps(db postgres.Database) commands.Finding {
	switch {
	case db.Commit == "off":
		return toDo(theStandby, "synchronous_commit is off: when the database stops, entries that were acknowledged can be lost. Set it to on")
	case db.Standbys == 0 && db.WaitsForSync:
		return toDo(theStandby, "synchronous_standby_names is set and no standby is there: entries wait until one is. Bring it back, or empty the setting")
	case db.Standbys == 0:
		return ok(theStandby, "there is none")
	case db.Hidden:
		return notLooked(theStandby, "the database's role may not see its standbys; grant it pg_monitor")
	case db.Synchronous == 0:
		return toDo(theStandby, "%d, none of them synchronous: after a failover entries that were acknowledged can be lost. Set synchronous_standby_names",
			db.Standbys)
	case db.Commit == "local":
		return toDo(theStandby, "synchronous_commit is local: after a failover entries that were acknowledged can be lost. Set it to on")
	}
	return ok(theStandby, "%d, %d synchronous", db.Standbys, db.Synchronous)
}
