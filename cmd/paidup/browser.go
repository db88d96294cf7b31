package main

import "os/exec"

// browser is the program that opens a page in the person's browser; empty where there is none, and where nobody watches.
func browser(system string, variable func(string) string) string {
	switch {
	case variable("CI") != "":
		return ""
	case system == "darwin":
		return "open"
	case system == "linux" && (variable("DISPLAY") != "" || variable("WAYLAND_DISPLAY") != ""):
		return "xdg-open"
	}
	return ""
}

// show opens the address. A machine without the program, or whose program finds no browser, still has the printed address.
func show(opener, url string) {
	c := exec.Command(opener, url)
	if c.Start() == nil {
		go func() { _ = c.Wait() }() // it says nothing that the person does not see
	}
}
