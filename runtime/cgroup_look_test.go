package runtime

import "testing"

func TestCachesAreLookedForWhereThereCanBeTooMuch(t *testing.T) {
	const most = cacheSpared / 2
	last := cacheLook{10 * most, true}
	for held, want := range map[int64]bool{10 * most: true, 11 * most: true, 11*most + 1: false, 9 * most: true, 9*most - 1: false, 0: false} {
		if got := last.like(held); got != want {
			t.Errorf("%d bytes: %v, want %v", held, got, want)
		}
	}
	if (cacheLook{}).like(0) {
		t.Error("what was never looked at is as at the last look")
	}
}
