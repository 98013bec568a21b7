/*
 * Makes the interpreter that this is loaded into (LD_PRELOAD) a warm process that
 * forks: it starts as always, up to the point where it would read the script, and
 * then forks a child for each program. The child goes on from that very point, in
 * Py_RunMain: no frame, module or file of ours is there for the program to see.
 *
 * Before that the child makes anew what depends on the process: the streams of
 * the descriptors it has got, the arguments, the default stack of threads, and
 * what the C library knows about itself (its own fork cannot give the child the
 * server's parent).
 */
#include "become.h"
#include "ending.h"

#define Py_BUILD_CORE_MODULE
#include <Python.h>
#include <dlfcn.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include <internal/pycore_gc.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_object.h>
#include <internal/pycore_pystate.h>

typedef int (*main_function)(int, char **, char **);

static struct gavel_program program;
static pid_t *own_tid;              /* the C library's note of the main thread's number */
static struct robust_list_head *robust; /* and its list of robust locks */
static size_t robust_size;

static void die(const char *what)
{
	fprintf(stderr, "warm: %s\n", what);
	_exit(1);
}

/* hide takes the variable that loaded this out of the environment. It is the last
   one there. */
static void hide(char **envp)
{
	static const char name[] = "LD_PRELOAD=";

	for (; *envp != NULL; envp++) {
		if (strncmp(*envp, name, sizeof name - 1) == 0)
			memset(*envp, 0, strlen(*envp));
	}
	unsetenv("LD_PRELOAD");
}

/* find_threads finds what only the C library's fork would put right. A debugger's
   library finds it in the same way: three words, the last one is the offset. */
static void find_threads(void)
{
	const uint32_t *field = dlsym(RTLD_DEFAULT, "_thread_db_pthread_tid");

	if (field == NULL)
		die("the C library does not say where it keeps a thread's number");
	own_tid = (pid_t *)((char *)pthread_self() + field[2]);
	if (*own_tid != gettid())
		die("the C library keeps a thread's number elsewhere than it says");
	if (syscall(SYS_get_robust_list, 0, &robust, &robust_size) < 0)
		die("get_robust_list");
}

/*
 * What the interpreter itself is made of is put out of the collector's sight: each
 * of the three collections at the end of a program would look at all of it, and
 * copy the pages for it. Nothing of that is garbage before the process ends. A
 * program that imports gc finds everything in its place.
 */
static PyGC_Head hidden[NUM_GENERATIONS];
static PyObject *(*import_gc)(void);

/* move puts all objects of one list in front of those of another. */
static void move(PyGC_Head *from, PyGC_Head *to)
{
	PyGC_Head *first = _PyGCHead_NEXT(from), *last = _PyGCHead_PREV(from), *next = _PyGCHead_NEXT(to);

	if (first == from)
		return;
	_PyGCHead_SET_NEXT(to, first);
	_PyGCHead_SET_PREV(first, to);
	_PyGCHead_SET_NEXT(last, next);
	_PyGCHead_SET_PREV(next, last);
	_PyGCHead_SET_NEXT(from, from);
	_PyGCHead_SET_PREV(from, from);
}

/* keep_visible is for what a program's objects hang on. */
static void keep_visible(PyInterpreterState *interpreter, PyObject *object)
{
	if (!_PyObject_GC_IS_TRACKED(object))
		return;
	PyObject_GC_UnTrack(object);
	PyGC_Head *entry = _Py_AS_GC(object), *head = &interpreter->gc.generations[0].head;
	PyGC_Head *last = _PyGCHead_PREV(head);

	_PyGCHead_SET_NEXT(last, entry);
	_PyGCHead_SET_PREV(entry, last);
	_PyGCHead_SET_NEXT(entry, head);
	_PyGCHead_SET_PREV(head, entry);
}

static void hide_objects(void)
{
	PyInterpreterState *interpreter = PyInterpreterState_Get();
	PyObject *main = PyImport_AddModule("__main__");

	for (int i = 0; i < NUM_GENERATIONS; i++) {
		_PyGCHead_SET_NEXT(&hidden[i], &hidden[i]);
		_PyGCHead_SET_PREV(&hidden[i], &hidden[i]);
		move(&interpreter->gc.generations[i].head, &hidden[i]);
	}
	if (main == NULL)
		die("there is no module of the program");
	keep_visible(interpreter, main);
	keep_visible(interpreter, PyModule_GetDict(main));
	if (ending_learn(hidden) < 0 || ending_replace() < 0)
		die("the interpreter ends in an unknown way");
}

