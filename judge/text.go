package judge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// Text is the bytes of a source, an input or an output. In JSON it is a plain
// string where the bytes are valid UTF-8, and {"base64": "…"} where they are not.
type Text []byte

type base64Text struct {
	Base64 *[]byte `json:"base64"`
}

// MarshalJSON writes a string, or the base64 object for bytes that are not UTF-8.
func (t Text) MarshalJSON() ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	var value any = string(t)
	if !utf8.Valid(t) {
		value = base64Text{(*[]byte)(&t)}
	}
	if err := enc.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// UnmarshalJSON takes both forms.
func (t *Text) UnmarshalJSON(data []byte) error {
	switch {
	case len(data) > 0 && data[0] == '"':
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		*t = Text(s)
		return nil
	case len(data) > 0 && data[0] == '{':
		var object base64Text
		dec := json.NewDecoder(bytes.NewReader(data))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&object); err != nil {
			return fmt.Errorf(`want a string or {"base64": "…"}: %w`, err)
		}
		if object.Base64 == nil {
			return fmt.Errorf(`want a string or {"base64": "…"}`)
		}
		*t = *object.Base64
		return nil
	}
	return fmt.Errorf(`want a string or {"base64": "…"}, got %.20s`, data)
}
