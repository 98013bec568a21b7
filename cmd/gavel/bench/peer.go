package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
)

// goJudge is a go-judge server. What is run there is the same program with the
// same input, by POST /run; what is to be compiled is compiled there once, and its
// files stay in the server's store until the end.
type goJudge struct {
	*client
	name string

	mu    sync.Mutex
	files map[string]map[string]string // by language: file to id
}

func newGoJudge(p Peer) *goJudge {
	return &goJudge{client: newClient(p.URL), name: p.Name, files: map[string]map[string]string{}}
}

// peerFile is one of: a content, a file in the server's store, a collector of output.
type peerFile struct {
	Content *string `json:"content,omitempty"`
	FileID  string  `json:"fileId,omitempty"`
	Name    string  `json:"name,omitempty"`
	Max     int64   `json:"max,omitempty"` // bytes that a collector takes
}

type peerCommand struct {
	Args          []string            `json:"args"`
	Env           []string            `json:"env"`
	Files         []peerFile          `json:"files"`
	CPULimit      int64               `json:"cpuLimit"`    // ns
	ClockLimit    int64               `json:"clockLimit"`  // ns
	MemoryLimit   int64               `json:"memoryLimit"` // bytes
	ProcLimit     int                 `json:"procLimit"`
	CopyIn        map[string]peerFile `json:"copyIn"`
	CopyOutCached []string            `json:"copyOutCached,omitempty"`
}

type peerResult struct {
	Status  string            `json:"status"`
	Error   string            `json:"error"`
	Files   map[string]string `json:"files"`
	FileIDs map[string]string `json:"fileIds"`
}

func content(text string) peerFile { return peerFile{Content: &text} }

// How the peer compiles and starts the programs, with the tools of its own image.
var (
	peerBuilds = map[string]peerCommand{
		"cpp":  {Args: []string{"/usr/bin/g++", "-O2", "-o", "main", "main.cpp"}, CopyOutCached: []string{"main"}},
		"java": {Args: []string{"/usr/bin/javac", "Main.java"}, CopyOutCached: []string{"Main.class"}},
	}
	peerStarts = map[string][]string{
		"python": {"/usr/bin/python3", "main.py"},
		"cpp":    {"main"},
		"java":   {"/usr/bin/java", "Main"},
	}
)

// run judges a program once.
func (j *goJudge) run(ctx context.Context, p program) error {
	files, err := j.compiled(ctx, p)
	if err != nil {
		return fmt.Errorf("peer %s: compile: %w", j.name, err)
	}
	result, err := j.execute(ctx, peerCommand{Args: peerStarts[p.language], CopyIn: files}, p.stdin)
	if err == nil && !p.right([]byte(result.Files["stdout"])) {
		err = fmt.Errorf("it printed %q", result.Files["stdout"])
	}
	if err != nil {
		return fmt.Errorf("peer %s: %w", j.name, err)
	}
	return nil
}

// compiled are the files that a program starts from.
func (j *goJudge) compiled(ctx context.Context, p program) (map[string]peerFile, error) {
	source := map[string]peerFile{p.file(): content(p.source)}
	build, compiles := peerBuilds[p.language]
	if !compiles {
		return source, nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if _, there := j.files[p.language]; !there {
		build.CopyIn = source
		result, err := j.execute(ctx, build, "")
		if err != nil {
			return nil, err
		}
		j.files[p.language] = result.FileIDs
	}
	files := map[string]peerFile{}
	for name, id := range j.files[p.language] {
		files[name] = peerFile{FileID: id}
	}
	return files, nil
}

// execute sends one command and wants it to end well.
func (j *goJudge) execute(ctx context.Context, c peerCommand, stdin string) (peerResult, error) {
	c.Env = []string{"PATH=/usr/local/bin:/usr/bin:/bin"}
	c.Files = []peerFile{content(stdin), {Name: "stdout", Max: 1 << 20}, {Name: "stderr", Max: 1 << 20}}
	c.CPULimit, c.ClockLimit, c.MemoryLimit, c.ProcLimit = 20e9, 60e9, 1<<30, 64
	body, err := json.Marshal(map[string]any{"cmd": []peerCommand{c}})
	if err != nil {
		return peerResult{}, err
	}
	data, err := j.do(ctx, http.MethodPost, "/run", body, http.StatusOK)
	if err != nil {
		return peerResult{}, err
	}
	var results []peerResult
	if err := json.Unmarshal(data, &results); err != nil {
		return peerResult{}, fmt.Errorf("answer %.500q: %w", data, err)
	}
	if len(results) != 1 || results[0].Status != "Accepted" {
		return peerResult{}, fmt.Errorf("answer %.500q: want one result, Accepted", data)
	}
	return results[0], nil
}

// close takes the compiled files back.
func (j *goJudge) close(ctx context.Context) error {
	for _, ids := range j.files {
		for _, id := range ids {
			if _, err := j.do(ctx, http.MethodDelete, "/file/"+id, nil, http.StatusOK); err != nil {
				return fmt.Errorf("peer %s: %w", j.name, err)
			}
		}
	}
	clear(j.files)
	return nil
}
