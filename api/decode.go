package api

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"gavel/judge"
)

// maxPointer bounds the pointer that an answer repeats; a member's name can be
// as long as a body.
const maxPointer = 1024

// decoder reads a body of known form, once, while it arrives. Each of its
// methods reads one value and returns a *judge.FieldError that points at it
// where it is not what the method is named after.
type decoder struct {
	in     *body
	json   *jsontext.Decoder
	limit  Config
	broken bool // the syntax or the reading failed: nothing more can be read
}

func newDecoder(in *body, limit Config) *decoder {
	return &decoder{in: in, json: jsontext.NewDecoder(in), limit: limit}
}

// object reads an object and calls member at each value, with the name before it.
func (d *decoder) object(member func(name string) error) error {
	if err := d.open('{', "an object"); err != nil {
		return err
	}
	for d.json.PeekKind() == '"' {
		name, err := d.json.ReadToken()
		if err != nil {
			return d.fault(err)
		}
		if err := member(name.String()); err != nil {
			return err
		}
	}
	return d.end()
}

// array reads an array and calls element at each value, with its index. At
// index most it refuses the array.
func (d *decoder) array(most int, element func(i int) error) error {
	if err := d.open('[', "an array"); err != nil {
		return err
	}
	at := d.here()
	for i := 0; ; i++ {
		switch kind := d.json.PeekKind(); {
		case kind == ']' || kind == 0:
			return d.end()
		case i == most:
			return overLimit(at, "more than %d elements, which is the most that this server takes", most)
		}
		if err := element(i); err != nil {
			return err
		}
	}
}

func (d *decoder) open(kind jsontext.Kind, want string) error {
	if d.json.PeekKind() != kind {
		return d.wrongType(want)
	}
	_, err := d.json.ReadToken()
	return d.fault(err)
}

// end reads the end of an object or array; anything else there is a fault of
// the syntax, which ReadToken finds.
func (d *decoder) end() error {
	_, err := d.json.ReadToken()
	return d.fault(err)
}

// text reads a string of at most so many bytes, or the base64 object in its place.
func (d *decoder) text(most int64) (judge.Text, error) {
	switch d.json.PeekKind() {
	case '"':
		return d.utf8(most)
	case '{':
		return d.base64Object(most)
	default:
		return nil, d.wrongType(`a string or {"base64": "…"}`)
	}
}

func (d *decoder) utf8(most int64) (judge.Text, error) {
	raw, err := d.json.ReadValue()
	if err != nil {
		return nil, d.fault(err)
	}
	text, err := jsontext.AppendUnquote(make([]byte, 0, len(raw)), raw)
	if err != nil {
		return nil, d.fault(err)
	}
	if int64(len(text)) > most {
		return nil, oversize(d.here(), len(text), most)
	}
	return text, nil
}

func oversize(at string, got int, most int64) error {
	return tooLarge(at, "%d bytes, more than the %d that this server takes here", got, most)
}

