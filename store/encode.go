package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"gavel/judge"
)

// header is a stored submission without its texts.
type header struct {
	Submission judge.Submission `json:"submission"`
	Scan       judge.Scan       `json:"scan"`
}

var errCut = errors.New("ends in the middle")

// encode returns the stored form of a submission. The tests of a stored problem
// are stored with it; here are only their names.
func encode(submission judge.Submission, scan judge.Scan) ([]byte, error) {
	submission.Tests = ownTests(submission.Tests)
	if submission.Stdin != nil {
		stdin := *submission.Stdin
		submission.Stdin = &stdin
	}
	texts := takeTexts(places(&submission))
	return encodeParts("submission", header{submission, scan}, texts)
}

// encodeParts returns the stored form of a header and the texts that were taken
// out of it.
func encodeParts(what string, head any, texts [][]byte) ([]byte, error) {
	encoded, err := json.Marshal(head)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", what, err)
	}
	size := len(encoded) + binary.MaxVarintLen64
	for _, text := range texts {
		size += len(text) + binary.MaxVarintLen64
	}
	data := appendBytes(make([]byte, 0, size), encoded)
	for _, text := range texts {
		data = appendBytes(data, text)
	}
	return data, nil
}

// decode undoes encode. The texts share memory with data.
func decode(data []byte) (header, error) {
	var head header
	rest, err := decodeHeader(data, &head)
	if err != nil {
		return head, err
	}
	return head, giveTexts("submission", places(&head.Submission), rest)
}

// decodeHeader reads a header and returns what follows it.
func decodeHeader(data []byte, head any) (rest []byte, err error) {
	encoded, rest, err := cutBytes(data)
	if err != nil {
		return nil, fmt.Errorf("header %w", err)
	}
	if err := json.Unmarshal(encoded, head); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	return rest, nil
}

// giveTexts puts the texts back to where they were taken from.
func giveTexts(what string, places []place, rest []byte) (err error) {
	for _, place := range places {
		if *place.at, rest, err = cutBytes(rest); err != nil {
			return fmt.Errorf("%s %w", what, err)
		}
	}
	if len(rest) > 0 {
		return fmt.Errorf("%s has %d bytes too many", what, len(rest))
	}
	return nil
}

// readHeader reads no more of a submission than its header.
func readHeader(tx *bolt.Tx, seq uint64) (header, error) {
	var head header
	_, err := decodeHeader(readFront(tx, bucketSubmissions, seq), &head)
	return head, err
}

// readFront reads of what encodeParts made at least the header.
func readFront(tx *bolt.Tx, bucket []byte, seq uint64) []byte {
	data := readChunks(tx, bucket, seq, 1)
	size, n := binary.Uvarint(data)
	if n > 0 && size < 1<<32 && uint64(len(data)) < uint64(n)+size {
		data = readChunks(tx, bucket, seq, n+int(size))
	}
	return data
}

// place is where something is that is stored beside a header, and what the
// header has in its stead.
type place struct {
	at   *[]byte
	hole []byte
}

// aText and aValue are places of a text and of a value in JSON.
func aText(text *judge.Text) place        { return place{(*[]byte)(text), nil} }
func aValue(value *json.RawMessage) place { return place{(*[]byte)(value), []byte("null")} }

// places returns the places of a submission. Which there are, the header says by
// itself.
func places(s *judge.Submission) []place {
	list := []place{aText(&s.Code)}
	if s.Stdin != nil {
		list = append(list, aText(s.Stdin))
	}
	return append(list, testPlaces(s.Tests)...)
}

func testPlaces(tests []judge.Test) (list []place) {
	for i := range tests {
		test := &tests[i]
		list = append(list, aText(&test.Stdin))
		if test.Expected != nil {
			list = append(list, aText(test.Expected))
		}
		for j := range test.Args {
			list = append(list, aValue(&test.Args[j]))
		}
		if test.Want != nil {
			list = append(list, aValue(&test.Want))
		}
	}
	return list
}

// takeTexts returns what is at the places and leaves holes.
func takeTexts(places []place) [][]byte {
	texts := make([][]byte, len(places))
	for i, place := range places {
		texts[i], *place.at = *place.at, place.hole
	}
	return texts
}

// ownTests copies tests so that holes can be left in them.
func ownTests(tests []judge.Test) []judge.Test {
	own := slices.Clone(tests)
	for i := range own {
		if own[i].Expected != nil {
			expected := *own[i].Expected
			own[i].Expected = &expected
		}
		own[i].Args = slices.Clone(own[i].Args)
	}
	return own
}

func appendBytes(data, piece []byte) []byte {
	return append(binary.AppendUvarint(data, uint64(len(piece))), piece...)
}

func cutBytes(data []byte) (piece, rest []byte, err error) {
	size, n := binary.Uvarint(data)
	if n <= 0 || size > uint64(len(data)-n) {
		return nil, nil, errCut
	}
	end := n + int(size)
	return data[n:end:end], data[end:], nil
}
