package harness

import (
	"errors"
	"fmt"
	"math"

	"gavel/judge"
)

// Bounds on every number that a definition or a configuration may hold; they
// keep the arithmetic below far from overflow.
const (
	minMemory    = 4 << 20 // less does not hold the start of any program
	maxMillis    = 24 * 60 * 60 * 1000
	maxBytes     = 1 << 44
	maxFiles     = 1 << 24
	maxProcesses = 1 << 16
)

var builtinDefaults = judge.Limits{CPUMillis: 2000, MemoryBytes: 256 << 20, OutputBytes: 16 << 20, Processes: 64}

var builtinMaxima = judge.Limits{CPUMillis: 30_000, WallMillis: 90_000, MemoryBytes: 2 << 30, OutputBytes: 64 << 20, Processes: 512}

// limitField is one field of judge.Limits: what a request and a Go
// configuration call it, and the most it can ever be.
type limitField struct {
	key, name string
	low, high int64
	of        func(*judge.Limits) *int64
}

var limitFields = []limitField{
	{"cpu_ms", "CPUMillis", 1, maxMillis, func(l *judge.Limits) *int64 { return &l.CPUMillis }},
	{"wall_ms", "WallMillis", 1, maxMillis, func(l *judge.Limits) *int64 { return &l.WallMillis }},
	{"memory_bytes", "MemoryBytes", minMemory, maxBytes, func(l *judge.Limits) *int64 { return &l.MemoryBytes }},
	{"output_bytes", "OutputBytes", 1, maxBytes, func(l *judge.Limits) *int64 { return &l.OutputBytes }},
	{"processes", "Processes", 1, maxProcesses, func(l *judge.Limits) *int64 { return &l.Processes }},
}

// limits fills in the zero fields of Defaults and Maxima and checks them.
func (c Config) limits() (defaults, maxima judge.Limits, err error) {
	defaults, maxima = c.Defaults, c.Maxima
	var faults []error
	for _, field := range limitFields {
		low, most := field.of(&defaults), field.of(&maxima)
		if *low == 0 {
			*low = *field.of(&builtinDefaults)
			if *most > 0 {
				*low = min(*low, *most)
			}
		}
		if *most == 0 {
			*most = max(*field.of(&builtinMaxima), *low)
		}
		switch {
		case *most < field.low || *most > field.high:
			faults = append(faults, fmt.Errorf("Config.Maxima.%s: %d is not between %d and %d", field.name, *most, field.low, field.high))
		case *low < 0 || *low > 0 && *low < field.low:
			faults = append(faults, fmt.Errorf("Config.Defaults.%s: %d is below %d", field.name, *low, field.low))
		case *low > *most:
			faults = append(faults, fmt.Errorf("Config.Defaults.%s: %d is above the maximum, %d", field.name, *low, *most))
		}
	}
	return defaults, maxima, errors.Join(faults...)
}

// checkAsked refuses limits that nobody could mean and those above the host's.
func (s *Set) checkAsked(asked judge.Limits) error {
	for _, field := range limitFields {
		value, most := *field.of(&asked), *field.of(&s.maxima)
		at := "/limits/" + field.key
		switch {
		case value == 0: // the default
		case value < field.low:
			return judge.Invalid(at, "%d is below %d, the least there is", value, field.low)
		case value > most:
			return &judge.FieldError{Field: at, Class: judge.ErrLimit,
				Detail: fmt.Sprintf("%d is above this host's maximum, %d", value, most)}
		}
	}
	return nil
}

// fill puts the defaults of host and language into the zero fields.
func (s *Set) fill(l *language, asked judge.Limits) judge.Limits {
	defaults := s.defaults
	if l.Limits.Processes > 0 {
		defaults.Processes = min(defaults.Processes, l.Limits.Processes)
	}
	if asked.CPUMillis != 0 || defaults.WallMillis == 0 {
		cpu := max(asked.CPUMillis, 0)
		if cpu == 0 {
			cpu = defaults.CPUMillis
		}
		defaults.WallMillis = min(defaultWall(cpu), s.maxima.WallMillis)
	}
	for _, field := range limitFields {
		if value := field.of(&asked); *value == 0 {
			*value = *field.of(&defaults)
		}
	}
	return asked
}

// usual are the effective limits of a request that asks for none.
func (s *Set) usual(l *language) judge.Limits { return l.limits(s.fill(l, judge.Limits{})) }

// defaultWall leaves a program three times its CPU time, and at least a second
// more than that: waiting for a busy host is not the program's idleness.
func defaultWall(cpu int64) int64 { return max(3*cpu, cpu+1000) }

// limits applies the language's factors: what is asked is for the program, what
// its language needs for itself comes on top.
func (l *language) limits(asked judge.Limits) judge.Limits {
	scale := func(value int64, factor float64, extra int64) int64 {
		return int64(math.Ceil(float64(value)*factor)) + extra
	}
	f := l.Limits
	return judge.Limits{
		CPUMillis:   scale(asked.CPUMillis, f.CPUFactor, f.CPUExtraMillis),
		WallMillis:  scale(asked.WallMillis, f.CPUFactor, f.CPUExtraMillis),
		MemoryBytes: scale(asked.MemoryBytes, f.MemoryFactor, f.MemoryExtraBytes),
		OutputBytes: asked.OutputBytes,
		Processes:   asked.Processes + f.ProcessesExtra,
	}
}
