package store

import (
	"bytes"
	"encoding/binary"

	bolt "go.etcd.io/bbolt"
)

// chunkSize bounds what a change of one key rewrites of its neighbours.
const chunkSize = 64 << 10

func chunkKey(seq uint64, n int) []byte {
	return binary.BigEndian.AppendUint32(seqKey(seq), uint32(n))
}

// putChunks stores data, which must stay as it is until the commit. Of empty data
// nothing is stored.
func (t *txn) putChunks(bucket []byte, seq uint64, data []byte) {
	for n := 0; len(data) > 0; n++ {
		size := min(len(data), chunkSize)
		t.put(bucket, chunkKey(seq, n), data[:size])
		data = data[size:]
	}
}

func (t *txn) deleteChunks(bucket []byte, seq uint64) {
	for n := 0; t.tx.Bucket(bucket).Get(chunkKey(seq, n)) != nil; n++ {
		t.delete(bucket, chunkKey(seq, n))
	}
}

// readChunks returns a copy of what putChunks stored, or as much of its front as
// reaches limit bytes; nil where nothing is stored.
func readChunks(tx *bolt.Tx, bucket []byte, seq uint64, limit int) []byte {
	var chunks [][]byte
	size, prefix, cursor := 0, seqKey(seq), tx.Bucket(bucket).Cursor()
	for k, v := cursor.Seek(prefix); bytes.HasPrefix(k, prefix) && size < limit; k, v = cursor.Next() {
		chunks = append(chunks, v)
		size += len(v)
	}
	if chunks == nil {
		return nil
	}
	data := make([]byte, 0, size)
	for _, chunk := range chunks {
		data = append(data, chunk...)
	}
	return data
}
