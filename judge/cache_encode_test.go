package judge

import (
	"reflect"
	"testing"
)

func TestBuildsComeBackFromACache(t *testing.T) {
	want := built{
		files: []File{{Path: "out/A.class", Mode: 0o444, Data: []byte("first")}, {Path: "empty", Mode: 0o555, Data: []byte{}}, {Path: "b", Data: []byte("last")}},
		told:  CompileReport{OK: true, Output: []byte("a warning"), OutputTruncated: true},
	}
	value, err := encodeBuilt(want)
	if err != nil {
		t.Fatal(err)
	}
	want.told.Cached = true
	if got, ok := decodeBuilt(value); !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, ok)
	}
	for length := range value {
		if got, ok := decodeBuilt(value[:length]); ok {
			t.Fatalf("the first %d of %d bytes are %+v", length, len(value), got)
		}
	}
	if _, ok := decodeBuilt(append(value, 0)); ok {
		t.Error("a byte too many is no matter")
	}
}
