package judge

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Test is one test case. Where the submission has a Function or a Design, its
// input is Args and Operations and its answer is Want; else they are Stdin and
// Expected. In JSON both answers are "expected".
type Test struct {
	Name     string // "" means its number, from 1
	Stdin    Text
	Expected *Text // nil: run, compare nothing

	// Args are values in JSON: the arguments of a function, or, of a design,
	// one array of arguments per operation.
	Args       []json.RawMessage
	Operations []string        // of a design: its class name, then methods
	Want       json.RawMessage // in JSON; nil: run, compare nothing

	Sample bool // of a stored problem: everybody may see it
}

// wireTest is a test as JSON has it.
type wireTest struct {
	Name       string            `json:"name,omitempty"`
	Stdin      Text              `json:"stdin,omitempty"`
	Operations []string          `json:"operations,omitzero"`
	Args       []json.RawMessage `json:"args,omitzero"`
	Expected   json.RawMessage   `json:"expected,omitempty"`
	Sample     bool              `json:"sample,omitempty"`
}

// Typed tells whether the test is one of a function or a design.
func (t Test) Typed() bool { return t.Args != nil || t.Operations != nil }

// MarshalJSON writes the fields that the test has.
func (t Test) MarshalJSON() ([]byte, error) {
	wire := wireTest{t.Name, t.Stdin, t.Operations, t.Args, t.Want, t.Sample}
	if t.Expected != nil {
		text, err := t.Expected.MarshalJSON()
		if err != nil {
			return nil, err
		}
		wire.Expected = text
	}
	return json.Marshal(wire)
}

// UnmarshalJSON reads both kinds of tests: one with args or operations is typed.
func (t *Test) UnmarshalJSON(data []byte) error {
	var wire wireTest
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&wire); err != nil {
		return err
	}
	*t = Test{Name: wire.Name, Stdin: wire.Stdin, Operations: wire.Operations, Args: wire.Args, Sample: wire.Sample}
	switch {
	case t.Typed():
		t.Want = wire.Expected
	case wire.Expected != nil:
		t.Expected = new(Text)
		if err := t.Expected.UnmarshalJSON(wire.Expected); err != nil {
			return fmt.Errorf("expected: %w", err)
		}
	}
	return nil
}

// Input returns what the program reads from its standard input: Stdin as it is,
// or the arguments as one JSON document without blanks, {"args":[…]} with
// {"operations":[…], before it for a design.
func (t Test) Input() []byte {
	if !t.Typed() {
		return t.Stdin
	}
	size := 32
	for _, arg := range t.Args {
		size += len(arg) + 1
	}
	doc := append(make([]byte, 0, size), '{')
	if t.Operations != nil {
		doc = append(doc, `"operations":[`...)
		for i, name := range t.Operations {
			doc = append(appendComma(doc, i), '"')
			doc = append(append(doc, name...), '"') // a validated name is an identifier
		}
		doc = append(doc, `],`...)
	}
	doc = append(doc, `"args":[`...)
	for i, arg := range t.Args {
		doc = append(appendComma(doc, i), arg...)
	}
	return append(doc, `]}`...)
}

func appendComma(doc []byte, i int) []byte {
	if i > 0 {
		return append(doc, ',')
	}
	return doc
}
