package scan

import "slices"

// macros are the macros that the source itself defined so far.
type macros struct {
	byName map[string]*macro
	budget int  // tokens that expansion may still handle
	spent  bool // it ran out: what followed stands unexpanded
}

// macro is one definition.
type macro struct {
	name     string
	function bool
	params   []string
	variadic bool
	body     []token
}

// hide is the list of macros that a token came out of.
type hide struct {
	name string
	next *hide
	len  int
}

// has tells whether the name must not be expanded again. A very long list
// counts as holding every name, so that chains of macros stay linear.
func (h *hide) has(name string) bool {
	if h != nil && h.len >= 64 {
		return true
	}
	for ; h != nil; h = h.next {
		if h.name == name {
			return true
		}
	}
	return false
}

func (h *hide) add(name string) *hide {
	if h == nil {
		return &hide{name, nil, 1}
	}
	return &hide{name, h, h.len + 1}
}

const (
	maxExpansion = 200_000 // tokens
	maxArguments = 4096    // tokens of one call
	maxPrescan   = 8       // arguments within arguments
)

func newMacros() *macros { return &macros{byName: map[string]*macro{}, budget: maxExpansion} }

func (m *macros) has(name string) bool { return m.byName[name] != nil }
func (m *macros) remove(name string)   { delete(m.byName, name) }

// define reads "NAME body" or "NAME(params) body" and returns the body.
func (m *macros) define(tokens []token) ([]token, bool) {
	if len(tokens) == 0 || tokens[0].kind != word {
		return nil, false
	}
	d := &macro{name: tokens[0].text, body: tokens[1:]}
	if len(tokens) > 1 && tokens[1].is("(") && tokens[1].off == tokens[0].end {
		d.function = true
		d.body = d.body[1:]
		for len(d.body) > 0 && !d.body[0].is(")") {
			if t := d.body[0]; t.kind == word {
				d.params = append(d.params, t.text)
			} else if t.is(".") && !d.variadic {
				d.variadic = true
				d.params = append(d.params, "__VA_ARGS__")
			}
			d.body = d.body[1:]
		}
		if len(d.body) > 0 {
			d.body = d.body[1:]
		}
	}
	if len(d.params) > 64 {
		return d.body, true
	}
	m.byName[d.name] = d
	return d.body, true
}

// expand replaces macros in tokens. What comes out of one stands where it was
// called.
func (m *macros) expand(tokens []token) []token {
	for _, t := range tokens {
		if t.kind == word && m.has(t.text) {
			return m.run(tokens, 0)
		}
	}
	return tokens
}

func (m *macros) run(tokens []token, depth int) []token {
	out := make([]token, 0, len(tokens))
	todo := slices.Clone(tokens)
	slices.Reverse(todo)
	for len(todo) > 0 {
		t := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		d := m.byName[t.text]
		if t.kind != word || d == nil || t.hide.has(t.text) {
			out = append(out, t)
			continue
		}
		var args [][]token
		used := 0
		if d.function && !m.spent {
			walked := 0
			if args, used, walked = arguments(todo); used == 0 {
				m.take(walked)
				out = append(out, t)
				continue
			}
		}
		if !m.take(1 + used + len(d.body)) {
			out = append(out, t)
			continue
		}
		todo = todo[:len(todo)-used]
		body := m.substitute(d, args, t, depth)
		slices.Reverse(body)
		todo = append(todo, body...)
	}
	return out
}

// take spends n tokens of the budget.
func (m *macros) take(n int) bool {
	if m.budget < n {
		m.spent = true
		return false
	}
	m.budget -= n
	return true
}

// arguments reads a call's arguments off the end of todo, which is reversed,
// and returns how many tokens they take; 0 where no complete call stands there.
// walked is how many it looked at to find out.
func arguments(todo []token) (args [][]token, used, walked int) {
	n := len(todo) - 1
	for n >= 0 && len(todo)-n < maxArguments && todo[n].kind == line {
		n--
	}
	if n < 0 || !todo[n].is("(") {
		return nil, 0, len(todo) - n
	}
	depth := 0
	var arg []token
	for i := n; i >= 0 && n-i < maxArguments; i-- {
		t := todo[i]
		switch {
		case t.is("("):
			if depth++; depth == 1 {
				continue
			}
		case t.is(")"):
			if depth--; depth == 0 {
				return append(args, arg), len(todo) - i, len(todo) - i
			}
		case t.is(",") && depth == 1:
			args = append(args, arg)
			arg = nil
			continue
		}
		if t.kind != line {
			arg = append(arg, t)
		}
	}
	return nil, 0, min(len(todo), maxArguments)
}

// substitute returns the body with its parameters replaced and ## applied.
func (m *macros) substitute(d *macro, args [][]token, at token, depth int) []token {
	var out []token
	hidden := at.hide.add(d.name)
	for i := 0; i < len(d.body); i++ {
		t := d.body[i]
		pasted := i > 0 && d.body[i-1].is("##") || i+1 < len(d.body) && d.body[i+1].is("##")
		if t.is("##") && i > 0 && i+1 < len(d.body) {
			continue
		}
		piece := []token{t}
		if t.is("#") && i+1 < len(d.body) && d.param(d.body[i+1]) >= 0 {
			i++
			piece = []token{stringify(pick(d, args, d.param(d.body[i])))}
		} else if p := d.param(t); p >= 0 {
			if piece = pick(d, args, p); !pasted && depth < maxPrescan && m.take(len(piece)) {
				piece = m.run(piece, depth+1)
			}
		}
		paste := i > 0 && d.body[i-1].is("##") && len(out) > 0 && len(piece) > 0
		for j, p := range piece {
			p.off, p.end = at.off, at.end
			p.hide = merge(p.hide, hidden)
			if paste && j == 0 && len(out[len(out)-1].text)+len(p.text) <= maxPath {
				out[len(out)-1].text += p.text
				continue
			}
			out = append(out, p)
		}
		if !m.take(len(piece)) {
			break
		}
	}
	return out
}

// merge lets a token that came out of an argument keep its own history.
func merge(own, hidden *hide) *hide {
	if own == nil {
		return hidden
	}
	return own.add(hidden.name)
}

func (d *macro) param(t token) int {
	if !d.function || t.kind != word {
		return -1
	}
	return slices.Index(d.params, t.text)
}

// pick returns an argument; the last one of a variadic macro has all the rest.
func pick(d *macro, args [][]token, p int) []token {
	if p >= len(args) {
		return nil
	}
	if !d.variadic || p != len(d.params)-1 {
		return args[p]
	}
	var all []token
	for i, arg := range args[p:] {
		if i > 0 {
			all = append(all, token{kind: punct, text: ",", off: arg0(arg).off, end: arg0(arg).off})
		}
		all = append(all, arg...)
	}
	return all
}

func arg0(arg []token) token {
	if len(arg) == 0 {
		return token{}
	}
	return arg[0]
}

// stringify makes one string of an argument.
func stringify(arg []token) token {
	value := make([]byte, 0, 64)
	for i, t := range arg {
		if i > 0 && t.off != arg[i-1].end {
			value = append(value, ' ')
		}
		value = append(value, t.text...)
	}
	return token{kind: text, text: string(value)}
}
