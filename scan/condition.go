package scan

import "strings"

// group is one #if with its #elif and #else.
type group struct {
	state state // of the part that is being read
	rest  state // of an #else, as far as the conditions so far tell
}

// state says whether a part of the source is compiled.
type state uint8

const (
	live state = iota
	soft       // most likely not
	dead       // not
)

func (r *cppReader) dead() bool { return r.worst() == dead }
func (r *cppReader) soft() bool { return r.worst() == soft }

func (r *cppReader) worst() state {
	if len(r.groups) == 0 {
		return live
	}
	return r.groups[len(r.groups)-1].state
}

// conditional takes the directives that begin, switch and end groups. Each
// group's state includes that of the groups around it.
func (r *cppReader) conditional(name string, condition []token) bool {
	switch name {
	case "if", "ifdef", "ifndef":
		outer := r.worst()
		then, other := r.judge(name, condition)
		r.groups = append(r.groups, group{state: max(outer, then), rest: max(outer, other)})
	case "elif", "elifdef", "elifndef":
		if n := len(r.groups); n > 0 {
			g := &r.groups[n-1]
			then, other := r.judge(strings.TrimPrefix(name, "el"), condition)
			g.state, g.rest = max(g.rest, then), max(g.rest, other)
		}
	case "else":
		if n := len(r.groups); n > 0 {
			r.groups[n-1].state = r.groups[n-1].rest
		}
	case "endif":
		if n := len(r.groups); n > 0 {
			r.groups = r.groups[:n-1]
		}
	default:
		return false
	}
	return true
}

// judge says what becomes of the part after a condition and of its #else. What
// it cannot tell is live on both sides.
func (r *cppReader) judge(name string, condition []token) (then, other state) {
	if len(condition) == 0 {
		return live, live
	}
	switch name {
	case "ifdef":
		return r.ifDefined(condition[0].text)
	case "ifndef":
		other, then = r.ifDefined(condition[0].text)
		return then, other
	}
	if len(condition) == 1 {
		return constant(condition[0].text)
	}
	if condition[0].is("!") {
		if n, ok := definedName(condition[1:]); ok {
			other, then = r.ifDefined(n)
			return then, other
		}
	}
	return r.anyDefined(condition)
}

func constant(value string) (then, other state) {
	switch value {
	case "0", "false":
		return dead, live
	case "1", "true":
		return live, dead
	}
	return live, live
}

// anyDefined judges "defined A || defined(B) …", and "defined A && …" too: both
// need one of the names.
func (r *cppReader) anyDefined(condition []token) (then, other state) {
	names := 0
	for i, t := range condition {
		if t.is("!") {
			return live, live
		}
		if !t.is("defined") {
			continue
		}
		n, ok := definedName(condition[i:])
		if !ok {
			return live, live
		}
		if then, _ := r.ifDefined(n); then == live {
			return live, live
		}
		names++
	}
	if names == 0 {
		return live, live
	}
	return soft, live
}

// definedName reads "defined NAME" and "defined(NAME)".
func definedName(tokens []token) (string, bool) {
	switch {
	case len(tokens) >= 4 && tokens[0].is("defined") && tokens[1].is("("):
		return tokens[2].text, true
	case len(tokens) >= 2 && tokens[0].is("defined"):
		return tokens[1].text, true
	}
	return "", false
}

// ifDefined judges #ifdef NAME.
func (r *cppReader) ifDefined(name string) (then, other state) {
	if r.macros.has(name) || predefined(name) {
		return live, soft
	}
	return soft, live
}

// predefined tells whether a judged program has the macro without defining it.
// Of the reserved names, those of other systems and compilers are not there.
func predefined(name string) bool {
	switch name {
	case "ONLINE_JUDGE", "linux", "unix", "EOF", "NULL":
		return true
	}
	return strings.HasPrefix(name, "_") && !foreign[name]
}

var foreign = map[string]bool{
	"_WIN32": true, "_WIN64": true, "__WIN32__": true, "__WIN32": true, "__WIN64__": true, "_MSC_VER": true,
	"__MINGW32__": true, "__MINGW64__": true, "__CYGWIN__": true, "__APPLE__": true, "__MACH__": true, "__clang__": true,
	"__INTEL_COMPILER": true, "__ANDROID__": true, "__FreeBSD__": true, "__EMSCRIPTEN__": true,
	"_LOCAL": true, "_DEBUG": true, "__LOCAL__": true, "__LOCAL": true, "_LOCAL_": true, "__DEBUG__": true, "__DEBUG": true,
}
