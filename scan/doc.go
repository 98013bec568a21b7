// Package scan reads a source before it is judged and says what it found in it
// that a judged program has no use for: system calls in assembly, foreign
// function interfaces, other processes, sockets, includes of the host's files.
//
// It is advice, not the boundary. A program that gets past every rule still runs
// in a cell that has no network, no capability and a filter of system calls; a
// determined author gets past the rules at once, by building a name at run time.
// What the scan is good for is a clear refusal, with a line and a reason, where
// the cell would have given a puzzling runtime error.
//
// It owns the rules per language, as data in rules/*.toml, and their
// explanations. It does not own the verdict, and it never fails: a source that
// it cannot read to the end gets a finding that says so and refuses nothing.
//
// # How it works
//
//	clean     line splices, trigraphs and unicode escapes undone; a map leads back
//	lex       tokens; comments dropped, strings read as values    text/scanner
//	read      what the language means by them: includes, conditionals and macros
//	          (cpp); imports, aliases and dotted names (python, java)
//	match     rules on imports, names, token sequences and calls
//	scan      order, policy, action
//
// A word in a comment or a string never counts. Two strings are looked into,
// because the language runs them: the template of an asm statement, and a literal
// given to Python's eval, exec or compile.
//
// A finding in a group that the preprocessor most likely skips (#ifdef LOCAL,
// #ifndef ONLINE_JUDGE, #ifdef _WIN32) is reported and never refused: people keep
// their own debugging headers there. What stands under #if 0 is a comment.
//
// # Why text/scanner
//
// Chroma's lexers are made for highlighting. Measured on this use, version 2.27
// took 7 ms for 2 KiB and 0.2 s for 64 KiB of ordinary source, and more than 20 s
// for 64 KiB of "a a a a" as Java, because its backtracking expressions look
// ahead at every token. A macro's body is one token to it, an escaped keyword is
// not seen. The standard library's text/scanner reads forward only, in linear
// time, and leaves literals, where languages differ, to literal.go: 0.1 ms for
// 2 KiB, 5 ms for 64 KiB (go test -bench Scan), under 0.2 s for the worst source found
// of any size.
//
// # Caveats
//
// The first 256 KiB of a source are read; every step behind the lexer has a budget
// counted in tokens. Counts, not clocks, so that one source always gives the
// same findings. What is left out shows as the finding scan-incomplete,
// which refuses nothing: padding gets past the scan, and meets the cell.
//
// Headers are not read, so a macro that only a header defines is unknown. Python
// and Java names are followed through imports, aliases and simple assignments,
// not through containers, calls or computed strings; testdata/hostile has
// examples of ways past, marked "missed".
package scan
