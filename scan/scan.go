package scan

import (
	"fmt"
	"maps"
	"slices"

	"gavel/judge"
)

// Policy says what becomes of findings.
type Policy string

// The policies.
const (
	PolicyEnforce Policy = "enforce" // a finding of severity reject refuses the source
	PolicyReport  Policy = "report"  // findings are shown, nothing is refused
	PolicyOff     Policy = "off"     // nothing is read
)

// Config is how a Scanner is set up.
type Config struct {
	Policy Policy // "" means enforce
	Rules  string // path of a rules file, or of a directory of them, over the built-in rules; "" for those alone
}

// Scanner is a judge.Scanner. It is safe for concurrent use.
type Scanner struct {
	policy Policy
	sets   map[string]*ruleset
}

// MaxSource is how much of a source is read, in bytes.
const MaxSource = 256 << 10

// incompleteRule is the finding for what a scan left out.
var incompleteRule = Rule{
	ID:       "scan-incomplete",
	Severity: Report,
	Reason:   "The source was not scanned to its end: it is larger than 256 KiB, or its macros expand to more than the scan follows.",
}

// readers are the syntaxes that rules can be written for.
var readers = map[string]func(m *matcher, source string){
	"cpp":    readCPP,
	"java":   readJava,
	"python": readPython,
}

// New returns a Scanner. It fails where the policy is unknown or a rules file
// cannot be read or is wrong.
func New(config Config) (*Scanner, error) {
	switch config.Policy {
	case "":
		config.Policy = PolicyEnforce
	case PolicyEnforce, PolicyReport, PolicyOff:
	default:
		return nil, fmt.Errorf("scan policy is %q, want %s, %s or %s", config.Policy, PolicyEnforce, PolicyReport, PolicyOff)
	}
	sets, err := load(config.Rules)
	if err != nil {
		return nil, err
	}
	return &Scanner{config.Policy, sets}, nil
}

// Scan reads a source and says what it found: action "reject", "report" where
// there are findings that do not refuse it, or "allow". Findings are never nil;
// those that refuse come first, then the order is the source's. There are at
// most 100. A language without rules is allowed.
func (s *Scanner) Scan(language string, source []byte) judge.Scan {
	set := s.sets[language]
	if s.policy == PolicyOff || set == nil {
		return judge.Scan{Action: "allow", Findings: []judge.Finding{}}
	}
	whole := string(source[:min(len(source), MaxSource)])
	m := &matcher{rules: set, work: maxWork}
	readers[set.syntax](m, whole)
	if m.incomplete || len(source) > MaxSource {
		m.hits = append(m.hits, hit{rule: &incompleteRule, off: len(whole), end: len(whole)})
	}
	found, refused := m.findings(whole)
	switch {
	case refused && s.policy == PolicyEnforce:
		return judge.Scan{Action: "reject", Findings: found}
	case len(found) > 0:
		return judge.Scan{Action: "report", Findings: found}
	}
	return judge.Scan{Action: "allow", Findings: found}
}

// Rules returns the rules in force, by language id, for documentation.
func (s *Scanner) Rules() map[string][]Rule {
	rules := map[string][]Rule{}
	for _, language := range slices.Sorted(maps.Keys(s.sets)) {
		rules[language] = slices.Clone(s.sets[language].rules)
	}
	return rules
}
