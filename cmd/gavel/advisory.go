package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// advisory is a published hole, with the first version of each branch that does
// not have it, oldest first. A branch older than all of them never got the fix.
type advisory struct {
	id    string
	fixed []release
}

// release is a version's first three numbers.
type release [3]int

var runcAdvisories = []advisory{
	{"CVE-2024-21626", []release{{1, 1, 12}}},
	{"CVE-2024-45310", []release{{1, 1, 14}, {1, 2, 0}}},
	{"CVE-2025-31133, CVE-2025-52565, CVE-2025-52881", []release{{1, 2, 8}, {1, 3, 3}, {1, 4, 0}}},
	{"CVE-2026-41579", []release{{1, 3, 6}, {1, 4, 3}, {1, 5, 0}}},
}

var containerdAdvisories = []advisory{
	{"CVE-2024-40635", []release{{1, 6, 38}, {1, 7, 27}, {2, 0, 4}}},
	{"CVE-2026-46680", []release{{1, 7, 32}, {2, 0, 9}, {2, 2, 4}, {2, 3, 1}}},
	{"CVE-2026-47262, CVE-2026-50195, CVE-2026-53488, CVE-2026-53489, CVE-2026-53492 (only where its CRI plugin is on)",
		[]release{{1, 7, 33}, {2, 0, 10}, {2, 1, 9}, {2, 2, 5}, {2, 3, 2}}},
	{"CVE-2026-53495 (only where its CRI plugin is on)", []release{{1, 7, 35}, {2, 0, 12}, {2, 2, 8}, {2, 3, 5}}},
	{"CVE-2026-53493 (only with images of strangers)", []release{{1, 7, 36}, {2, 0, 13}, {2, 2, 9}, {2, 3, 6}, {2, 4, 1}}},
}

var releasePattern = regexp.MustCompile(`(\d+)\.(\d+)(?:\.(\d+))?`)

// parseRelease finds the first version in a text.
func parseRelease(text string) (release, bool) {
	m := releasePattern.FindStringSubmatch(text)
	if m == nil {
		return release{}, false
	}
	var r release
	for i := range r {
		r[i], _ = strconv.Atoi(m[i+1]) // no third number is 0
	}
	return r, true
}

func (r release) String() string { return fmt.Sprintf("%d.%d.%d", r[0], r[1], r[2]) }

func (r release) less(other release) bool {
	for i := range r {
		if r[i] != other[i] {
			return r[i] < other[i]
		}
	}
	return false
}

// affects tells whether the version has the hole: it is older than the fix in its
// own branch, or, where its branch has none, than the newest branch's.
func (a advisory) affects(v release) bool {
	for _, fix := range a.fixed {
		if fix[0] == v[0] && fix[1] == v[1] {
			return v.less(fix)
		}
	}
	return v.less(a.fixed[len(a.fixed)-1])
}

// known returns the holes of a version, and what to install instead.
func known(advisories []advisory, v release) (ids []string, fix string) {
	for _, a := range advisories {
		if a.affects(v) {
			ids = append(ids, a.id)
			var versions []string
			for _, f := range a.fixed {
				versions = append(versions, f.String())
			}
			fix = strings.Join(versions, ", ")
		}
	}
	return ids, fix
}
