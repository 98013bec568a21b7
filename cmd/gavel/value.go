package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// choiceValue is a flag that takes one of a few words.
type choiceValue struct {
	at    *string
	words []string
}

func choice(at *string, words ...string) *choiceValue { return &choiceValue{at, words} }

func (v *choiceValue) String() string { return *v.at }
func (v *choiceValue) Type() string   { return strings.Join(v.words, "|") }
func (v *choiceValue) Set(s string) error {
	if !slices.Contains(v.words, s) {
		return fmt.Errorf("want %s", strings.Join(v.words, ", "))
	}
	*v.at = s
	return nil
}

// sizeValue is a flag that takes bytes: 1048576, 64KiB, 256MiB, 2GiB.
type sizeValue struct{ at *int64 }

func size(at *int64) *sizeValue { return &sizeValue{at} }

func (v *sizeValue) String() string { return showSize(*v.at) }
func (v *sizeValue) Type() string   { return "size" }
func (v *sizeValue) Set(s string) error {
	n, err := parseSize(s)
	if err == nil {
		*v.at = n
	}
	return err
}

// units are the suffixes of sizes, longest first.
var units = []struct {
	suffix string
	factor int64
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"B", 1}, {"", 1}}

func parseSize(s string) (int64, error) {
	for _, u := range units {
		digits, ok := strings.CutSuffix(s, u.suffix)
		if !ok {
			continue
		}
		n, err := strconv.ParseUint(strings.TrimSpace(digits), 10, 63)
		if err != nil || int64(n) > math.MaxInt64/u.factor {
			break
		}
		return int64(n) * u.factor, nil
	}
	return 0, fmt.Errorf("want a size such as 65536, 64KiB or 256MiB")
}

func showSize(n int64) string {
	for _, u := range []int{2, 1, 0} {
		if f := units[u].factor; n >= f && n%f == 0 {
			return strconv.FormatInt(n/f, 10) + units[u].suffix
		}
	}
	return strconv.FormatInt(n, 10)
}

// millisValue is a flag that takes a duration of whole milliseconds.
type millisValue struct{ at *int64 }

func millis(at *int64) *millisValue { return &millisValue{at} }

func (v *millisValue) Type() string { return "duration" }
func (v *millisValue) String() string {
	if *v.at == 0 {
		return "0" // which help does not show as a default
	}
	return showMillis(*v.at)
}
func (v *millisValue) Set(s string) error {
	d, err := time.ParseDuration(s)
	if err != nil || d < 0 || d%time.Millisecond != 0 {
		return fmt.Errorf("want a duration of whole milliseconds, such as 1500ms or 2s")
	}
	*v.at = d.Milliseconds()
	return nil
}

func showMillis(n int64) string   { return (time.Duration(n) * time.Millisecond).String() }
func showDuration(n int64) string { return time.Duration(n).String() }
func plain(n int64) string        { return strconv.FormatInt(n, 10) }
