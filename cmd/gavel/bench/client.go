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

// do sends one request and reads its answer.
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
	if err == nil && answer.StatusCode != want {
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
	if err != nil {
		return report, took, err
	}
	return report, took, decodeAccepted(data, &report)
}

func decodeAccepted(data []byte, report *judge.Report) error {
	if err := json.Unmarshal(data, report); err != nil {
		return fmt.Errorf("answer: %w", err)
	}
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

// result waits for a job's report.
func (c *client) result(ctx context.Context, id string) (report judge.Report, err error) {
	data, err := c.do(ctx, http.MethodGet, "/result/"+id+"?wait=60", nil, http.StatusOK)
	if err != nil {
		return report, err
	}
	return report, decodeAccepted(data, &report)
}

// cancel takes a job back.
func (c *client) cancel(ctx context.Context, id string) error {
	_, err := c.do(ctx, http.MethodDelete, "/result/"+id, nil, http.StatusNoContent)
	return err
}
