package judge

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strconv"
)

// HarnessTimes are what a driver says that it needed for itself. They come from
// inside the cell, where the person's code runs too: they inform and decide
// nothing.
type HarnessTimes struct {
	DecodeMillis float64 `json:"decode_ms"` // from standard input to values
	EncodeMillis float64 `json:"encode_ms"` // from the result to JSON
}

// frame is what a driver wrote to the channel of results: one line,
// {"result":VALUE,"decode_ns":N,"encode_ns":N}, and nothing else. It comes from
// inside the cell, so it is only a claim.
type frame struct {
	result []byte // in normal form
	times  HarnessTimes
}

// readFrame reads a frame, or says as a *valueError what is wrong with it.
func readFrame(data []byte, s shape) (frame, error) {
	var f frame
	if !bytes.HasPrefix(data, []byte(`{"result":`)) {
		return f, &valueError{detail: "what was written in its place is no result"}
	}
	n := normalizer{in: data, at: len(`{"result":`), out: make([]byte, 0, len(data)), special: true}
	if err := s.read(&n); err != nil {
		return f, err
	}
	decode, rest, ok := nanoseconds(n.in[n.at:], `,"decode_ns":`)
	if !ok {
		return f, n.fault("it has no proper end")
	}
	encode, rest, ok := nanoseconds(rest, `,"encode_ns":`)
	if !ok || !bytes.HasPrefix(rest, []byte("}\n")) {
		return f, n.fault("it has no proper end")
	}
	if len(rest) > len("}\n") {
		return f, n.fault("more than one was written")
	}
	f.result, f.times = n.out, HarnessTimes{decode, encode}
	return f, nil
}

// nanoseconds reads a member of the frame's end, in milliseconds.
func nanoseconds(data []byte, name string) (millis float64, rest []byte, ok bool) {
	rest, ok = bytes.CutPrefix(data, []byte(name))
	count := digits(rest[:min(len(rest), 19)])
	if !ok || count == 0 {
		return 0, nil, false
	}
	value, err := strconv.ParseInt(string(rest[:count]), 10, 64)
	return math.Round(float64(value)/1e3) / 1e3, rest[count:], err == nil
}

// typed is what the result of a function or a design is judged by.
type typed struct {
	shape   shape
	compare Compare         // valid
	want    json.RawMessage // in normal form; nil: nothing is compared
}

// typed is what a test is judged by; nil where it is not that of a function or a
// design.
func (s Submission) typed(test Test) *typed {
	if !s.Typed() {
		return nil
	}
	want := test.Want
	if s.Compare.Kind == CheckCustom {
		want = nil // is for the checker
	}
	return &typed{s.shape(test), s.Compare, want}
}

// decide names the verdict of a run that ended well, by what is on the channel of
// results.
func (t *typed) decide(outcome Outcome) Decision {
	if len(outcome.Results.Data) == 0 {
		return because(RuntimeError, "exit:0", "the program ended before it had a result")
	}
	f, err := readFrame(outcome.Results.Data, t.shape)
	if fault, ok := errors.AsType[*valueError](err); ok {
		message := fault.name("result") + ": " + fault.detail
		return Decision{Verdict: WrongAnswer, Message: &message}
	}
	decision := Decision{Verdict: Accepted, Result: f.result, Harness: &f.times}
	if t.want == nil {
		return decision
	}
	if found := t.compare.compare(t.shape, t.want, f.result); found != nil {
		decision.Verdict, decision.Message, decision.Diff = WrongAnswer, &found.message, found.diff
	}
	return decision
}
