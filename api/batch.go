package api

import (
	"errors"
	"fmt"
	"net/http"

	"gavel/judge"
)

// item is one submission of a batch: read, or refused.
type item struct {
	sub judge.Submission
	err error
}

// itemAnswer is the answer for one item.
type itemAnswer struct {
	*accepted
	Error *problem `json:"error,omitempty"`
}

// batch answers POST /submit/batch. Everything is read before anything is
// stored, so that a batch whose JSON is broken leaves nothing behind.
func (s *Server) batch(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	key, err := idempotencyKey(r.Header)
	if err != nil {
		return err
	}
	in, err := s.openBody(w, r)
	if err != nil {
		return err
	}
	defer in.Close()
	d := newDecoder(in, s.config)
	items, err := d.batch()
	if err == nil {
		err = d.eof()
	}
	if err != nil {
		return err
	}
	answers := make([]itemAnswer, len(items))
	for i := range items {
		request := judge.Request{Submission: items[i].sub}
		if key != "" {
			// A client's own key holds no space, so this is never one.
			request.IdempotencyKey, request.BodyDigest = fmt.Sprintf("%s %d", key, i), in.sum()
		}
		answers[i] = s.storeItem(r, i, items[i].err, request)
	}
	return s.write(w, http.StatusOK, answers)
}

func (s *Server) storeItem(r *http.Request, i int, err error, request judge.Request) itemAnswer {
	var job accepted
	if err == nil {
		job, err = s.store(r.Context(), request)
		err = below(fmt.Sprintf("/submissions/%d", i), err)
	}
	if err == nil {
		return itemAnswer{accepted: &job}
	}
	p := problemOf(err)
	if p.Status >= 500 {
		s.deps.Log.ErrorContext(r.Context(), "batch item failed", "item", i, "status", p.Status, "err", err)
	}
	return itemAnswer{Error: &p}
}

// below moves an error's pointer from the item to the request.
func below(base string, err error) error {
	if base == "" {
		return err
	}
	field, ok := errors.AsType[*judge.FieldError](err)
	if !ok {
		return err
	}
	return &judge.FieldError{Field: base + field.Field, Detail: field.Detail, Class: field.Class}
}

// batch reads all items. An item's own fault stays with the item.
func (d *decoder) batch() ([]item, error) {
	var items []item
	seen := false
	err := d.object(func(name string) error {
		if name != "submissions" {
			return d.unknown("submissions")
		}
		seen = true
		return d.array(d.limit.MaxBatch, func(int) error {
			one, err := d.item()
			items = append(items, one)
			return err
		})
	})
	if err == nil && !seen {
		err = judge.Invalid("/submissions", "missing; want an array of submissions")
	}
	if err == nil && len(items) == 0 {
		err = judge.Invalid("/submissions", "want at least one submission")
	}
	return items, err
}

func (d *decoder) item() (one item, err error) {
	depth := d.json.StackDepth()
	one.sub, one.err = d.submission()
	if one.err == nil {
		return one, nil
	}
	one.sub = judge.Submission{}
	if d.broken {
		return one, one.err
	}
	return one, d.skipTo(depth)
}

// skipTo reads on to the end of the value at a depth, after a fault inside it.
func (d *decoder) skipTo(depth int) error {
	// No item within the limits has more tokens; more of them are only there
	// to make the tokenizer remember names.
	most := 4096 + 16*d.limit.MaxTests
	for range most {
		if d.json.StackDepth() <= depth {
			return nil
		}
		if _, err := d.json.ReadToken(); err != nil {
			return d.fault(err)
		}
	}
	return overLimit(d.here(), "this item goes on for more than %d values after its first fault", most)
}
