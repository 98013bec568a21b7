package scan

import (
	"cmp"
	"slices"
	"strings"

	"gavel/judge"
)

// matcher holds one source against the rules of its language.
type matcher struct {
	rules      *ruleset
	clean      *clean
	hits       []hit
	seen       map[spot]bool
	work       int  // tokens that calls may still collect
	incomplete bool // some budget ran out
}

// hit is a rule that matched, at offsets of the original.
type hit struct {
	rule     *Rule
	off, end int
	soft     bool
}

type spot struct {
	rule *Rule
	off  int
}

const (
	maxFindings = 100
	maxWork     = 2_000_000
)

// hit keeps one match, once per rule and place.
func (m *matcher) hit(r *Rule, at token) {
	off, end := m.clean.origin(int(at.off)), m.clean.origin(int(at.end))
	key := spot{r, off}
	if m.seen[key] || len(m.hits) >= maxFindings {
		return
	}
	if m.seen == nil {
		m.seen = map[spot]bool{}
	}
	m.seen[key] = true
	m.hits = append(m.hits, hit{r, off, max(off, end), at.soft})
}

// imported looks up an imported header, module or class.
func (m *matcher) imported(name string, at token) {
	for _, r := range m.rules.imports.find(name, m.rules.separator) {
		m.hit(r, at)
	}
	for _, g := range m.rules.importGlobs {
		if g.glob.match(name) {
			m.hit(g.rule, at)
		}
	}
}

// named looks up a resolved dotted name.
func (m *matcher) named(path string, at token) {
	for _, r := range m.rules.names.find(path, ".") {
		m.hit(r, at)
	}
}

// match looks for token sequences and calls.
func (m *matcher) match(tokens []token) {
	for i, t := range tokens {
		if t.kind != word && t.kind != punct {
			continue
		}
		for _, p := range m.rules.sequences[t.text] {
			m.sequence(p, tokens, i)
		}
		for _, p := range m.rules.anyFirst {
			if p.elements[0].match(t.text) {
				m.sequence(p, tokens, i)
			}
		}
		for _, c := range m.rules.calls[t.text] {
			m.call(c, tokens, i)
		}
	}
}

func (m *matcher) sequence(p sequence, tokens []token, i int) {
	if i+len(p.elements) > len(tokens) {
		return
	}
	for j, e := range p.elements {
		t := tokens[i+j]
		if t.kind != word && t.kind != punct || !e.match(t.text) {
			return
		}
	}
	at := tokens[i]
	if last := tokens[i+len(p.elements)-1]; last.end > at.end {
		at.end = last.end
	}
	m.hit(p.rule, at)
}

// call matches the strings within the parentheses that follow a name, words
// such as volatile in between. Strings that do not adjoin are lines of their own.
func (m *matcher) call(c call, tokens []token, i int) {
	if i > 0 && (tokens[i-1].is(".") || tokens[i-1].is("->")) && !c.member {
		return
	}
	open := i + 1
	for open < len(tokens) && open < i+5 && tokens[open].kind == word {
		open++
	}
	if open >= len(tokens) || !tokens[open].is("(") {
		return
	}
	var value strings.Builder
	depth := 0
	for j := open; j < len(tokens); j++ {
		if m.work--; m.work < 0 {
			m.incomplete = true
			return
		}
		switch t := tokens[j]; {
		case t.kind == text && c.argument != nil:
			if tokens[j-1].kind != text {
				value.WriteByte('\n')
			}
			value.WriteString(t.text)
		case t.is("("):
			depth++
		case t.is(")"):
			depth--
		}
		if depth == 0 {
			break
		}
	}
	if c.argument == nil || c.argument.MatchString(value.String()) {
		at := tokens[i]
		at.end = max(at.end, tokens[open].end)
		m.hit(c.rule, at)
	}
}

// findings returns what was found, refusing rules first, each group in the order
// of the source: the first finding is the one a refusal is named after.
func (m *matcher) findings(source string) (found []judge.Finding, refused bool) {
	slices.SortStableFunc(m.hits, func(a, b hit) int {
		return cmp.Or(b.weight()-a.weight(), a.off-b.off, strings.Compare(a.rule.ID, b.rule.ID))
	})
	found = []judge.Finding{}
	for _, h := range m.hits {
		ln, col := place(source, h.off)
		found = append(found, judge.Finding{Rule: h.rule.ID, Line: ln, Column: col, Text: excerpt(source[h.off:h.end]), Reason: h.rule.Reason})
	}
	return found, len(m.hits) > 0 && m.hits[0].weight() > 0
}

// weight is 1 for what refuses a source.
func (h hit) weight() int {
	if h.rule.Severity == Reject && !h.soft {
		return 1
	}
	return 0
}

// excerpt cuts the matched source to its first line and maxExcerpt characters.
func excerpt(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	s = strings.TrimRight(s, "\r")
	if len(s) > maxExcerpt*4 {
		s = s[:maxExcerpt*4]
	}
	runes := []rune(strings.ToValidUTF8(s, "\uFFFD"))
	if len(runes) > maxExcerpt {
		return string(runes[:maxExcerpt]) + "…"
	}
	return string(runes)
}

const maxExcerpt = 80
