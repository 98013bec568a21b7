package seccomp

import (
	"bytes"
	_ "embed"
	"fmt"
	"syscall"

	"github.com/pelletier/go-toml/v2"
)

//go:embed policy.toml
var policyTOML []byte

//go:embed numbers.toml
var numbersTOML []byte

// policy is the data as written in policy.toml.
type policy struct {
	Profiles []profile `toml:"profiles"`
	Sets     []set     `toml:"sets"`
}

type profile struct {
	Name   string   `toml:"name"`
	Reason string   `toml:"reason"`
	Sets   []string `toml:"sets"`
}

// set is a group of calls with one reason.
type set struct {
	Name       string   `toml:"name"`
	Reason     string   `toml:"reason"`
	Allow      []string `toml:"allow"`
	Refuse     []string `toml:"refuse"` // with Errno
	Errno      string   `toml:"errno"`
	Unassigned *span    `toml:"unassigned"` // numbers refused with Errno
	When       []when   `toml:"when"`
}

// span is a range of call numbers, both ends included.
type span struct {
	First int32 `toml:"first"`
	Last  int32 `toml:"last"`
}

// when allows a call where one argument has one of the values, or answers Errno
// where the argument is any other than Except.
type when struct {
	Call     string   `toml:"call"`
	Argument uint     `toml:"argument"`
	Bits     int      `toml:"bits"` // compared: 32 (the default) or 64
	Mask     uint64   `toml:"mask"` // instead of Bits
	Values   []uint64 `toml:"values"`
	Except   *uint64  `toml:"except"`
	Errno    string   `toml:"errno"`
}

// errnos are the errors that a policy may answer with.
var errnos = map[string]syscall.Errno{
	"EAFNOSUPPORT": syscall.EAFNOSUPPORT,
	"ENOSYS":       syscall.ENOSYS,
	"EOPNOTSUPP":   syscall.EOPNOTSUPP,
}

func parsePolicy(data []byte) (*policy, error) {
	decoder := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	var p policy
	if err := decoder.Decode(&p); err != nil {
		return nil, fmt.Errorf("read policy: %w", err)
	}
	return &p, nil
}

func parseNumbers(data []byte) (map[string]int32, error) {
	var numbers map[string]int32
	if err := toml.Unmarshal(data, &numbers); err != nil {
		return nil, fmt.Errorf("read call numbers: %w", err)
	}
	return numbers, nil
}

// rules returns the set as rules, in the order of the data.
func (s *set) rules() ([]rule, error) {
	if s.Reason == "" {
		return nil, fmt.Errorf("set %s: no reason", s.Name)
	}
	var rules []rule
	for _, call := range s.Allow {
		rules = append(rules, rule{call: call})
	}
	refused, err := s.refusals()
	if err != nil {
		return nil, fmt.Errorf("set %s: %w", s.Name, err)
	}
	rules = append(rules, refused...)
	for i := range s.When {
		conditional, err := s.When[i].rules()
		if err != nil {
			return nil, fmt.Errorf("set %s: call %s: %w", s.Name, s.When[i].Call, err)
		}
		rules = append(rules, conditional...)
	}
	return rules, nil
}

func (s *set) refusals() ([]rule, error) {
	if len(s.Refuse) == 0 && s.Unassigned == nil {
		if s.Errno != "" {
			return nil, fmt.Errorf("errno %s, and nothing to refuse", s.Errno)
		}
		return nil, nil
	}
	errno, err := parseErrno(s.Errno)
	if err != nil {
		return nil, err
	}
	var rules []rule
	for _, call := range s.Refuse {
		rules = append(rules, rule{call: call, errno: errno})
	}
	if s.Unassigned != nil {
		for number := s.Unassigned.First; number <= s.Unassigned.Last; number++ {
			rules = append(rules, rule{number: number, errno: errno})
		}
	}
	return rules, nil
}

func (w *when) rules() ([]rule, error) {
	if w.Argument > 5 {
		return nil, fmt.Errorf("argument %d, the last one is 5", w.Argument)
	}
	if w.Except != nil {
		return w.exception()
	}
	mask, err := w.mask()
	if err != nil {
		return nil, err
	}
	if len(w.Values) == 0 || w.Errno != "" {
		return nil, fmt.Errorf("want values, or except with errno")
	}
	var rules []rule
	for _, value := range w.Values {
		if value&^mask != 0 {
			return nil, fmt.Errorf("value %#x has bits outside the mask %#x", value, mask)
		}
		rules = append(rules, rule{call: w.Call, cond: &condition{w.Argument, mask, value, equal}})
	}
	return rules, nil
}

func (w *when) exception() ([]rule, error) {
	if len(w.Values) > 0 || w.Mask != 0 || w.Bits != 0 {
		return nil, fmt.Errorf("except stands alone with argument and errno")
	}
	errno, err := parseErrno(w.Errno)
	if err != nil {
		return nil, err
	}
	return []rule{{call: w.Call, errno: errno, cond: &condition{w.Argument, mask64, *w.Except, differs}}}, nil
}

func (w *when) mask() (uint64, error) {
	switch {
	case w.Mask != 0 && w.Bits != 0:
		return 0, fmt.Errorf("bits %d and mask %#x: want one of them", w.Bits, w.Mask)
	case w.Mask != 0:
		return w.Mask, nil
	case w.Bits == 0 || w.Bits == 32:
		return mask32, nil
	case w.Bits == 64:
		return mask64, nil
	}
	return 0, fmt.Errorf("bits %d: want 32 or 64", w.Bits)
}

func parseErrno(name string) (syscall.Errno, error) {
	errno, ok := errnos[name]
	if !ok {
		return 0, fmt.Errorf("errno %q is not one that a policy may answer with", name)
	}
	return errno, nil
}
