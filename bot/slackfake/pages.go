package slackfake

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// maxLimit is the most items that a page of channels, members or messages may hold.
const maxLimit = 999

// page cuts items to one page of limit items from the call's cursor, and gives the next cursor, empty on the last page. A
// cursor is good for the method that gave it, as long as there is something where it points.
func page[T any](c *call, items []T, limit int) ([]T, string, *refusal) {
	from := 0
	if cursor := c.text("cursor"); cursor != "" {
		place, ours := strings.CutPrefix(decodedCursor(cursor), c.method+":")
		at, err := strconv.Atoi(place)
		if !ours || err != nil || at >= len(items) {
			return nil, "", refuse("invalid_cursor")
		}
		from = at
	}
	to := min(from+limit, len(items))
	next := ""
	if to < len(items) {
		next = base64.StdEncoding.EncodeToString([]byte(c.method + ":" + strconv.Itoa(to)))
	}
	return items[from:to], next, nil
}

// decodedCursor is empty for a cursor that no page gave.
func decodedCursor(cursor string) string {
	place, err := base64.StdEncoding.DecodeString(cursor)
	if err != nil {
		return ""
	}
	return string(place)
}

// strictLimit is the limit of the methods that refuse one they do not understand.
func (c *call) strictLimit() (int, *refusal) {
	limit := c.count("limit", 0)
	switch {
	case c.text("limit") == "":
		return 100, nil
	case limit == 0 || limit > maxLimit:
		return 0, refuse("invalid_limit")
	}
	return limit, nil
}