/* show_objects is gc's own function of import. */
static PyObject *show_objects(void)
{
	PyInterpreterState *interpreter = PyInterpreterState_Get();

	if (hidden[0]._gc_next != 0 && interpreter == PyInterpreterState_Main())
		for (int i = 0; i < NUM_GENERATIONS; i++)
			move(&hidden[i], &interpreter->gc.generations[i].head);
	return import_gc();
}

static void replace_gc(void)
{
	for (struct _inittab *module = PyImport_Inittab; module->name != NULL; module++) {
		if (strcmp(module->name, "gc") == 0) {
			import_gc = module->initfunc;
			module->initfunc = show_objects;
			return;
		}
	}
	die("the interpreter has no module gc");
}

static void start(int argc, char **argv)
{
	PyPreConfig before;
	PyConfig config;

	PyPreConfig_InitPythonConfig(&before);
	PyStatus status = Py_PreInitializeFromBytesArgs(&before, argc, argv);
	if (!PyStatus_Exception(status)) {
		PyConfig_InitPythonConfig(&config);
		status = PyConfig_SetBytesArgv(&config, argc, argv);
		if (!PyStatus_Exception(status))
			status = Py_InitializeFromConfig(&config);
		PyConfig_Clear(&config);
	}
	if (PyStatus_Exception(status))
		Py_ExitStatusException(status);
}

/* stream makes sys.NAME and sys.__NAME__ of a descriptor, as the interpreter does
   when it starts. It returns 0, or -1 with an exception. */
static int stream(PyObject *io, const char *name, int fd, const char *mode, PyObject *errors)
{
	const PyConfig *config = _Py_GetConfig();
	char attribute[32], shown[32], binary[3] = {mode[0], 'b', 0};
	PyObject *buffer = NULL, *raw = NULL, *encoding = NULL, *text = NULL, *label = NULL, *tty = NULL;
	int result = -1, buffered = config->buffered_stdio || mode[0] == 'r';

	snprintf(attribute, sizeof attribute, "__%s__", name);
	snprintf(shown, sizeof shown, "<%s>", name);
	buffer = PyObject_CallMethod(io, "open", "isiOOOO", fd, binary, buffered ? -1 : 0, Py_None, Py_None, Py_None, Py_False);
	if (buffer == NULL)
		goto done;
	raw = buffered ? PyObject_GetAttrString(buffer, "raw") : Py_NewRef(buffer);
	label = PyUnicode_FromString(shown);
	if (raw == NULL || label == NULL || PyObject_SetAttrString(raw, "name", label) < 0)
		goto done;
	tty = PyObject_CallMethod(raw, "isatty", NULL);
	encoding = PyUnicode_FromWideChar(config->stdio_encoding, -1);
	if (tty == NULL || encoding == NULL)
		goto done;
	int lines = config->buffered_stdio && (tty == Py_True || fd == STDERR_FILENO);
	text = PyObject_CallMethod(io, "TextIOWrapper", "OOOsOO", buffer, encoding, errors, "\n",
				   lines ? Py_True : Py_False, config->buffered_stdio ? Py_False : Py_True);
	Py_XSETREF(label, PyUnicode_FromString(mode));
	if (text == NULL || label == NULL || PyObject_SetAttrString(text, "mode", label) < 0)
		goto done;
	if (PySys_SetObject(attribute, text) == 0 && PySys_SetObject(name, text) == 0)
		result = 0;
done:
	Py_XDECREF(buffer);
	Py_XDECREF(raw);
	Py_XDECREF(encoding);
	Py_XDECREF(text);
	Py_XDECREF(label);
	Py_XDECREF(tty);
	return result;
}

static int streams(void)
{
	PyObject *io = PyImport_ImportModule("io");
	PyObject *errors = PyUnicode_FromWideChar(_Py_GetConfig()->stdio_errors, -1);
	PyObject *escaped = PyUnicode_FromString("backslashreplace");
	int result = -1;

	if (io != NULL && errors != NULL && escaped != NULL && stream(io, "stdin", 0, "r", errors) == 0 &&
	    stream(io, "stdout", 1, "w", errors) == 0)
		result = stream(io, "stderr", 2, "w", escaped);
	Py_XDECREF(io);
	Py_XDECREF(errors);
	Py_XDECREF(escaped);
	return result;
}

