package scan

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gavel/judge"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

var _ judge.Scanner = (*Scanner)(nil)

// TestGoldenFindings holds every finding of the hostile sources against a file:
// rule, line, column, text.
func TestGoldenFindings(t *testing.T) {
	s := newScanner(t, Config{})
	for language, files := range sources(t, "hostile") {
		var got bytes.Buffer
		enc := json.NewEncoder(&got)
		enc.SetEscapeHTML(false)
		for _, path := range slices.Sorted(maps.Keys(files)) {
			result := s.Scan(language, files[path])
			for _, f := range result.Findings {
				f.Reason = ""
				if err := enc.Encode([]any{filepath.Base(path), result.Action, f.Rule, f.Line, f.Column, f.Text}); err != nil {
					t.Fatal(err)
				}
			}
		}
		golden := filepath.Join("testdata", "golden", language+".jsonl")
		if *update {
			if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s differs:\n%s", golden, diff)
		}
	}
}

func TestPlaces(t *testing.T) {
	cases := map[string]struct {
		language, source string
		line, column     int
		text             string
	}{
		"first character":         {"python", "import ctypes", 1, 8, "ctypes"},
		"after wide characters":   {"python", "s = '日本é'; import ctypes", 1, 19, "ctypes"},
		"after CRLF":              {"python", "x = 1\r\n\timport ctypes\r\n", 2, 9, "ctypes"},
		"after bytes not UTF-8":   {"python", "# \xff\xfe\ns = '\xff'; import ctypes", 2, 17, "ctypes"},
		"after a byte order mark": {"python", "\ufeffimport ctypes", 1, 9, "ctypes"},
		"after line splices":      {"cpp", "int a\\\nb;\nint \\\n\\\nc; int x = asm(\"syscall\");", 5, 12, "asm("},
		"within a splice":         {"cpp", "as\\\nm(\"syscall\");", 1, 1, "as\\"},
		"macro's call":            {"cpp", "#define A(x) x(\"syscall\")\n  A(asm);", 2, 3, "A"},
		"after unicode escapes":   {"java", "class A { int \\u0061\\uuu0062c; Process\\u0042uilder p; }", 1, 32, "Process\\u0042uilder"},
		"nested code":             {"python", "x = 1\neval(\"__import__('ctypes')\")", 2, 5, "(\"__import__('ctypes')\")"},
		"format string":           {"python", "x = f'{1}{__import__(\"ctypes\")}'", 1, 11, "__import__(\"ctypes\")"},
	}
	s := newScanner(t, Config{})
	for name, c := range cases {
		got := s.Scan(c.language, []byte(c.source)).Findings
		if len(got) != 1 || got[0].Line != c.line || got[0].Column != c.column || got[0].Text != c.text {
			t.Errorf("%s: got %+v, want %d:%d %q", name, got, c.line, c.column, c.text)
		}
	}
}

func TestConditionals(t *testing.T) {
	const bad = "\n#include \"/etc/x\"\n"
	cases := []struct{ source, want string }{
		{bad, "reject"},
		{"#if 0" + bad + "#endif", "allow"},
		{"#if 0\n#else" + bad + "#endif", "reject"},
		{"#if 1\n#else" + bad + "#endif", "allow"},
		{"#if 1" + bad + "#endif", "reject"},
		{"#if 0\n#if 1" + bad + "#endif\n#endif", "allow"},
		{"#if 0\n#elif 1" + bad + "#endif", "reject"},
		{"#ifdef LOCAL" + bad + "#endif", "report"},
		{"#ifdef LOCAL\n#else" + bad + "#endif", "reject"},
		{"#define LOCAL 1\n#ifdef LOCAL" + bad + "#endif", "reject"},
		{"#define LOCAL 1\n#undef LOCAL\n#ifdef LOCAL" + bad + "#endif", "report"},
		{"#ifndef ONLINE_JUDGE" + bad + "#endif", "report"},
		{"#ifdef ONLINE_JUDGE" + bad + "#endif", "reject"},
		{"#ifdef ONLINE_JUDGE\n#else" + bad + "#endif", "report"},
		{"#if defined(LOCAL) || defined DEBUG" + bad + "#endif", "report"},
		{"#if defined(LOCAL) || defined(__GNUC__)" + bad + "#endif", "reject"},
		{"#if !defined(ONLINE_JUDGE)" + bad + "#endif", "report"},
		{"#if !defined(LOCAL)" + bad + "#endif", "reject"},
		{"#if !defined(LOCAL) && 1" + bad + "#endif", "reject"},
		{"#ifndef GUARD_H\n#define GUARD_H" + bad + "#endif", "reject"},
		{"#if __cplusplus > 1" + bad + "#endif", "reject"},
		{"#ifdef _WIN32" + bad + "#elif defined(__linux__)" + bad + "#endif", "reject"},
		{"#endif\n#else\n#elif 1" + bad, "reject"},
		{"#if" + bad + "#endif", "reject"},
	}
	s := newScanner(t, Config{})
	for _, c := range cases {
		if got := s.Scan("cpp", []byte(c.source)); got.Action != c.want {
			t.Errorf("action is %s, want %s, for\n%s", got.Action, c.want, c.source)
		}
	}
}

