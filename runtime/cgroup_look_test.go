package runtime

import "testing"

func TestPageCacheIsLookedForWhereThereCanBeTooMuch(t *testing.T) {
	const most = cacheSpared
	for name, c := range map[string]struct {
		last cacheLook
		held int64
		want bool
	}{
		"never looked":          {cacheLook{}, 0, false},
		"as before":             {cacheLook{10 * most, 0}, 10 * most, true},
		"little more":           {cacheLook{10 * most, 0}, 11 * most, true},
		"more":                  {cacheLook{10 * most, 0}, 11*most + 1, false},
		"more beside some":      {cacheLook{10 * most, most}, 10*most + 1, false},
		"a little less":         {cacheLook{10 * most, most}, 9*most + 1, true},
		"less: may hide others": {cacheLook{10 * most, 0}, 9 * most, false},
	} {
		if got := c.last.spares(c.held); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
