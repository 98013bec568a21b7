package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// fakePeer answers as go-judge's documentation says: compilers leave a file in
// its store, programs print the sum of their input.
type fakePeer struct {
	t       *testing.T
	stored  map[string]bool // files by id
	compile int
	status  string
}

func (f *fakePeer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if id, ok := strings.CutPrefix(r.URL.Path, "/file/"); ok && r.Method == http.MethodDelete {
		if !f.stored[id] {
			f.t.Errorf("file %s is removed and was never stored", id)
		}
		delete(f.stored, id)
		return
	}
	if r.Method != http.MethodPost || r.URL.Path != "/run" {
		f.t.Errorf("unexpected %s %s", r.Method, r.URL.Path)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		f.t.Error(err)
	}
	var request struct {
		Cmd []struct {
			Args  []string
			Files []struct {
				Content *string
				Name    string
				Max     int
			}
			CPULimit, ClockLimit, MemoryLimit, ProcLimit int64
			CopyIn                                       map[string]struct {
				Content *string
				FileID  string `json:"fileId"`
			}
			CopyOutCached []string
		}
	}
	if err := json.Unmarshal(body, &request); err != nil || len(request.Cmd) != 1 {
		f.t.Errorf("body %s: %v", body, err)
		return
	}
	cmd := request.Cmd[0]
	if cmd.CPULimit == 0 || cmd.ClockLimit == 0 || cmd.MemoryLimit == 0 || cmd.ProcLimit == 0 || len(cmd.Args) == 0 {
		f.t.Errorf("a command without limits or arguments: %s", body)
	}
	if len(cmd.Files) != 3 || cmd.Files[0].Content == nil || cmd.Files[1].Name != "stdout" || cmd.Files[1].Max == 0 || cmd.Files[2].Name != "stderr" {
		f.t.Errorf("files of the command: %s", body)
		return
	}
	for name, file := range cmd.CopyIn {
		if (file.Content == nil) == (file.FileID == "") || file.FileID != "" && !f.stored[file.FileID] {
			f.t.Errorf("file %s is neither a content nor stored: %s", name, body)
		}
	}
	result := map[string]any{"status": f.status, "exitStatus": 0, "time": 1173000, "memory": 10637312, "runTime": 1100200}
	files, ids := map[string]string{"stderr": ""}, map[string]string{}
	var a, b int
	if n, _ := fmt.Sscan(*cmd.Files[0].Content, &a, &b); n == 2 {
		files["stdout"] = fmt.Sprintln(a + b)
	}
	for _, name := range cmd.CopyOutCached {
		f.compile++
		ids[name] = fmt.Sprintf("ID%d", f.compile)
		f.stored[ids[name]] = true
	}
	result["files"], result["fileIds"] = files, ids
	if err := json.NewEncoder(w).Encode([]any{result}); err != nil {
		f.t.Error(err)
	}
}

func TestPeerRunsTheSamePrograms(t *testing.T) {
	fake := &fakePeer{t: t, stored: map[string]bool{}, status: "Accepted"}
	server := httptest.NewServer(fake)
	defer server.Close()
	peer := newGoJudge(Peer{"other", server.URL})
	for _, id := range languages {
		for range 3 {
			if err := peer.run(t.Context(), tiny(id)); err != nil {
				t.Errorf("%s: %v", id, err)
			}
		}
	}
	if fake.compile != 2 {
		t.Errorf("%d compilations, want one each of C++ and Java", fake.compile)
	}
	if err := peer.close(t.Context()); err != nil || len(fake.stored) > 0 {
		t.Errorf("files that stay: %v (%v)", fake.stored, err)
	}
}

func TestPeerThatFailsIsNotMeasured(t *testing.T) {
	fake := &fakePeer{t: t, stored: map[string]bool{}, status: "Time Limit Exceeded"}
	server := httptest.NewServer(fake)
	defer server.Close()
	err := newGoJudge(Peer{"other", server.URL}).run(t.Context(), tiny("python"))
	if err == nil || !strings.Contains(err.Error(), "Time Limit Exceeded") {
		t.Errorf("%v, want the peer's status", err)
	}
	fake.status = "Accepted"
	wrong := tiny("python")
	wrong.stdout = "43\n"
	if err := newGoJudge(Peer{"other", server.URL}).run(t.Context(), wrong); err == nil {
		t.Error("a wrong answer counts as a run")
	}
}

func TestParsePeer(t *testing.T) {
	got, err := ParsePeer("go-judge=http://127.0.0.1:5050/")
	if err != nil || got != (Peer{"go-judge", "http://127.0.0.1:5050"}) {
		t.Errorf("%+v, %v", got, err)
	}
	for _, bad := range []string{"", "name", "=http://host", "name=", "name=host:5050", "name=ftp://host"} {
		if got, err := ParsePeer(bad); err == nil {
			t.Errorf("%q is taken as %+v", bad, got)
		}
	}
}