func (d *decoder) base64Object(most int64) (text judge.Text, err error) {
	at, seen := d.here(), false
	err = d.object(func(name string) error {
		if name != "base64" {
			return judge.Invalid(d.here(), `unknown field; want a string or {"base64": "…"}`)
		}
		seen = true
		text, err = d.base64Value()
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case !seen:
		return nil, judge.Invalid(at, `want a string or {"base64": "…"}, got an object without "base64"`)
	case int64(len(text)) > most:
		return nil, oversize(at, len(text), most)
	}
	return text, nil
}

func (d *decoder) base64Value() (judge.Text, error) {
	if d.json.PeekKind() != '"' {
		return nil, d.wrongType("a string in base64")
	}
	raw, err := d.json.ReadValue()
	if err != nil {
		return nil, d.fault(err)
	}
	digits := []byte(raw[1 : len(raw)-1])
	if bytes.IndexByte(digits, '\\') >= 0 { // base64's own slash may come as \/
		if digits, err = jsontext.AppendUnquote(nil, raw); err != nil {
			return nil, d.fault(err)
		}
	}
	text := make([]byte, base64.StdEncoding.DecodedLen(len(digits)))
	n, err := base64.StdEncoding.Decode(text, digits)
	if err != nil {
		return nil, judge.Invalid(d.here(), "not base64 (the standard alphabet, padded): %v", err)
	}
	return text[:n], nil
}

// word reads a short string.
func (d *decoder) word(most int64) (string, error) {
	if d.json.PeekKind() != '"' {
		return "", d.wrongType("a string")
	}
	text, err := d.utf8(most)
	if errors.Is(err, judge.ErrTooLarge) {
		return "", judge.Invalid(d.here(), "longer than %d bytes", most)
	}
	return string(text), err
}

// choice reads one of a few words. None of them is "", which would otherwise pass
// for a field that was left out.
func (d *decoder) choice() (string, error) {
	word, err := d.word(maxWord)
	if err == nil && word == "" {
		err = judge.Invalid(d.here(), "empty; leave the field out for its default")
	}
	return word, err
}

func (d *decoder) boolean() (bool, error) {
	if kind := d.json.PeekKind(); kind != 't' && kind != 'f' {
		return false, d.wrongType("true or false")
	}
	token, err := d.json.ReadToken()
	if err != nil {
		return false, d.fault(err)
	}
	return token.Bool(), nil
}

// positive reads an integer of at least 1.
func (d *decoder) positive() (int64, error) {
	const want = "an integer of at least 1"
	raw, err := d.number(want)
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(raw, 10, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, judge.Invalid(d.here(), "want %s that fits 64 bits, got %.40s", want, raw)
	case err != nil || n < 1:
		return 0, judge.Invalid(d.here(), "want %s, got %.40s", want, raw)
	}
	return n, nil
}

// finite reads a number that fits a float64.
func (d *decoder) finite() (float64, error) {
	const want = "a number of 64-bit floating point"
	raw, err := d.number(want)
	if err != nil {
		return 0, err
	}
	x, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return 0, judge.Invalid(d.here(), "want %s, got %.40s", want, raw)
	}
	return x, nil
}

func (d *decoder) number(want string) (string, error) {
	if d.json.PeekKind() != '0' {
		return "", d.wrongType(want)
	}
	raw, err := d.json.ReadValue()
	return string(raw), d.fault(err)
}

// eof reads the end of the body.
func (d *decoder) eof() error {
	_, err := d.json.ReadToken()
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case d.in.err != nil:
		return d.in.err
	}
	return judge.Invalid("", "the body goes on after the JSON value, at byte %d", d.json.InputOffset())
}

// here points at the value that was read last, or at the member whose name was.
func (d *decoder) here() string { return pointer(d.json.StackPointer()) }

// pointer cuts at a whole name what is too long to be repeated.
func pointer(p jsontext.Pointer) string {
	for len(p) > maxPointer {
		p = p.Parent()
	}
	return string(p)
}

func (d *decoder) unknown(known string) error {
	return judge.Invalid(d.here(), "unknown field; known here are %s", known)
}

// wrongType reads the next token, so that the pointer is at it, and says what
// it is in place of what was wanted.
func (d *decoder) wrongType(want string) error {
	token, err := d.json.ReadToken()
	if err != nil {
		return d.fault(err)
	}
	return judge.Invalid(d.here(), "want %s, got %s", want, kindName(token.Kind()))
}

func kindName(kind jsontext.Kind) string {
	switch kind {
	case 'n':
		return "null; leave the field out for its default"
	case 't', 'f':
		return "a boolean"
	case '"':
		return "a string"
	case '0':
		return "a number"
	case '{':
		return "an object"
	case '[':
		return "an array"
	default:
		return fmt.Sprintf("%q", byte(kind))
	}
}

// fault says what a failure of the tokenizer means: the body's own error where
// reading it failed, else a fault of the syntax with its place.
func (d *decoder) fault(err error) error {
	if err == nil {
		return nil
	}
	d.broken = true
	switch {
	case d.in.err != nil:
		return d.in.err
	case d.in.read == 0:
		return judge.Invalid("", "the body is empty; want a JSON object")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return judge.Invalid("", "the JSON ends too early, at byte %d", d.in.read)
	}
	syntax, ok := errors.AsType[*jsontext.SyntacticError](err)
	switch {
	case !ok:
		return fmt.Errorf("decode: %w", err)
	case errors.Is(err, jsontext.ErrDuplicateName):
		return judge.Invalid(pointer(syntax.JSONPointer), "this name appears twice in its object")
	}
	detail := strings.TrimPrefix(syntax.Err.Error(), "jsontext: ")
	return judge.Invalid(pointer(syntax.JSONPointer), "not JSON in UTF-8, at byte %d: %.120s", syntax.ByteOffset, detail)
}

func overLimit(field, format string, args ...any) error {
	return &judge.FieldError{Field: field, Detail: fmt.Sprintf(format, args...), Class: judge.ErrLimit}
}
