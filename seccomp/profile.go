package seccomp

import (
	"cmp"
	"fmt"
	"slices"
	"syscall"

	"gavel/judge"
)

// Profile is what one kind of process may ask of the kernel: the composed rules
// of its sets. It does not change.
type Profile struct {
	name    string
	rules   []rule           // sorted by call; one rule where a call needs no condition
	numbers map[string]int32 // of calls that libseccomp may not know by name
}

// rule allows a call or answers it with errno.
type rule struct {
	call   string // "": number holds instead
	number int32
	errno  syscall.Errno // 0: allowed
	cond   *condition    // nil: always
}

// condition compares one argument, in the bits of mask.
type condition struct {
	argument uint
	mask     uint64
	value    uint64
	op       operator
}

type operator int

const (
	equal   operator = iota // argument & mask == value
	differs                 // argument != value; mask is mask64
)

const (
	mask32 = 1<<32 - 1
	mask64 = 1<<64 - 1
)

// Names returns the profiles' names in the order of the policy: the two stages'
// names for the strict ones, and "cell" for the whole container.
func Names() ([]string, error) {
	policy, err := parsePolicy(policyTOML)
	if err != nil {
		return nil, err
	}
	var names []string
	for i := range policy.Profiles {
		names = append(names, policy.Profiles[i].Name)
	}
	return names, nil
}

// Load composes the named profile: "cell", "run" or "build". An unknown name is
// judge.ErrNotFound; any other error is a fault in the policy's data.
func Load(name string) (*Profile, error) {
	policy, err := parsePolicy(policyTOML)
	if err != nil {
		return nil, err
	}
	numbers, err := parseNumbers(numbersTOML)
	if err != nil {
		return nil, err
	}
	rules, err := policy.compose(name)
	if err != nil {
		return nil, fmt.Errorf("seccomp profile %s: %w", name, err)
	}
	return &Profile{name: name, rules: rules, numbers: numbers}, nil
}

// Name returns the profile's name.
func (p *Profile) Name() string { return p.name }

// compose gathers the rules of a profile's sets.
func (p *policy) compose(name string) ([]rule, error) {
	at := slices.IndexFunc(p.Profiles, func(q profile) bool { return q.Name == name })
	if at < 0 {
		return nil, judge.ErrNotFound
	}
	var all []rule
	for _, wanted := range p.Profiles[at].Sets {
		at := slices.IndexFunc(p.Sets, func(s set) bool { return s.Name == wanted })
		if at < 0 {
			return nil, fmt.Errorf("set %s: %w", wanted, judge.ErrNotFound)
		}
		rules, err := p.Sets[at].rules()
		if err != nil {
			return nil, err
		}
		all = append(all, rules...)
	}
	return settle(all)
}

// settle sorts rules and refuses any two that could both match one call, as
// libseccomp does not promise which of them would count.
func settle(rules []rule) ([]rule, error) {
	slices.SortStableFunc(rules, compareRules)
	for i := 1; i < len(rules); i++ {
		a, b := &rules[i-1], &rules[i]
		if a.call != b.call || a.number != b.number {
			continue
		}
		if a.cond == nil || b.cond == nil || !a.cond.disjoint(b.cond) {
			return nil, fmt.Errorf("call %s: two rules for one case", a.call)
		}
	}
	return rules, nil
}

func compareRules(a, b rule) int {
	return cmp.Or(
		cmp.Compare(a.call, b.call),
		cmp.Compare(a.number, b.number),
		compareConditions(a.cond, b.cond),
	)
}

// compareConditions sorts comparisons of one argument by value, so that of two
// rules that are alike one follows the other.
func compareConditions(a, b *condition) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Or(
		cmp.Compare(a.op, b.op),
		cmp.Compare(a.argument, b.argument),
		cmp.Compare(a.mask, b.mask),
		cmp.Compare(a.value, b.value),
	)
}

// disjoint reports whether no argument can meet both conditions.
func (c *condition) disjoint(d *condition) bool {
	if c.argument != d.argument || c.mask != d.mask {
		return false
	}
	if c.op == d.op {
		return c.op == equal && c.value != d.value
	}
	return c.value == d.value
}
