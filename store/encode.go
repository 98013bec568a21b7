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

// encode returns the stored form of a submission.
func encode(submission judge.Submission, scan judge.Scan) ([]byte, error) {
	texts := takeTexts(&submission)
	head, err := json.Marshal(header{submission, scan})
	if err != nil {
		return nil, fmt.Errorf("encode submission: %w", err)
	}
	size := len(head) + binary.MaxVarintLen64
	for _, text := range texts {
		size += len(text) + binary.MaxVarintLen64
	}
	data := appendBytes(make([]byte, 0, size), head)
	for _, text := range texts {
		data = appendBytes(data, text)
	}
	return data, nil
}

// decode undoes encode. The texts share memory with data.
func decode(data []byte) (header, error) {
	head, rest, err := decodeHeader(data)
	if err != nil {
		return head, err
	}
	for _, place := range textPlaces(&head.Submission) {
		var text []byte
		if text, rest, err = cutBytes(rest); err != nil {
			return head, fmt.Errorf("submission %w", err)
		}
		*place = text
	}
	if len(rest) > 0 {
		return head, fmt.Errorf("submission has %d bytes too many", len(rest))
	}
	return head, nil
}

func decodeHeader(data []byte) (head header, rest []byte, err error) {
	encoded, rest, err := cutBytes(data)
	if err != nil {
		return head, nil, fmt.Errorf("submission's header %w", err)
	}
	if err := json.Unmarshal(encoded, &head); err != nil {
		return head, nil, fmt.Errorf("submission's header: %w", err)
	}
	return head, rest, nil
}

// readHeader reads no more of a submission than its header.
func readHeader(tx *bolt.Tx, seq uint64) (header, error) {
	data := readChunks(tx, bucketSubmissions, seq, 1)
	size, n := binary.Uvarint(data)
	if n > 0 && size < 1<<32 && uint64(len(data)) < uint64(n)+size {
		data = readChunks(tx, bucketSubmissions, seq, n+int(size))
	}
	head, _, err := decodeHeader(data)
	return head, err
}

// takeTexts empties the texts of a submission and returns them in the order of
// textPlaces. The caller's tests are left as they are.
func takeTexts(s *judge.Submission) [][]byte {
	s.Tests = slices.Clone(s.Tests)
	if s.Stdin != nil {
		stdin := *s.Stdin
		s.Stdin = &stdin
	}
	for i := range s.Tests {
		if s.Tests[i].Expected != nil {
			expected := *s.Tests[i].Expected
			s.Tests[i].Expected = &expected
		}
	}
	var texts [][]byte
	for _, place := range textPlaces(s) {
		texts = append(texts, *place)
		*place = nil
	}
	return texts
}

// textPlaces returns where the texts of a submission are that are stored beside
// its header. Which there are, the header says by itself.
func textPlaces(s *judge.Submission) []*judge.Text {
	places := []*judge.Text{&s.Code}
	if s.Stdin != nil {
		places = append(places, s.Stdin)
	}
	for i := range s.Tests {
		places = append(places, &s.Tests[i].Stdin)
		if s.Tests[i].Expected != nil {
			places = append(places, s.Tests[i].Expected)
		}
	}
	return places
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
