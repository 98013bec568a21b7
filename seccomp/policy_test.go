package seccomp

import (
	"errors"
	"strings"
	"testing"

	"gavel/judge"
)

// TestFaultyPolicy: what could make a filter weaker than it reads is refused.
func TestFaultyPolicy(t *testing.T) {
	const head = "[[profiles]]\nname = \"p\"\nreason = \"r\"\nsets = [\"s\"]\n[[sets]]\nname = \"s\"\n"
	const when = head + "reason = \"r\"\n[[sets.when]]\ncall = \"ioctl\"\n"
	for _, c := range []struct{ name, policy, want string }{
		{"no reason", head + `allow = ["read"]`, "no reason"},
		{"misspelt key", head + "reason = \"r\"\nalow = [\"read\"]", "read policy"},
		{"unknown errno", head + "reason = \"r\"\nerrno = \"ENOENT\"\nrefuse = [\"read\"]", `errno "ENOENT"`},
		{"refusal without errno", head + "reason = \"r\"\nrefuse = [\"read\"]", `errno ""`},
		{"errno without refusal", head + "reason = \"r\"\nerrno = \"ENOSYS\"\nallow = [\"read\"]", "nothing to refuse"},
		{"allowed and refused", head + "reason = \"r\"\nerrno = \"ENOSYS\"\nrefuse = [\"read\"]\nallow = [\"read\"]", "two rules for one case"},
		{"allowed twice", head + "reason = \"r\"\nallow = [\"read\", \"read\"]", "two rules for one case"},
		{"condition beside a whole call", when + "values = [1]\n[[sets]]\nname = \"t\"\nreason = \"r\"\nallow = [\"ioctl\"]", "two rules for one case"},
		{"conditions on two arguments", when + "values = [1]\n[[sets.when]]\ncall = \"ioctl\"\nargument = 1\nvalues = [2]", "two rules for one case"},
		{"the same value twice", when + "values = [1, 1]", "two rules for one case"},
		{"except that is not the allowed value", when + "bits = 64\nvalues = [1]\n[[sets.when]]\ncall = \"ioctl\"\nexcept = 2\nerrno = \"ENOSYS\"", "two rules for one case"},
		{"argument out of range", when + "argument = 6\nvalues = [1]", "argument 6"},
		{"no value", when, "want values"},
		{"bits and mask", when + "bits = 32\nmask = 1\nvalues = [1]", "want one of them"},
		{"odd width", when + "bits = 16\nvalues = [1]", "bits 16"},
		{"value outside the mask", when + "mask = 1\nvalues = [2]", "outside the mask"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := parsePolicy([]byte(strings.Replace(c.policy, `sets = ["s"]`, `sets = ["s", "t"]`, strings.Count(c.policy, `name = "t"`))))
			if err == nil {
				_, err = p.compose("p")
			}
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
		})
	}
}

func TestUnknownSet(t *testing.T) {
	p := &policy{Profiles: []profile{{Name: "p", Sets: []string{"absent"}}}}
	if _, err := p.compose("p"); !errors.Is(err, judge.ErrNotFound) || !strings.Contains(err.Error(), "absent") {
		t.Errorf("got %v, want %v that names the set", err, judge.ErrNotFound)
	}
}

// TestEverySetIsUsed: a set that no profile has is a rule that nobody keeps.
func TestEverySetIsUsed(t *testing.T) {
	p, err := parsePolicy(policyTOML)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for i := range p.Profiles {
		if p.Profiles[i].Reason == "" {
			t.Errorf("profile %s has no reason", p.Profiles[i].Name)
		}
		for _, name := range p.Profiles[i].Sets {
			used[name] = true
		}
	}
	for i := range p.Sets {
		if !used[p.Sets[i].Name] {
			t.Errorf("set %s is in no profile", p.Sets[i].Name)
		}
	}
}
