package scan

import "strings"

// resolver reads dotted names the way a language's imports make them mean.
type resolver struct {
	*matcher
	tokens  []token
	closing []int32           // by index of an opening bracket, the index of its end; 0 where it has none
	aliases map[string]string // names in the source to full names
	stars   []string          // what is imported with *
	own     map[string]bool   // names that the source itself declares
	quiet   int               // above 0, names are only resolved

	// call and index continue a path over (…) and […]; ok false means the
	// language knows nothing special there.
	call  func(path string, open int) (string, bool)
	index func(path string, open int) (string, bool)
}

const (
	maxParts = 24 // of a dotted name
	maxStars = 16
)

func newResolver(m *matcher, tokens []token) *resolver {
	nothing := func(string, int) (string, bool) { return "", false }
	return &resolver{
		matcher: m, tokens: tokens, closing: closings(tokens),
		aliases: map[string]string{}, own: map[string]bool{}, call: nothing, index: nothing,
	}
}

// closings pairs brackets; one of the wrong kind closes like the right one.
func closings(tokens []token) []int32 {
	closing := make([]int32, len(tokens))
	var open []int32
	for i, t := range tokens {
		if t.kind != punct || len(t.text) != 1 {
			continue
		}
		switch t.text[0] {
		case '(', '[', '{':
			open = append(open, int32(i))
		case ')', ']', '}':
			if n := len(open); n > 0 {
				closing[open[n-1]] = int32(i)
				open = open[:n-1]
			}
		}
	}
	return closing
}

// at returns a token, or the end of a line where there is none.
func (r *resolver) at(i int) token {
	if i < 0 || i >= len(r.tokens) {
		return token{kind: line}
	}
	return r.tokens[i]
}

// chain resolves the dotted name that begins at i, through calls and indexes,
// and returns the index after it.
func (r *resolver) chain(i int) (path string, end int) {
	path = r.resolve(r.tokens[i].text)
	end = i + 1
	for range maxParts {
		t := r.at(end)
		switch {
		case (t.is(".") || t.is("::")) && r.at(end+1).kind == word:
			path += "." + r.at(end+1).text
			end += 2
		case t.is("(") && r.closing[end] > 0:
			next, ok := r.call(path, end)
			if !ok {
				next = path + "()"
			}
			path, end = next, int(r.closing[end])+1
		case t.is("[") && r.closing[end] > 0:
			next, ok := r.index(path, end)
			if !ok {
				return path, end
			}
			path, end = next, int(r.closing[end])+1
		default:
			return path, end
		}
		if len(path) > maxPath {
			return path[:maxPath], end
		}
	}
	return path, end
}

// resolve returns what a first name stands for.
func (r *resolver) resolve(name string) string {
	if path, ok := r.aliases[name]; ok {
		return path
	}
	if r.own[name] || !r.rules.simple[name] {
		return name
	}
	for _, star := range r.stars {
		full := star + "." + name
		if r.rules.leading[full] || len(r.rules.names[full]) > 0 {
			return full
		}
	}
	return name
}

// star notes an import of everything.
func (r *resolver) star(path string) {
	if len(r.stars) < maxStars {
		r.stars = append(r.stars, path)
	}
}

// use resolves the name at i and looks it up.
func (r *resolver) use(i int) {
	path, end := r.chain(i)
	at := r.tokens[i]
	at.end = max(at.end, r.at(min(end, len(r.tokens))-1).end)
	if r.quiet == 0 {
		r.named(path, at)
	}
}

// peek resolves the name at i without a word to anybody.
func (r *resolver) peek(i int) (path string, end int) {
	r.quiet++
	path, end = r.chain(i)
	r.quiet--
	return path, end
}

// found reports an import that an expression makes.
func (r *resolver) found(name string, open int) {
	if r.quiet == 0 {
		first := open
		for first > 0 && open-first < maxParts && (r.at(first-1).kind == word || r.at(first-1).is(".")) {
			first--
		}
		r.imported(name, r.span(first, int(r.closing[open])))
	}
}

// span is a token that covers those from i to j.
func (r *resolver) span(i, j int) token {
	t := r.at(i)
	t.end = max(t.end, r.at(j).end)
	return t
}

// literal reads a constant string, adjacent and added ones put together, from i
// on up to a comma or the end, and returns the index after it.
func (r *resolver) literal(i, end int) (value string, next int, ok bool) {
	var out strings.Builder
	for ; i < end; i++ {
		switch t := r.at(i); {
		case t.kind == text:
			out.WriteString(t.text)
			ok = true
		case t.is("+"), t.is("("), t.is(")"), t.kind == line:
		case t.is(","):
			return out.String(), i, ok
		default:
			return "", i, false
		}
	}
	return out.String(), i, ok
}

// dotted reads a plain dotted name, as imports have it.
func (r *resolver) dotted(i int) (name string, next int) {
	var out strings.Builder
	for r.at(i).kind == word && out.Len() < maxPath {
		out.WriteString(r.at(i).text)
		i++
		if !r.at(i).is(".") || r.at(i+1).kind != word {
			break
		}
		out.WriteByte('.')
		i++
	}
	return out.String(), i
}
