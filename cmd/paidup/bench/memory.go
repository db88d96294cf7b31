package bench

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
)

var highWater = regexp.MustCompile(`(?m)^VmHWM:\s+(\d+) kB$`)

// peak is the most megabytes the process has held since forgetPeak; 0 where the system does not tell. The process 0 is
// this one.
func peak(pid int) float64 {
	status, err := os.ReadFile(procFile(pid, "status"))
	found := highWater.FindSubmatch(status)
	if err != nil || found == nil {
		return 0
	}
	kB, err := strconv.Atoi(string(found[1]))
	if err != nil {
		return 0
	}
	return float64(kB) / 1024
}

// forgetPeak has the system measure the peak anew, where it can.
func forgetPeak(pid int) {
	const peakOnly = "5" // proc(5), clear_refs
	if err := os.WriteFile(procFile(pid, "clear_refs"), []byte(peakOnly), 0); err != nil {
		return // then the peak is that of the whole run
	}
}

func procFile(pid int, name string) string {
	if pid == 0 {
		return "/proc/self/" + name
	}
	return fmt.Sprintf("/proc/%d/%s", pid, name)
}
