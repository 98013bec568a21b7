package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"gavel/judge"
)

// client speaks to one server.
type client struct {
	base string
	http *http.Client
}

func newClient(base string) *client {
	return &client{base: base, http: &http.Client{Transport: newTransport()}}
}

// do sends one request and reads its answer. Where 200 is wanted, 202 will do: the
// answer then says what the job is.
func (c *client) do(ctx context.Context, method, path string, body []byte, want int) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	answer, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != want && (want != http.StatusOK || answer.StatusCode != http.StatusAccepted) {
		err = fmt.Errorf("%s %s: %s: %.500s", method, path, answer.Status, data)
	}
	return data, err
}

func (c *client) get(ctx context.Context, path string) error {
	_, err := c.do(ctx, http.MethodGet, path, nil, http.StatusOK)
	return err
}

// judge submits and waits for the result, which must be accepted. took is the
// time until the whole answer was there.
func (c *client) judge(ctx context.Context, body []byte) (report judge.Report, took time.Duration, err error) {
	start := time.Now()
	data, err := c.do(ctx, http.MethodPost, "/submit?wait=60", body, http.StatusOK)
	took = time.Since(start)
	if err == nil {
		err = json.Unmarshal(data, &report)
	}
	if err == nil && report.Verdict == nil { // a busy machine takes longer than a request waits
		report, err = c.result(ctx, report.JobID)
		return report, time.Since(start), err
	}
	if err != nil {
		return report, took, err
	}
	return report, took, accepted(data, report)
}

// accepted is an error where the program was not.
func accepted(data []byte, report judge.Report) error {
	if report.Verdict == nil || *report.Verdict != judge.Accepted {
		return fmt.Errorf("a program of the bench was not accepted: %.2000s", data)
	}
	return nil
}

// submit only submits, and returns the job's id.
func (c *client) submit(ctx context.Context, body []byte) (string, error) {
	data, err := c.do(ctx, http.MethodPost, "/submit", body, http.StatusAccepted)
	if err != nil {
		return "", err
	}
	var taken struct {
		JobID string `json:"job_id"`
	}
	err = json.Unmarshal(data, &taken)
	return taken.JobID, err
}

// result waits for a job's report, which must be accepted.
func (c *client) result(ctx context.Context, id string) (report judge.Report, err error) {
	for {
		data, err := c.do(ctx, http.MethodGet, "/result/"+id+"?wait=60", nil, http.StatusOK)
		if err != nil {
			return report, err
		}
		if err := json.Unmarshal(data, &report); err != nil {
			return report, fmt.Errorf("result of job %s: %w", id, err)
		}
		if report.Verdict != nil {
			return report, accepted(data, report)
		}
	}
}

// cancel takes a job back.
func (c *client) cancel(ctx context.Context, id string) error {
	_, err := c.do(ctx, http.MethodDelete, "/result/"+id, nil, http.StatusNoContent)
	return err
}