/* set_list sets a list of strings in the configuration and in sys. */
static int set_list(PyConfig *config, PyWideStringList *list, const char *name, Py_ssize_t count, wchar_t **items)
{
	PyObject *values = PyList_New(0);
	int result = -1;

	if (values == NULL)
		goto done;
	for (Py_ssize_t i = 0; i < count; i++) {
		PyObject *value = PyUnicode_FromWideChar(items[i], -1);
		int failed = value == NULL || PyList_Append(values, value) < 0;
		Py_XDECREF(value);
		if (failed)
			goto done;
	}
	/* Only now: this frees what the list had, which some of the items may be. */
	if (!PyStatus_Exception(PyConfig_SetWideStringList(config, list, count, items)))
		result = PySys_SetObject(name, values);
done:
	Py_XDECREF(values);
	return result;
}

/* arguments puts the program's in the place of the script that the interpreter was
   started for. */
static int arguments(void)
{
	PyConfig *config = (PyConfig *)_Py_GetConfig();
	Py_ssize_t options = config->orig_argv.length - config->argv.length, count = program.header.argc;
	wchar_t *all[GAVEL_MAX_ARGS + 64];

	if (count == 0 || options > 64)
		return -1;
	for (Py_ssize_t i = 0; i < options; i++)
		all[i] = config->orig_argv.items[i];
	for (Py_ssize_t i = 0; i < count; i++) {
		all[options + i] = Py_DecodeLocale(program.argv[i], NULL);
		if (all[options + i] == NULL)
			return -1;
	}
	wchar_t **own = all + options;
	if (PyStatus_Exception(PyConfig_SetString(config, &config->run_filename, own[0])) ||
	    set_list(config, &config->argv, "argv", count, own) < 0)
		return -1;
	int result = set_list(config, &config->orig_argv, "orig_argv", options + count, all);
	for (Py_ssize_t i = 0; i < count; i++)
		PyMem_RawFree(own[i]);
	return result;
}

/* stacks gives threads the default that they have where the limit was there from
   the start. */
static int stacks(void)
{
	const long page = sysconf(_SC_PAGESIZE);
	struct rlimit limit;
	pthread_attr_t attributes;

	if (getrlimit(RLIMIT_STACK, &limit) < 0 || pthread_attr_init(&attributes) != 0)
		return -1;
	return pthread_attr_setstacksize(&attributes, (limit.rlim_cur + page - 1) / page * page) != 0 ||
		       pthread_setattr_default_np(&attributes) != 0
		   ? -1
		   : 0;
}

/* run is the child: it goes on as the interpreter would have without us. */
static int run(void)
{
	if (syscall(SYS_set_robust_list, robust, robust_size) < 0)
		gavel_fail(&program, GAVEL_EXEC);
	gavel_become(&program);
	PyOS_AfterFork_Child();
	ending.pid = getpid();
	if (stacks() < 0 || streams() < 0 || arguments() < 0) {
		PyErr_Print();
		die("a program cannot be started");
	}
	return Py_RunMain();
}

/* serve is the interpreter's main. */
static int serve(int argc, char **argv, char **envp)
{
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	hide(envp);
	find_threads();
	replace_gc();
	start(argc, argv);
	hide_objects();
	if (gavel_ready() < 0)
		die("nobody waits for a warm process");
	while (gavel_receive(&program) == 0) {
		int pidfd = -1;
		PyOS_BeforeFork();
		long pid = syscall(SYS_clone, CLONE_PARENT | CLONE_PIDFD | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID | SIGCHLD,
				   NULL, &pidfd, own_tid, NULL);
		if (pid == 0)
			return run();
		int error = pid < 0 ? errno : 0;
		gavel_forked(pid < 0 ? 0 : pid, pidfd, error);
		PyOS_AfterFork_Parent();
		gavel_release(&program);
	}
	_exit(0);
}

/* __libc_start_main is what an executable begins with. This one comes first. */
__attribute__((visibility("default"))) int __libc_start_main(main_function main, int argc, char **argv, void (*init)(void),
							     void (*fini)(void), void (*rtld_fini)(void), void *stack)
{
	int (*original)(main_function, int, char **, void (*)(void), void (*)(void), void (*)(void), void *) =
	    dlsym(RTLD_NEXT, "__libc_start_main");

	(void)main;
	return original(serve, argc, argv, init, fini, rtld_fini, stack);
}
