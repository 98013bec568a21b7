package control

import (
	"io"
	"os"
	"strings"
	"testing"
)

// TestAFileInParts wants a descriptor where the other side could send none.
func TestAFileInParts(t *testing.T) {
	a, b := pair(t)
	for _, m := range []Message{
		{Part: &Part{Mode: 0o755, Data: []byte("one ")}}, {Part: &Part{Mode: 0o755, Data: []byte("two"), Last: true}}, {File: &File{Path: "main"}},
		{Part: &Part{Mode: 0o600, Last: true}}, {File: &File{Path: "empty"}},
	} {
		if err := a.Send(m); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []struct {
		path, text string
		mode       os.FileMode
	}{{"main", "one two", 0o755}, {"empty", "", 0o600}} {
		m, files, err := b.Receive()
		if err != nil || m.File == nil || m.File.Path != want.path || len(files) != 1 {
			t.Fatalf("got %+v with %d files, %v; want %s with one", m, len(files), err, want.path)
		}
		defer files[0].Close()
		info, err := files[0].Stat()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(io.NewSectionReader(files[0], 0, 1<<20))
		if err != nil || string(text) != want.text || info.Mode() != want.mode {
			t.Errorf("%s: %q, %v, mode %v; want %q, %v", want.path, text, err, info.Mode(), want.text, want.mode)
		}
	}
}

func TestPartsThatMakeNoFile(t *testing.T) {
	last := Message{Part: &Part{Last: true}}
	for name, test := range map[string]struct {
		messages []Message
		err      string
	}{
		"without an end": {[]Message{{Part: &Part{}}, {File: &File{}}}, "without its end"},
		"two":            {[]Message{last, last}, "second file"},
	} {
		a, b := pair(t)
		for _, m := range test.messages {
			if err := a.Send(m); err != nil {
				t.Fatal(err)
			}
		}
		if m, files, err := b.Receive(); err == nil || !strings.Contains(err.Error(), test.err) || len(files) > 0 {
			t.Errorf("%s: got %+v, %d files, error %v, want one with %q", name, m, len(files), err, test.err)
		}
	}
}
