package judge

import (
	"slices"
	"strings"
	"unicode"
)

// uncaughtTail is how much of the end of stderr is searched for an exception's
// name: room for the longest last line anybody reads.
const uncaughtTail = 64 << 10

// uncaughtName returns the name of the exception that ended a program, and
// whether it means out of memory; "" where none is recognised.
func uncaughtName(outcome Outcome, rules []Uncaught) (name string, memory bool) {
	tail := outcome.Stderr.Data
	tail = tail[max(0, len(tail)-uncaughtTail):]
	for _, rule := range rules {
		if rule.Pattern == nil || rule.Signal != outcome.Signal {
			continue
		}
		found := rule.Pattern.FindSubmatch(tail)
		if len(found) < 2 || len(found[1]) == 0 {
			continue
		}
		name := string(found[1])
		return printable(name), slices.Contains(rule.Memory, name)
	}
	return "", false
}

// printable makes a name that a program chose fit for a reason: short, and
// without what does not print.
func printable(name string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) && r != unicode.ReplacementChar {
			return r
		}
		return '?'
	}, name)
	return cut(clean)
}
