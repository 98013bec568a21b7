// Package harness owns everything that differs by language: what a source file
// is called, which flags a client may pass, how the source is compiled, how the
// program is started, what its language needs for itself, and how an exception
// that nobody caught looks on stderr.
//
// It does not own running (runtime), images (rootfs: it only hands out their
// recipes), or verdicts (judge).
//
// # How it works
//
// A language is a folder named by its id: harness/languages/ID, built in, or
// one of Config.Dir. It holds
//
//	language.toml         the definition, below
//	build.image.toml      recipe of the build cells' image; without it the run image serves both
//	run.image.toml        recipe of the run cells' image
//	canary.EXT            a program that reads two integers and prints their product, by which a host
//	                      finds out whether it can judge the language
//	starter.tmpl          the code that a solution to a function or a design problem begins with, a
//	                      template of text/template over the signature; may be missing
//	…                     files that build.files or a recipe names
//
// A request passes through Admit once, which makes its limits effective; what
// comes out is stored. Render makes a program of it, and after the build Link
// completes the program. All three are pure: same inputs, same result.
//
// # language.toml
//
//	name, version            for people; Config.Versions replaces version
//	source.file              the source's file name
//	source.named_after       "public-class": NAME.java by Java's rule, source.file where there is none
//	build                    left out where nothing is compiled
//	build.argv, build.env    the compiler, which runs in /box; the whole environment
//	build.flags              patterns (RE2), each of which a whole compiler flag may match
//	build.when               source, unless: patterns (RE2) on the source; flags: put before the client's
//	                         where the first matches and the second, if any, does not
//	build.files              files of this folder, put beside the source
//	build.artefacts          what the build leaves: a file below /box, or a directory
//	build.executable         artefacts get mode 0555, not 0444
//	build.limits             cpu_ms, wall_ms, memory_bytes, output_bytes, processes
//	run.argv, run.env        the program, which runs in /tmp; the whole environment
//	build.warm, run.warm     left out where cells start no process ahead:
//	  kind                   "forking": each program is a child of it; "once": it becomes the first one
//	  argv, env              how it is started; env is added to the stage's; the element {{serves}} stands
//	                         for those of serves but the first
//	  directories            of /box, which are there before it starts
//	  serves                 the beginning of the stage's argv and perhaps of function's that it stands for:
//	                         a command that begins so is handed to one that was started for the same
//	                         limits, and it is told what follows. Cells start it for the limits of a
//	                         request that asks for nothing, or of the latest requests. See warm/become.h
//	run.entry                "class-with-main": what {{entry}} stands for is found in class files
//	build.cell, run.cell     cpus; box_bytes, box_files of /box; tmp_bytes, tmp_files of /tmp;
//	                         seccomp, apparmor: names of additional profiles
//	limits.cpu_factor        multiplies CPU and wall time; 0.1 to 100, 1 if left out
//	limits.cpu_extra_ms      is added to both
//	limits.memory_factor     multiplies the memory; 0.1 to 100, 1 if left out
//	limits.memory_extra_bytes  is added to it
//	limits.processes         default, where it is below the host's
//	limits.processes_extra   is added to what was asked
//	uncaught.pattern         RE2, on the end of stderr; group 1 is the exception's name
//	uncaught.signal          only after this signal; left out: after a non-zero exit code
//	uncaught.memory          the names that mean out of memory
//
//	function                 left out where the language takes no functions and designs; see below
//
// # Functions and designs
//
// A submission with a signature is a class that a driver calls. The driver is a
// matter of the language's folder alone:
//
//	function.source       the source's file name; source.named_after holds here too
//	function.prelude      put before the source in its first line, so that its lines keep their numbers
//	function.build_argv, function.build_files, function.artefacts
//	function.run_argv, function.run_files
//	function.shared_argv  runs several tests in one process; left out where the language cannot
//
// They take the place of the keys of the same meaning. A file whose name ends in
// .tmpl is a template (text/template), rendered for each submission under the name
// without it; {{source}} in a list of files is the source. A template sees File,
// Code, Class, Design, Constructor, Methods, Result, Output, Size, Cycle, the
// method Uses, and the functions json, add and defines; see signature and unit.
//
// The driver reads one JSON document from stdin, {"args":[…]}, or
// {"operations":[…],"args":[[…],…]} for a design, and writes one line to
// descriptor 3, {"result":VALUE,"decode_ns":N,"encode_ns":N}. Doubles may be NaN,
// Infinity and -Infinity there. After it the driver ends the process: nothing
// that the program registered for its end runs. A program that ends by itself, or
// writes there too, has no valid result. The driver holds no answer and is not
// trusted: it lives in the person's process.
//
// With function.shared_argv the process writes an empty line when it is ready, reads
// a line for each test, the same document, and writes one line for each. It gets the
// next one only then, and ends where a test fails.
//
// Python: the source is the module solution; the usual names are put into it as
// far as the source mentions them. C++: one unit, in which the source stands
// between the driver's header and calls made of reserved names; parameters are
// decoded as the person's method declares them, so that a macro over int is
// harmless. Java: a class made for the signature calls the source's; ListNode and
// TreeNode are compiled where the source has none, and a package declaration is
// blanked.
//
// In an argv, and nowhere else, stand placeholders. Each element stays one
// element, no shell reads it:
//
//	{{source}}      the source's file name
//	{{flags}}       build only, a whole element: the client's compiler flags, one element each;
//	                a flag NAME=VALUE takes the place of an element with that name
//	{{cpus}}        the cell's cpus
//	{{memory_mib}}  run only: the effective memory limit less limits.memory_extra_bytes, in MiB
//	{{entry}}       run only, a whole element: what run.entry finds
//
// # Limits
//
// What a client asks for is meant for its program, and is compared with the
// host's maxima. The factors and extras of the language come on top, and the sum
// is what the cell enforces and the result shows. Of a Java program that asks for
// 256 MiB the heap is 256 MiB and the limit 576 MiB.
//
// # Caveats
//
// A number of processes below what an interpreter needs is taken as it is: the
// program then ends with processes_limit, as asked.
//
// A Python program that was forked from a warm interpreter differs from one that
// was started in what it cannot see without looking for it: /proc/self/maps names
// warm.so, /proc/self/environ ends in zeros, a function's /proc/self/cmdline names
// main.py, and kill(-1), which reaches nobody, says that somebody is there. Until
// it imports gc, the collector does not look at the interpreter's own objects; so
// cycles may be collected at other moments, and what is hung on a class of the
// start-up modules is not finalized at exit. Where nothing of the program could
// notice, the interpreter's objects are not taken down at all: see
// languages/python/ending.h.
//
// The hash seed of Python is fixed, so the order of a set of strings is the same
// in every run, and an adversary can know it.
//
// A Java program that was booted ahead has some figures that are not its own alone:
// its process has used processor time before it began, and its start and its number
// are the process's; its executable is another file. Identity hash codes
// (Object.hashCode), which Java leaves open and a cold start repeats, may be others
// after a boot ahead, and with them the order of a HashSet of enum constants.
//
// A Java program that recurses until its 64 MiB of stack are full makes the JVM
// use several times that, outside of the heap, while it unwinds; where objects
// were scalar-replaced in those frames it can pass the memory limit, and the
// verdict is then memory_limit_exceeded in the place of a StackOverflowError.
//
// Where a C++ source includes a precompiled header in another line than its first,
// a message that leads through that header says line 1 of the source all the same.
// And a warning of -Wformat points at the whole format, not at the place in it.
// Under C++11, 14 and 26 no header is precompiled, and a compilation takes as long as
// that compiler needs for all of them.
//
// The image of Python has the standard library and nothing else: a solution that
// imports sortedcontainers ends with ModuleNotFoundError.
//
// A C++ source in which a class of nodes is defined by way of a macro, or under a
// condition other than #ifdef, #ifndef, defined(X), 0 and 1, is misread: the class
// is then defined twice or not at all. In Java a class of nodes inside of another
// class is not the one that the driver makes.
//
// An exception's name is read from what the program wrote to stderr. It is
// believed for that only: it never makes a program's end a good one.
package harness
