package judge

import (
	"slices"
	"testing"
)

// fakeCache is a cache that forgets nothing.
type fakeCache map[string][]byte

func (c fakeCache) Get(key string) ([]byte, bool) { value, ok := c[key]; return value, ok }
func (c fakeCache) Put(key string, value []byte)  { c[key] = value }

func TestACompilationIsRemembered(t *testing.T) {
	sub := Submission{Language: "cpp", Code: Text("int main() {}"), Tests: echoTests("1")}
	cache := fakeCache{}
	judged := func(t *testing.T, s Submission) (Report, []Stage) {
		b := newBench(t, sound())
		b.config.Cache = cache
		report := b.mustJudge(t, s)
		return report, b.cells.claims
	}
	first, claims := judged(t, sub)
	if first.Compile.Cached || !slices.Equal(claims, []Stage{StageBuild, StageRun}) {
		t.Fatalf("first: cached %v, claims %v", first.Compile.Cached, claims)
	}
	again, claims := judged(t, sub)
	if !again.Compile.Cached || !again.Compile.OK || !slices.Equal(claims, []Stage{StageRun}) || told(again) != told(first) {
		t.Errorf("again: %+v, claims %v, %s", again.Compile, claims, told(again))
	}
	for name, change := range map[string]func(*Submission){
		"code":  func(s *Submission) { s.Code = Text("int main() { }") },
		"flags": func(s *Submission) { s.CompilerFlags = []string{"-O3"} },
	} {
		other := sub
		change(&other)
		if report, _ := judged(t, other); report.Compile.Cached {
			t.Errorf("other %s: answered by the cache", name)
		}
	}
	for key := range cache {
		cache[key] = []byte("damaged")
	}
	if report, _ := judged(t, sub); report.Compile.Cached || told(report) != told(first) {
		t.Errorf("damaged: %+v, %s", report.Compile, told(report))
	}
}

func TestAFailedCompilationIsNotRemembered(t *testing.T) {
	cache := fakeCache{}
	b := newBench(t, sound())
	b.config.Cache = cache
	b.cells.program = func(run) (Outcome, error) { return Outcome{Killed: ReasonCPU}, nil }
	b.mustJudge(t, Submission{Language: "compiled", Tests: echoTests("1")})
	if len(cache) != 0 {
		t.Errorf("%d values are kept", len(cache))
	}
}
