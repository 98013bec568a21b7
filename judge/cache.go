package judge

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"encoding/hex"
	"io"
)

// Cache keeps what compilations left behind, by content address. It may forget
// anything at any time, and must never return but what was put.
type Cache interface {
	Get(key string) ([]byte, bool)
	Put(key string, value []byte)
}

// cacheVersion is part of every key: entries of another form are not found.
const cacheVersion = "gavel build 1\n"

// cached is a compilation that went well, as a cache keeps it.
type cached struct {
	Files           []File
	Output          []byte
	OutputTruncated bool
}

// remembered is compile with a cache before it. Only what went well is kept:
// a refusal may have been a limit's doing.
func (j *judging) remembered(ctx context.Context, build Build) (built, error) {
	key := j.cacheKey(build)
	if key == "" {
		return j.compile(ctx, build)
	}
	if b, ok := j.recall(key); ok {
		return b, nil
	}
	b, err := j.compile(ctx, build)
	if err == nil && b.told.OK {
		var value bytes.Buffer
		if gob.NewEncoder(&value).Encode(cached{b.files, b.told.Output, b.told.OutputTruncated}) == nil {
			j.Cache.Put(key, value.Bytes())
		}
	}
	return b, err
}

func (j *judging) recall(key string) (built, bool) {
	defer j.spent(&j.report.Timings.CompileMillis, j.Now())
	value, ok := j.Cache.Get(key)
	if !ok {
		return built{}, false
	}
	var c cached
	if err := gob.NewDecoder(bytes.NewReader(value)).Decode(&c); err != nil {
		return built{}, false
	}
	return built{
		files: c.Files,
		told:  CompileReport{OK: true, Output: c.Output, OutputTruncated: c.OutputTruncated, Cached: true},
	}, true
}

// cacheKey addresses everything that a compilation's result depends on: the
// build image, the command, its limits and every file. It is "" where there is no
// cache, or the image is not known by a digest.
func (j *judging) cacheKey(build Build) string {
	if j.Cache == nil || j.Describe == nil {
		return ""
	}
	language, ok := j.Describe(j.program.Language)
	if !ok || language.Images.Build == "" {
		return ""
	}
	h := sha256.New()
	io.WriteString(h, cacheVersion)
	part := func(data []byte) { // lengths keep parts apart
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(data)))
		h.Write(n[:])
		h.Write(data)
	}
	list := func(items []string) {
		part(binary.BigEndian.AppendUint64(nil, uint64(len(items))))
		for _, item := range items {
			part([]byte(item))
		}
	}
	list([]string{language.Images.Build, build.Artefacts})
	list(build.Command.Argv)
	list(build.Command.Env)
	l := build.Limits
	for _, n := range []int64{l.CPUMillis, l.WallMillis, l.MemoryBytes, l.OutputBytes, l.Processes, int64(j.TextBytes)} {
		part(binary.BigEndian.AppendUint64(nil, uint64(n)))
	}
	for _, f := range build.Files {
		part([]byte(f.Path))
		part(binary.BigEndian.AppendUint32(nil, f.Mode))
		part(f.Data)
	}
	return hex.EncodeToString(h.Sum(nil))
}
