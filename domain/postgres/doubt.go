package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"paidup/domain"
)

// committed is the error of a commit: in doubt unless the server said that it refuses, or the commit was never sent. A server
// that shuts down says so also after it has committed, when it waits for its standby.
func committed(ctx context.Context, err error) error {
	var refused *pq.Error
	sure := errors.Is(err, sql.ErrTxDone) || ctx.Err() != nil && errors.Is(err, ctx.Err())
	if errors.As(err, &refused) {
		class := string(refused.Code[:2])
		sure = class != "08" && class != "57" || refused.Code == pqerror.QueryCanceled
	}
	if err = fmt.Errorf("commit: %w", err); sure {
		return err
	}
	return errors.Join(domain.ErrInDoubt, err)
}

// doubted is what came of an act of which an earlier try may have been stored: the law's answer to a later one is certain,
// as it is given to what was not stored yet.
func doubted(err error, unsure bool) error {
	if err == nil || !unsure || domain.KindOf(err) != "" || errors.Is(err, domain.ErrInDoubt) {
		return err
	}
	return errors.Join(domain.ErrInDoubt, err)
}
