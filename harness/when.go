package harness

import (
	"fmt"
	"regexp"
	"slices"
)

// conditional is a build.when of a definition, compiled.
type conditional struct {
	source *regexp.Regexp
	unless *regexp.Regexp // nil: no exception
	flags  []string
}

// flagsFor returns the flags that a source needs for its own sake, a fresh slice.
func (l *language) flagsFor(source []byte) []string {
	var flags []string
	for _, c := range l.when {
		if c.source.Match(source) && (c.unless == nil || !c.unless.Match(source)) {
			flags = append(flags, c.flags...)
		}
	}
	return flags
}

// checkWhen compiles the patterns of build.when.
func (l *language) checkWhen(f *faults) {
	for i, w := range l.Build.When {
		at := fmt.Sprintf("build.when[%d]", i)
		if w.Source == "" || len(w.Flags) == 0 {
			f.add(at, "needs source and flags")
			continue
		}
		c := conditional{source: f.pattern(at+".source", w.Source), flags: w.Flags}
		if w.Unless != "" {
			c.unless = f.pattern(at+".unless", w.Unless)
		}
		l.when = append(l.when, c)
	}
	if len(l.Build.When) > 0 && !slices.Contains(l.Build.Argv, placeholderFlags) {
		f.add("build.argv", "has no %s, where the flags of build.when would go", placeholderFlags)
	}
}
