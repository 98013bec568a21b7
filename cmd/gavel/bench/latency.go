package bench

import (
	"context"
	"net/http"
	"time"

	"gavel/judge"
)

// seldom is how often a slow contestant takes a turn: in every so many rounds.
const seldom = 4

// latency measures one tiny test, one at a time.
func (r *run) latency(t timing) error {
	contestants := []contestant{{key: keyHTTP, turn: r.roundTrip}}
	for _, id := range languages {
		p := tiny(id)
		body := p.request(1, judge.Limits{})
		for _, s := range r.subjects {
			key := Key{Workload: "latency", Language: id, By: s.by}
			c := contestant{key: key, turn: func(ctx context.Context) error { return r.judgeOnce(ctx, key, s, body) }}
			if !s.main {
				c.every = seldom
			}
			contestants = append(contestants, c)
			if id == "python" && s.by == inprocess { // twice, for the sake of its 99th percentile
				contestants = append(contestants, c)
			}
		}
		contestants = append(contestants, r.latencyBaselines(p)...)
	}
	return r.takeTurns(t.calmly(), contestants)
}

// judgeOnce samples one submission and its phases.
func (r *run) judgeOnce(ctx context.Context, key Key, s subject, body []byte) error {
	j, err := s.submit(ctx, body)
	if err != nil {
		return err
	}
	r.sample(key, "ms", millis(j.took))
	r.keepPhases(key, j)
	return nil
}

var keyHTTP = Key{Workload: "latency", By: "http"}

// roundTrip samples the cheapest request that there is.
func (r *run) roundTrip(ctx context.Context) error {
	start := time.Now()
	_, err := r.inProcess().do(ctx, http.MethodGet, "/healthz", nil, http.StatusOK)
	r.sample(keyHTTP, "ms", millis(time.Since(start)))
	return err
}

// latencyBaselines run the same program in what would be used instead.
func (r *run) latencyBaselines(p program) []contestant {
	list := []contestant{r.timed("latency", p, "bare", 1, func(ctx context.Context) error {
		_, err := r.startBare(ctx, r.bare.run[p.language][0], p)
		return err
	})}
	for name, start := range r.containerStarts() {
		list = append(list, r.timed("latency", p, name, seldom, func(ctx context.Context) error { return start(ctx, p, 0) }))
	}
	for _, peer := range r.peers {
		list = append(list, r.timed("latency", p, peer.name, 1, func(ctx context.Context) error { return peer.run(ctx, p) }))
	}
	return list
}

// starter runs a program once; of those that start at the same time each has a
// number of its own.
type starter func(ctx context.Context, p program, n int) error

// containerStarts are the baselines that make a container for every run, as far
// as this host has them.
func (r *run) containerStarts() map[string]starter {
	starts := map[string]starter{"ctrd-run": r.runContainerd}
	if r.runc != "" {
		starts["runc-run"] = r.runRunc
	}
	if r.docker != nil {
		starts["docker-run"] = r.runDocker
	}
	return starts
}

// timed is a contestant whose turns are timed as a whole.
func (r *run) timed(workload string, p program, by string, every int, once func(context.Context) error) contestant {
	key := Key{Workload: workload, Language: p.language, By: by}
	return contestant{key: key, every: every, turn: func(ctx context.Context) error {
		start := time.Now()
		err := once(ctx)
		r.sample(key, "ms", millis(time.Since(start)))
		return err
	}}
}
