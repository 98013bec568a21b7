package bench

import (
	"context"
	"fmt"
	"time"

	"gavel/judge"
)

const again = "again"

// compile measures a source that was never seen, and the same one once more.
func (r *run) compile(t timing) error {
	var list []contestant
	nonce := int(time.Now().UnixNano() % 1_000_000_000)
	for _, id := range []string{"cpp", "java"} {
		for _, s := range r.subjects {
			if s.main {
				list = append(list, r.firstCompile(id, s, &nonce))
			}
		}
		key := Key{Workload: "compile", Language: id, By: "bare"}
		list = append(list, contestant{key: key, turn: func(ctx context.Context) error {
			nonce++
			return r.compileAndRunBare(ctx, key, first(id, nonce))
		}})
	}
	return r.takeTurns(t.slowly(), list)
}

func (r *run) firstCompile(language string, s subject, nonce *int) contestant {
	key := Key{Workload: "compile", Language: language, By: s.by}
	return contestant{key: key, turn: func(ctx context.Context) error {
		*nonce++
		body := first(language, *nonce).request(1, judge.Limits{})
		for _, what := range []string{"", again} {
			j, err := s.submit(ctx, body)
			if err != nil {
				return err
			}
			if cached := j.report.Compile.Cached; cached != (what == again) {
				return fmt.Errorf("the compilation was taken from the cache: %t", cached)
			}
			r.sample(Key{key.Workload, key.Language, key.By, what}, "ms", millis(j.took))
			if what == "" {
				r.keepPhases(key, j)
			}
			if err := r.still.await(ctx); err != nil {
				return err
			}
		}
		return nil
	}}
}

const (
	onlyCompile = "compiler"
	onlyRun     = "program"
)

// compileAndRunBare is what a person would do with a new source.
func (r *run) compileAndRunBare(ctx context.Context, key Key, p program) error {
	compiled, err := r.compileBare(ctx, p)
	if err != nil {
		return err
	}
	files, err := r.bare.build[p.language].box()
	if err != nil {
		return err
	}
	in := r.bare.run[p.language][0]
	if err := in.replace("box", files); err != nil {
		return err
	}
	started, err := r.startBare(ctx, in, p)
	if err == nil {
		err = in.replace("box", r.bare.boxes[p.language])
	}
	r.sample(Key{key.Workload, key.Language, key.By, onlyCompile}, "ms", millis(compiled.wall))
	r.sample(Key{key.Workload, key.Language, key.By, onlyRun}, "ms", millis(started.wall))
	r.sample(key, "ms", millis(compiled.wall+started.wall))
	return err
}
