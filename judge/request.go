package judge

// Request is a submission that was admitted and scanned, on its way into the
// store.
type Request struct {
	Submission Submission // limits effective; exactly one of Stdin and Tests is set
	Scan       Scan

	// Report is set where the scan refused the source. The store keeps it as
	// the job's result, puts nothing into the queue, and fills in JobID,
	// CreatedAt and FinishedAt.
	Report *Report

	// IdempotencyKey makes a repeated request find the job of the first one.
	// "" means that the client sent none. BodyDigest is the SHA-256 of the
	// body that came with the key, zero where there is no key: the same key
	// with another digest is an ErrConflict.
	IdempotencyKey string
	BodyDigest     [32]byte
}
