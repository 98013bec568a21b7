// Package api is gavel's HTTP front: routes, JSON in and out, status codes, and
// the bounds that keep any client from costing more than it may.
//
// It owns the form of a request: what a body may hold, how large each part may
// be, which status a fault gets and which field it names. It does not own what
// a request means: whether a language exists and which flags and limits it
// allows is asked of Languages, what a source may contain of judge.Scanner,
// what was stored of Jobs, and no verdict is made here.
//
// # How it works
//
//	POST /submit    body ─► Languages.Admit ─► Scanner.Scan ─► Jobs.Submit ─► 202
//	POST /submit/batch    the same for each item, once the whole body is read
//	GET /result/{job_id}  Jobs.Result, or Jobs.Wait with ?wait=SECONDS
//	DELETE /result/{job_id}  Jobs.Delete
//	PUT /problems/{id}    body ─► judge.Problem.Normalize ─► Languages.Admit ─► Problems.PutProblem
//	GET, DELETE /problems/{id}, GET /problems    Problems
//	GET /problems/{id}/starter/{language}    Languages.Starter
//	GET /languages  Languages.Languages
//	GET /healthz    alive
//	GET /readyz     Health.Ready
//
// A body is decoded once, token by token, while it arrives (decode.go); what a
// submission may hold is written down in submission.go. The decoder only ever
// reads a value whose form it knows, and stops at the first token of anything
// else. So nesting is bounded by the contract itself, nothing unknown is ever
// collected, and each fault has the JSON pointer of its place. The body limit
// applies before that, to bytes (body.go).
//
// The arguments and answers of function and design problems are the exception:
// their types may come after them, so each is kept as it came, within MaxTestBytes
// a test, and judge.Submission.Normalize holds it against the signature once the
// submission is whole.
//
// A submission to a stored problem gets the problem's signature, comparison and
// limits here, and of the tests only the names: the store adds the tests when the
// job is claimed.
//
// Memory: what all requests together hold of large bodies is bounded by
// Config.MaxDecoding. Each body's first 64 KiB do not count against it, so
// large uploads never turn ordinary submissions away. A byte is counted when it
// has arrived, not when it is announced, and until the submission is stored. The
// tokenizer's buffer holds the longest string and doubles as it grows, so the
// memory behind a counted byte is two bytes with many tests of middling size, and
// up to five with a few of tens of MiB, until the garbage is collected.
//
// A list is a bare JSON array: the answers of /languages and /submit/batch.
//
// # Answers that the contract leaves open
//
//   - Sizes are 413 (body, code, stdin, expected); numbers of things and of
//     repetitions above the configured one are 422 (tests, runs, flags, items).
//   - "tests": [] is 400. A submission without stdin and without tests is one
//     run with empty input. null is a wrong type everywhere, and "" no kind, protocol,
//     isolation or feedback: a default is asked for by leaving the field out.
//   - Limits are integers of at least 1, written without fraction or exponent.
//   - Unknown query parameters are refused like unknown fields.
//   - ?wait takes decimal seconds. With too many requests waiting, GET gets 429,
//     and POST, whose job is stored by then, the 202 that it would get without
//     the wait.
//   - In a batch, a fault of one item is that item's; a fault of the JSON or of
//     the object around the items is the whole batch's, and nothing is stored.
//     An Idempotency-Key covers the batch: each item has its own key made from
//     it, and the digest of the whole body.
//   - Members of LeetCode's metadata that say nothing about judging (manual,
//     languages, dealloc, colsize, systemdesign and the like) are read over. All
//     others are unknown fields.
//   - A problem's id that is not stored is 400 with the pointer /problem in a
//     submission, 404 in an address. So is the starter code of a problem without
//     a signature, and of a language without starter code.
//   - A job whose problem is replaced in the moment of its submission gets 503.
//   - GET /problems/{id} shows the samples, and how many secret tests there are;
//     to administrators all. Where there is an administrators' token, PUT and
//     DELETE of problems are 401 without it; where there is none, they are
//     everybody's.
//   - Fields of the contract that this server does not offer yet are refused
//     with a detail that says so.
//
// # Caveats
//
// A body that was refused early is read on for a short while and thrown away,
// since a client that writes its whole request before it reads would otherwise
// see a reset connection in place of the answer.
//
// The listener is plain HTTP/1.1, without TLS and without authentication but that
// of administrators. It belongs on the loopback interface, a Unix socket, or behind
// a proxy that has both.
package api