func FuzzScan(f *testing.F) {
	languages := []string{"cpp", "java", "python"}
	for _, dir := range []string{"ordinary", "hostile"} {
		for i, language := range languages {
			for _, source := range sources(f, dir)[language] {
				f.Add(byte(i), source)
			}
		}
	}
	eachShape(200, func(language, _ string, source []byte) {
		f.Add(byte(strings.Index("cjp", language[:1])), source)
	})
	s, err := New(Config{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, which byte, source []byte) {
		language := languages[int(which)%len(languages)]
		// A check after the scan would never see one that hangs: the engine ends
		// it with the run and calls that a pass.
		watchdog := time.AfterFunc(slowest, func() {
			panic(fmt.Sprintf("%d bytes of %s take more than %v", len(source), language, slowest))
		})
		defer watchdog.Stop()
		got := s.Scan(language, source)
		checkShape(t, got, source)
		if again := s.Scan(language, source); cmp.Diff(got, again) != "" {
			t.Errorf("a second scan differs: %s", cmp.Diff(got, again))
		}
	})
}

// checkShape holds what is true of every scan.
func checkShape(t *testing.T, got judge.Scan, source []byte) {
	t.Helper()
	if got.Findings == nil || (got.Action == "allow") != (len(got.Findings) == 0) {
		t.Errorf("action %q with %d findings", got.Action, len(got.Findings))
	}
	lines := strings.Split(string(source), "\n")
	for _, f := range got.Findings {
		switch {
		case f.Line < 1 || f.Line > len(lines):
			t.Errorf("%+v: the source has %d lines", f, len(lines))
		case f.Column < 1 || f.Column > utf8.RuneCountInString(lines[f.Line-1])+1:
			t.Errorf("%+v: line %q", f, lines[f.Line-1])
		case !utf8.ValidString(f.Text) || utf8.RuneCountInString(f.Text) > maxExcerpt+1:
			t.Errorf("text %q", f.Text)
		case f.Rule == "" || f.Reason == "":
			t.Errorf("%+v lacks rule or reason", f)
		}
	}
}

func BenchmarkScan(b *testing.B) {
	s := newScanner(b, Config{})
	for _, language := range []string{"cpp", "java", "python"} {
		var all []byte
		files := sources(b, "ordinary")[language]
		for _, path := range slices.Sorted(maps.Keys(files)) {
			all = append(all, files[path]...)
		}
		b.Run(language+"/each", func(b *testing.B) {
			for b.Loop() {
				for _, source := range files {
					s.Scan(language, source)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(files)), "µs/source")
		})
		for _, size := range []int{2 << 10, 64 << 10} {
			source := bytes.Repeat(all, size/len(all)+1)[:size]
			b.Run(language+"/"+map[int]string{2 << 10: "2KiB", 64 << 10: "64KiB"}[size], func(b *testing.B) {
				b.SetBytes(int64(size))
				b.ReportAllocs()
				for b.Loop() {
					s.Scan(language, source)
				}
			})
		}
	}
}
