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
// anything at any time, and must never return but what was put. What Get returned
// is not changed by anybody.
type Cache interface {
	Get(key string) ([]byte, bool)
	Put(key string, value []byte)
}

// cacheVersion is part of every key: entries of another form are not found.
const cacheVersion = "gavel build 2\n"

// cached is a compilation that went well, as a cache keeps it: the length of this,
// this, and the files' contents one after the other, which are taken from there
// without a copy.
type cached struct {
	Files           []cachedFile
	Output          []byte
	OutputTruncated bool
}

type cachedFile struct {
	Path string
	Mode uint32
	Size int
}

func encodeBuilt(b built) ([]byte, error) {
	head := cached{Output: b.told.Output, OutputTruncated: b.told.OutputTruncated}
	for _, f := range b.files {
		head.Files = append(head.Files, cachedFile{f.Path, f.Mode, len(f.Data)})
	}
	var text bytes.Buffer
	if err := gob.NewEncoder(&text).Encode(head); err != nil {
		return nil, err
	}
	value := append(binary.BigEndian.AppendUint32(nil, uint32(text.Len())), text.Bytes()...)
	for _, f := range b.files {
		value = append(value, f.Data...)
	}
	return value, nil
}

// decodeBuilt returns false for what encodeBuilt did not make.
func decodeBuilt(value []byte) (b built, ok bool) {
	if len(value) < 4 {
		return built{}, false
	}
	length, value := int(binary.BigEndian.Uint32(value)), value[4:]
	var head cached
	if length > len(value) || gob.NewDecoder(bytes.NewReader(value[:length])).Decode(&head) != nil {
		return built{}, false
	}
	value = value[length:]
	for _, f := range head.Files {
		if f.Size < 0 || f.Size > len(value) {
			return built{}, false
		}
		b.files = append(b.files, File{Path: f.Path, Mode: f.Mode, Data: value[:f.Size:f.Size]})
		value = value[f.Size:]
	}
	b.told = CompileReport{OK: true, Output: head.Output, OutputTruncated: head.OutputTruncated, Cached: true}
	return b, len(value) == 0
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
		if value, err := encodeBuilt(b); err == nil {
			j.Cache.Put(key, value)
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
	return decodeBuilt(value)
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
