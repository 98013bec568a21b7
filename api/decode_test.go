package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/semaphore"

	"gavel/judge"
)

func decoderOf(in io.Reader, limit Config) *decoder {
	return newDecoder(&body{in: in, budget: semaphore.NewWeighted(1 << 40), digest: sha256.New()}, limit)
}

func decodeAll(in io.Reader, limit Config) (judge.Submission, error) {
	d := decoderOf(in, limit)
	sub, err := d.submission()
	if err == nil {
		err = d.eof()
	}
	return sub, err
}

// FuzzSubmission: whatever comes in is refused as a request's fault, or means
// the same as what it is written as again.
func FuzzSubmission(f *testing.F) {
	for _, seed := range []string{
		good, with(`"stdin":{"base64":"/wD+"},"runs":3`), with(`"tests":[{"name":"a","stdin":"\u0000","expected":"\ud83d\ude00"}],"stop_on_failure":true`),
		with(`"limits":{"cpu_ms":1,"processes":9223372036854775807},"checker":{"kind":"float","absolute":1e-9},"compiler_flags":["-O2"]`),
		with(`"tests":[[[[`), `{"language":"python","code":"x"}{`, `[`, "\xff", `{"a":1,"a":2}`, with(`"callback":{}`),
		with(twoSum + `,"tests":[{"args":[[1],2],"expected":[0]}],"compare":{"kind":"any_of"}`), with(`"problem":"two-sum"`),
		with(`"tests":[{"operations":["LRU","get"],"args":[[1],[2]],"expected":[null,1]}],` + lru),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		sub, err := decodeAll(bytes.NewReader(data), small)
		if err != nil {
			field, ok := errors.AsType[*judge.FieldError](err)
			if status := statusOf(err); !ok || status != 400 && status != 413 && status != 422 {
				t.Fatalf("status %d: %v", status, err)
			}
			if field.Detail == "" || field.Field != "" && field.Field[0] != '/' || len(field.Field) > maxPointer {
				t.Fatalf("field %q, detail %q", field.Field, field.Detail)
			}
			if p := problemOf(err); p.Status == 500 {
				t.Fatalf("%+v", p)
			}
			return
		}
		if sub.Problem == "" && (sub.Stdin == nil) == (len(sub.Tests) == 0) {
			t.Fatalf("stdin %v and %d tests", sub.Stdin, len(sub.Tests))
		}
		if !json.Valid(data) {
			t.Fatal("taken, though another decoder says that it is not JSON")
		}
		again, err := json.Marshal(sub)
		if err != nil {
			t.Fatal(err)
		}
		roomy := small
		roomy.MaxBody = 1 << 20
		same, err := decodeAll(bytes.NewReader(again), roomy)
		if err != nil {
			t.Fatalf("%v: %s", err, again)
		}
		if diff := cmp.Diff(normal(sub), normal(same)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// normal makes empty and absent the same, where they mean the same.
func normal(sub judge.Submission) judge.Submission {
	for i := range sub.Tests {
		if len(sub.Tests[i].Stdin) == 0 {
			sub.Tests[i].Stdin = nil
		}
	}
	if len(sub.CompilerFlags) == 0 {
		sub.CompilerFlags = nil
	}
	return sub
}

// FuzzBatch: a batch is refused, or has as many items as it has answers.
// FuzzProblem: a problem is refused at a place of it, or its tests are in normal
// form.
func FuzzProblem(f *testing.F) {
	for _, seed := range []string{storedTwoSum, `{"tests":[{"stdin":"1","expected":"2","sample":true}],"checker":{"kind":"exact"}}`, `{"tests":[{"args":[[[[`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := decoderOf(bytes.NewReader(data), small)
		problem, err := d.problem("p")
		if err != nil {
			if status := statusOf(err); status != 400 && status != 413 && status != 422 {
				t.Fatalf("status %d: %v", status, err)
			}
			return
		}
		if len(problem.Tests) == 0 {
			t.Fatal("no tests")
		}
		for _, test := range problem.Tests {
			if test.Typed() && (!json.Valid(test.Input()) || test.Want != nil && !json.Valid(test.Want)) {
				t.Fatalf("%s, %s", test.Input(), test.Want)
			}
		}
	})
}

func FuzzBatch(f *testing.F) {
	f.Add([]byte(`{"submissions":[` + good + `,{"x":[1,{"y":2}]},5,` + good + `]}`))
	f.Add([]byte(`{"submissions":[[[[`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := decoderOf(bytes.NewReader(data), small)
		items, err := d.batch()
		if err == nil {
			err = d.eof()
		}
		if err != nil {
			if status := statusOf(err); status < 400 || status >= 500 {
				t.Fatalf("status %d: %v", status, err)
			}
			return
		}
		var plain struct {
			Submissions []json.RawMessage `json:"submissions"`
		}
		if err := json.Unmarshal(data, &plain); err != nil || len(plain.Submissions) != len(items) {
			t.Fatalf("%d items, want %d: %v", len(items), len(plain.Submissions), err)
		}
		for i, item := range items {
			if _, err := decodeAll(bytes.NewReader(plain.Submissions[i]), small); (err == nil) != (item.err == nil) {
				t.Fatalf("item %d: %v, alone %v", i, item.err, err)
			}
		}
	})
}

// largeBody is a submission of 64 MiB: many middle-sized tests.
func largeBody() []byte {
	line := strings.Repeat("123456 -7\\n", 6000)
	var b bytes.Buffer
	b.WriteString(`{"language":"python","code":"x","tests":[{}`)
	for b.Len() < 64<<20-200_000 {
		b.WriteString(`,{"stdin":"` + line + `","expected":"` + line + `"}`)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

func BenchmarkSubmission(b *testing.B) {
	limit, err := Config{}.withDefaults()
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		body []byte
	}{{"small", []byte(good)}, {"64MiB", largeBody()}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.body)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := decodeAll(bytes.NewReader(c.body), limit); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
