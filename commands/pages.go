package commands

import "strconv"

// How much of a list a message shows. Every file of it has its button, and what is cut is a press away.
const (
	listShort   = 10
	listWhole   = 30
	waitsShort  = 3 // of what others ask
	waitsWhole  = 10
	entriesPage = 20
	boardPage   = 15 // markets
	lastEntries = 5
)

// argFrom is how many of a list the pages before have shown. No person types it.
const argFrom = "from"

// left is where the list was left; 0: at its beginning.
func (c *Call) left() int {
	from, err := strconv.Atoi(c.In.Text(argFrom))
	if err != nil {
		return 0
	}
	return max(from, 0)
}

// page is what the list shows from where it was left, and the press that goes on; without a rest there is none.
func page[T any](c *Call, all []T, size int) (shown []T, more int, next *Press) {
	from := c.left()
	if from > len(all) {
		from = 0
	}
	shown = all[from:min(from+size, len(all))]
	if more = len(all) - from - len(shown); more == 0 {
		return shown, 0, nil
	}
	return shown, more, c.goOn(from + len(shown))
}

// goOn is the press that shows the list from there.
func (c *Call) goOn(from int) *Press {
	args := c.canonical()
	args[argFrom] = strconv.Itoa(from)
	p := Press{Verb: c.Command.Name, Args: args}
	if len(c.Files) == 1 {
		p.File = c.Files[0].ID
	}
	return &p
}

// wholeQueue fills a page of what others ask of the person and, behind the last of that, of their files.
func (c *Call) wholeQueue(out *Files) {
	from := c.left()
	asked, files := out.Waits[min(from, len(out.Waits)):], out.Files
	if len(asked) > waitsWhole {
		out.Waits, out.Files, out.MoreWaits, out.Next = asked[:waitsWhole], nil, len(asked)-waitsWhole, c.goOn(from+waitsWhole)
		return
	}
	files = files[min(max(from-len(out.Waits), 0), len(files)):]
	out.Waits, out.Files = asked, files[:min(listWhole, len(files))]
	if out.More = len(files) - len(out.Files); out.More > 0 {
		out.Next = c.goOn(from + len(asked) + len(out.Files))
	}
}
