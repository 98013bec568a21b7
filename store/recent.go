package store

import (
	"container/list"
	"time"
)

// recentBytes bounds the values that a cache holds in memory besides the disk.
const recentBytes = 64 << 20

// recent holds the values of a cache that were read last: to read and to check a
// program of some megabytes takes longer than to run it. A value comes here only
// from the disk and checked. The zero value is empty; it needs the cache's lock.
type recent struct {
	size  int64
	order list.List // of *recentValue, the last used first
	byKey map[string]*list.Element
}

type recentValue struct {
	key     string
	data    []byte
	stamped time.Time // when the use was noted on the disk
}

func (r *recent) get(key string) *recentValue {
	e := r.byKey[key]
	if e == nil {
		return nil
	}
	r.order.MoveToFront(e)
	return e.Value.(*recentValue)
}

func (r *recent) put(key string, data []byte, stamped time.Time) {
	if r.get(key) != nil || len(data) > recentBytes/4 {
		return
	}
	if r.byKey == nil {
		r.byKey = map[string]*list.Element{}
	}
	r.byKey[key] = r.order.PushFront(&recentValue{key, data, stamped})
	for r.size += int64(len(data)); r.size > recentBytes; {
		last := r.order.Remove(r.order.Back()).(*recentValue)
		delete(r.byKey, last.key)
		r.size -= int64(len(last.data))
	}
}
