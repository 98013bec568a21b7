package bench

import (
	"fmt"
	"maps"
	"os"
	goruntime "runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Machine is what was measured on, with what.
type Machine struct {
	CPU        string            `json:"cpu"`
	Processors int               `json:"processors"`
	Memory     int64             `json:"memory_bytes"`
	Kernel     string            `json:"kernel"`
	Cgroup     string            `json:"cgroup"`
	AppArmor   string            `json:"apparmor"`
	Versions   map[string]string `json:"versions"`
	Date       time.Time         `json:"date"`
	Took       time.Duration     `json:"took_ns"`
	LoadBefore string            `json:"load_before"` // of the last minute, when the run began
	BusyTurns  float64           `json:"busy_turns"`  // part of the turns that began on a busy machine
}

func describeMachine(r *run, started time.Time) Machine {
	m := Machine{
		CPU: processorName(), Processors: goruntime.NumCPU(), Cgroup: "version 1", AppArmor: "none",
		Versions: maps.Clone(r.options.Versions), Date: started.UTC().Truncate(time.Second),
		Took: time.Since(started).Round(time.Second), BusyTurns: r.still.share(),
	}
	var info unix.Sysinfo_t
	if unix.Sysinfo(&info) == nil {
		m.Memory = int64(info.Totalram) * int64(info.Unit)
	}
	var name unix.Utsname
	if unix.Uname(&name) == nil {
		m.Kernel = unix.ByteSliceToString(name.Release[:])
	}
	if _, err := os.Stat("/sys/fs/cgroup/cgroup.controllers"); err == nil {
		m.Cgroup = "version 2"
	}
	if data, err := os.ReadFile("/sys/module/apparmor/parameters/enabled"); err == nil && strings.TrimSpace(string(data)) == "Y" {
		m.AppArmor = "enabled"
	}
	if r.docker != nil {
		m.Versions["docker"] = r.docker.version
	}
	return m
}

// processorName is what the first processor says of itself.
func processorName() string {
	data, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(data)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}

// loadAverage is the kernel's, of the last one, five and fifteen minutes.
func loadAverage() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	fields := strings.Fields(string(data))
	return strings.Join(fields[:min(3, len(fields))], " ")
}

type fact struct{ name, value string }

// facts are the machine in words.
func (m Machine) facts() []fact {
	list := []fact{
		{"CPU", fmt.Sprintf("%s, %d processors", m.CPU, m.Processors)},
		{"memory", fmt.Sprintf("%.0f GiB", float64(m.Memory)/(1<<30))},
		{"kernel", m.Kernel},
		{"cgroup", m.Cgroup},
		{"AppArmor", m.AppArmor},
	}
	for _, name := range slices.Sorted(maps.Keys(m.Versions)) {
		list = append(list, fact{name, m.Versions[name]})
	}
	return append(list,
		fact{"date", m.Date.Format("2006-01-02 15:04 MST")},
		fact{"took", m.Took.String()},
		fact{"load before", m.LoadBefore},
		fact{"busy turns", fmt.Sprintf("%.0f %%", 100*m.BusyTurns)})
}
