package harness

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gavel/judge"
)

// What a contestant tries is either harmless or refused; the first line of each
// file below testdata/cheats says which. A guessed 987654 is right in one test.
func TestCheats(t *testing.T) {
	problem := judge.Problem{
		Function: function(t, `{"name":"total","params":[{"name":"nums","type":"integer[]"}],"return":{"type":"integer"}}`),
		Tests: []judge.Test{
			{Args: []json.RawMessage{json.RawMessage(`[987000,654]`)}, Want: json.RawMessage(`987654`)},
			{Args: []json.RawMessage{json.RawMessage(`[1,2,3]`)}, Want: json.RawMessage(`6`)},
		},
	}
	eachLanguage(t, func(t *testing.T, language, extension string) {
		files, err := filepath.Glob(filepath.Join("testdata", "cheats", language, "*"+extension))
		if err != nil || len(files) < 10 {
			t.Fatalf("%d files, %v", len(files), err)
		}
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) {
				report := judged(t, submissionOf(t, problem, language, file))
				got := *report.Verdict
				switch want := firstWord(t, file); {
				case want == "accepted" && got != judge.Accepted, want == "refused" && got == judge.Accepted:
					t.Errorf("want %s: %s", want, toldOf(report))
				case got == judge.IdlenessLimit || got == judge.TimeLimitExceeded:
					t.Errorf("it went on until it was stopped: %s", toldOf(report))
				default:
					t.Logf("%s", got)
				}
			})
		}
	})
}

// firstWord is what a file's first line, a comment, begins with.
func firstWord(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	word := strings.TrimRight(strings.Fields(strings.TrimLeft(string(data), "#/ "))[0], ":")
	if word != "accepted" && word != "refused" {
		t.Fatalf("the first line of %s says %q, want accepted or refused", file, word)
	}
	return word
}
