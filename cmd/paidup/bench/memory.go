package bench

import (
	"os"
	"regexp"
	"strconv"
)

var highWater = regexp.MustCompile(`(?m)^VmHWM:\s+(\d+) kB$`)

// peak is the most memory this process has held since forgetPeak, where the system tells.
func peak() string {
	status, err := os.ReadFile("/proc/self/status")
	found := highWater.FindSubmatch(status)
	if err != nil || found == nil {
		return "not told by this system"
	}
	kB, err := strconv.Atoi(string(found[1]))
	if err != nil {
		return "not told by this system"
	}
	return strconv.Itoa(kB/1024) + " MB"
}

// forgetPeak has the system measure the peak anew, where it can.
func forgetPeak() {
	const peakOnly = "5" // proc(5), clear_refs
	if err := os.WriteFile("/proc/self/clear_refs", []byte(peakOnly), 0); err != nil {
		return // then the peak is that of the whole run
	}
}
