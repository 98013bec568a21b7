package main

import (
	"strings"
	"testing"
)

func TestKnownHolesOfRunc(t *testing.T) {
	for _, test := range []struct {
		said string
		want string // the last hole; "" means none
		fix  string
	}{
		{"runc version 1.1.5+ds1", "CVE-2026-41579", "1.3.6, 1.4.3, 1.5.0"},
		{"runc version 1.1.15", "CVE-2026-41579", "1.3.6, 1.4.3, 1.5.0"},
		{"runc version 1.2.8", "CVE-2026-41579", "1.3.6, 1.4.3, 1.5.0"},
		{"runc version 1.3.5", "CVE-2026-41579", "1.3.6, 1.4.3, 1.5.0"},
		{"runc version 1.3.6", "", ""},
		{"runc version 1.4.2", "CVE-2026-41579", "1.3.6, 1.4.3, 1.5.0"},
		{"runc version 1.4.3", "", ""},
		{"runc version 1.5.0", "", ""},
		{"runc version 1.5.2", "", ""},
		{"runc version 2.0.0", "", ""},
	} {
		v, ok := parseRelease(test.said)
		if !ok {
			t.Fatalf("no version in %q", test.said)
		}
		ids, fix := known(runcAdvisories, v)
		last := ""
		if len(ids) > 0 {
			last = ids[len(ids)-1]
		}
		if last != test.want || fix != test.fix {
			t.Errorf("%s: %q fixed in %q, want %q in %q", test.said, last, fix, test.want, test.fix)
		}
	}
}

func TestKnownHolesOfContainerd(t *testing.T) {
	for said, want := range map[string]int{
		"v2.4.2": 0, "v2.4.0": 1, "1.6.20~ds1": 5, "1.7.26": 5, "1.7.27": 4, "1.7.33": 2, "1.7.36": 0, "v2.3.1": 3, "v2.3.6": 0, "v2.0.10": 2,
	} {
		v, _ := parseRelease(said)
		if ids, _ := known(containerdAdvisories, v); len(ids) != want {
			t.Errorf("%s: %s, want %d holes", said, strings.Join(ids, "; "), want)
		}
	}
}

func TestParseReleaseOfNothing(t *testing.T) {
	if v, ok := parseRelease("no version"); ok {
		t.Errorf("found %v", v)
	}
}
