package api

import (
	"encoding/json"
	"strings"
	"testing"
)

const good = `{"language":"python","code":"x"}`

func TestBatchAnswersInOrder(t *testing.T) {
	b := newBench(t, small)
	w := b.do("POST", "/submit/batch", `{"submissions":[{"language":"python","code":"x","tests":[{"in":[1,{"a":[]}],"b":2},{}],"runs":1},`+good+`,{"language":"python","code":"x","limits":{"cpu_ms":10001}}]}`)
	var answers []struct {
		JobID string `json:"job_id"`
		URL   string
		Error *problem
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answers); err != nil || w.Code != 200 || len(answers) != 3 {
		t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	if e := answers[0].Error; e == nil || e.Status != 400 || e.Field != "/submissions/0/tests/0/in" {
		t.Errorf("item 0: %+v", e)
	}
	if answers[1].Error != nil || answers[1].JobID == "" || answers[1].URL != "/result/"+answers[1].JobID {
		t.Errorf("item 1: %+v", answers[1])
	}
	if e := answers[2].Error; e == nil || e.Status != 422 || e.Field != "/submissions/2/limits/cpu_ms" || answers[2].JobID != "" {
		t.Errorf("item 2: %+v", e)
	}
	if b.jobs.stored() != 1 {
		t.Errorf("%d stored", b.jobs.stored())
	}
}

// TestItemsFaultsStayWithTheItem puts each faulty item before a good one.
func TestItemsFaultsStayWithTheItem(t *testing.T) {
	for _, c := range []struct{ name, item, field string }{
		{"wrong type", `5`, "/submissions/0"},
		{"an array", `[[],[{"x":1}]]`, "/submissions/0"},
		{"null", `null`, "/submissions/0"},
		{"wrong type inside", `{"code":{"base64":[1,2]},"x":{"y":{}}}`, "/submissions/0/code/base64"},
		{"unknown field with a tree", `{"x":{"y":[{"z":[]}]},"y":1}`, "/submissions/0/x"},
		{"nothing", `{}`, "/submissions/0/language"},
		{"both", `{"language":"python","code":"x","stdin":"","tests":[{}]}`, "/submissions/0/stdin"},
		{"too many tests", `{"language":"python","code":"x","tests":[{},{},{},{},{}],"runs":1}`, "/submissions/0/tests"},
		{"bad tolerance", `{"language":"python","code":"x","checker":{"absolute":1}}`, "/submissions/0/checker/absolute"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, small)
			w := b.do("POST", "/submit/batch", `{"submissions":[`+c.item+`,`+good+`]}`)
			var answers []struct {
				JobID string `json:"job_id"`
				Error *problem
			}
			if err := json.Unmarshal(w.Body.Bytes(), &answers); err != nil || len(answers) != 2 {
				t.Fatalf("%d %s: %v", w.Code, w.Body, err)
			}
			if answers[0].Error == nil || answers[0].Error.Field != c.field || answers[1].JobID == "" {
				t.Errorf("%s", w.Body)
			}
		})
	}
}

func TestRefusedBatches(t *testing.T) {
	for _, c := range []struct {
		name, body string
		status     int
		field      string
	}{
		{"no member", `{}`, 400, "/submissions"},
		{"no items", `{"submissions":[]}`, 400, "/submissions"},
		{"an array", `[` + good + `]`, 400, ""},
		{"an object", `{"submissions":` + good + `}`, 400, "/submissions"},
		{"unknown member", `{"submissions":[` + good + `],"x":1}`, 400, "/x"},
		{"too many items", `{"submissions":[` + strings.Repeat(good+`,`, 3) + good + `]}`, 422, "/submissions"},
		{"cut", `{"submissions":[` + good + `,{"lang`, 400, ""},
		{"broken after a good item", `{"submissions":[` + good + `,}]}`, 400, "/submissions"},
		{"broken inside a faulty item", `{"submissions":[{"x":1,"y":}]}`, 400, "/submissions/0/y"},
		{"duplicate in an item", `{"submissions":[` + good + `,{"code":"","code":""}]}`, 400, "/submissions/1/code"},
		{"garbage after it", `{"submissions":[` + good + `]} x`, 400, ""},
		{"too large", `{"submissions":["` + strings.Repeat("x", 5000) + `"]}`, 413, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, small)
			checkProblem(t, b.do("POST", "/submit/batch", c.body).Result(), c.status, c.field, "")
			if b.jobs.stored() != 0 {
				t.Error("something was stored")
			}
		})
	}
}

func TestFaultyItemMayNotGoOnForEver(t *testing.T) {
	config := small
	config.MaxBody = 1 << 20
	b := newBench(t, config)
	w := b.do("POST", "/submit/batch", `{"submissions":[{"x":[`+strings.Repeat("0,", 100_000)+`0]}]}`)
	checkProblem(t, w.Result(), 422, "/submissions/0/x/4142", "goes on")
	w = b.do("POST", "/submit/batch", `{"submissions":[`+strings.Repeat("[", 500_000))
	if w.Code != 422 && w.Code != 400 {
		t.Errorf("deep nesting: %d %s", w.Code, w.Body)
	}
}

func TestBatchKeyCoversTheBatch(t *testing.T) {
	b := newBench(t, small)
	body := `{"submissions":[` + good + `,` + good + `]}`
	first := b.do("POST", "/submit/batch", body, "Idempotency-Key", "k")
	again := b.do("POST", "/submit/batch", body, "Idempotency-Key", "k")
	if first.Body.String() != again.Body.String() || b.jobs.stored() != 2 {
		t.Errorf("%s again %s, %d stored", first.Body, again.Body, b.jobs.stored())
	}
	other := b.do("POST", "/submit/batch", body+" ", "Idempotency-Key", "k")
	if strings.Count(other.Body.String(), `"status":409`) != 2 || b.jobs.stored() != 2 {
		t.Errorf("another body: %s", other.Body)
	}
}
