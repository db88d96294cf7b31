package postgres

import (
	"encoding/json"

	"github.com/lib/pq"
)

func pqIDs(ids []int64) pq.Int64Array { return pq.Int64Array(ids) }

// sameJSON is the document with its keys in order, so that equal documents are equal texts.
func sameJSON(doc string) string {
	var v any
	if json.Unmarshal([]byte(doc), &v) != nil {
		return doc
	}
	out, err := json.Marshal(v)
	if err != nil {
		return doc
	}
	return string(out)
}
