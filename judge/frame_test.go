package judge

import (
	"strings"
	"testing"
)

// ended is a run that ended well and wrote this to the channel of results.
func ended(results string) Outcome { return Outcome{Results: Stream{Data: []byte(results)}} }

func TestFramesDecide(t *testing.T) {
	const good = `{"result":[0,1],"decode_ns":1500000,"encode_ns":2000}` + "\n"
	s := submitted(t, twoSum, `"tests":[{"args":[[1],1],"expected":[0,1]}]`)
	if err := s.Normalize(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		outcome Outcome
		verdict Verdict
		reason  Reason
		message string
	}{
		{"right", ended(good), Accepted, "", ""},
		{"right, with blanks in it", ended(strings.Replace(good, "[0,1]", " [ 0 , 1 ]", 1)), Accepted, "", ""},
		{"wrong", ended(strings.Replace(good, "[0,1]", "[1,0]", 1)), WrongAnswer, "", "result[0]: expected 0, got 1"},
		{"none", ended(""), RuntimeError, "exit:0", "before it had a result"},
		{"twice", ended(good + good), WrongAnswer, "", "result: more than one was written"},
		{"something after it", ended(good + "x"), WrongAnswer, "", "more than one was written"},
		{"something before it", ended("x" + good), WrongAnswer, "", "is no result"},
		{"no newline", ended(strings.TrimSpace(good)), WrongAnswer, "", "no proper end"},
		{"cut in the value", ended(good[:14]), WrongAnswer, "", "got the end"},
		{"cut after the value", ended(good[:16]), WrongAnswer, "", "no proper end"},
		{"cut in the times", ended(good[:30]), WrongAnswer, "", "no proper end"},
		{"only a value", ended("[0,1]\n"), WrongAnswer, "", "is no result"},
		{"of another type", ended(strings.Replace(good, "[0,1]", `"[0,1]"`, 1)), WrongAnswer, "", "result: want integer[], got a string"},
		{"an element of another type", ended(strings.Replace(good, "[0,1]", `[0,1.5]`, 1)), WrongAnswer, "", "result[1]: want integer, got 1.5"},
		{"negative times", ended(strings.Replace(good, "2000", "-2000", 1)), WrongAnswer, "", "no proper end"},
		{"times of a thousand digits", ended(strings.Replace(good, "2000", strings.Repeat("9", 1000), 1)), WrongAnswer, "", "no proper end"},
		{"more members", ended(strings.Replace(good, "}\n", `,"verdict":"accepted"}`+"\n", 1)), WrongAnswer, "", "no proper end"},
		{"two results", ended(strings.Replace(good, `"decode_ns"`, `"result":[0,1],"decode_ns"`, 1)), WrongAnswer, "", "no proper end"},
		{"too much", Outcome{Results: Stream{Data: []byte(good), Truncated: true}}, OutputLimitExceeded, ReasonOutput, ""},
		{"an exit code", Outcome{ExitCode: 3, Results: Stream{Data: []byte(good)}}, RuntimeError, "exit:3", ""},
		{"a signal", Outcome{Signal: "SIGSEGV", Results: Stream{Data: []byte(good)}}, RuntimeError, "signal:SIGSEGV", ""},
		{"killed", Outcome{Killed: ReasonCPU, Results: Stream{Data: []byte(good)}}, TimeLimitExceeded, ReasonCPU, ""},
		{"on stdout", Outcome{Stdout: Stream{Data: []byte(good)}}, RuntimeError, "exit:0", ""},
	} {
		got := Decide(c.outcome, Rules{result: s.typed(s.Tests[0])})
		message, reason := "", Reason("")
		if got.Message != nil {
			message = *got.Message
		}
		if got.Reason != nil {
			reason = *got.Reason
		}
		if got.Verdict != c.verdict || reason != c.reason || !strings.Contains(message, c.message) || c.message == "" && c.verdict == Accepted && message != "" {
			t.Errorf("%s: %s %s %q, want %s %s %q", c.name, got.Verdict, reason, message, c.verdict, c.reason, c.message)
		}
	}
	got := Decide(ended(good), Rules{result: s.typed(s.Tests[0])})
	if string(got.Result) != "[0,1]" || *got.Harness != (HarnessTimes{1.5, 0.002}) {
		t.Errorf("result %s, harness %+v", got.Result, got.Harness)
	}
	s.Tests[0].Want = nil // only run
	if got := Decide(ended(strings.Replace(good, "[0,1]", "[7]", 1)), Rules{result: s.typed(s.Tests[0])}); got.Verdict != Accepted || string(got.Result) != "[7]" {
		t.Errorf("nothing to compare: %+v", got)
	}
	if got := Decide(ended(""), Rules{result: s.typed(s.Tests[0])}); got.Verdict != RuntimeError {
		t.Errorf("nothing to compare and no result: %+v", got)
	}
}

// What a program writes in place of a result never stops the judge, and is
// accepted only where it says what is expected.
func FuzzFrame(f *testing.F) {
	f.Add(`{"result":[0,1],"decode_ns":1,"encode_ns":2}`+"\n", uint8(9))
	f.Add(`{"result":NaN,"decode_ns":1,"encode_ns":2}`+"\n", uint8(2))
	f.Add(`{"result":[1,null,2],"decode_ns":0,"encode_ns":0}`+"\n", uint8(7))
	f.Fuzz(func(t *testing.T, results string, which uint8) {
		typ := typeOfName(t, fuzzTypes[int(which)%len(fuzzTypes)])
		rules := Rules{result: &typed{shape: shape{one: typ}, want: map[Kind][]byte{
			KindInteger: []byte("12345"), KindLong: []byte("12345"), KindDouble: []byte("12345.0"), KindBoolean: []byte("true"),
			KindCharacter: []byte(`"x"`), KindString: []byte(`"xyz"`), KindVoid: []byte("null"),
		}[typ.Kind]}}
		if rules.result.want == nil {
			rules.result.want = []byte("[]")
		}
		got := Decide(ended(results), rules)
		if got.Verdict == Accepted && typ.Kind != KindDouble && string(got.Result) != string(rules.result.want) {
			t.Fatalf("%q was accepted for %s", results, rules.result.want)
		}
	})
}
