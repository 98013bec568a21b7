/*
 * The end of a program without the interpreter's own, which takes apart, page by
 * page, what is shared with the process that was forked. Where nobody could notice
 * the difference, that is left to the end of the process.
 *
 * ending_finalize stands in the place of Py_FinalizeEx: it is called when the
 * program's code has ended, in whichever way, and what it returns goes the same
 * way to the exit status. It flushes stdout and stderr, and returns, unless
 * something could run, print or write while the interpreter takes its objects
 * down. Then the interpreter does that as always. Such things are:
 *
 *   - what is called at the end: by atexit, of threads, of audit hooks and of gc
 *   - streams in the place of sys.stdin, sys.stdout, sys.stderr, or changed ones
 *   - objects that are told of their end: of classes with __del__ or like it, files,
 *     sockets, coroutines, generators amid a try; weak references that call
 *   - libraries that were loaded, but for a few
 *   - names of a module whose classes are the program's
 *   - a child that the program forked: it moves its parent's place in stdin
 *
 * Objects are found in the collector's lists: those of the program in its own,
 * those that were there before it among the hidden ones.
 */
#ifndef GAVEL_ENDING_H
#define GAVEL_ENDING_H

#define Py_BUILD_CORE_MODULE
#include <Python.h>
#include <dlfcn.h>
#include <link.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <unistd.h>

#include <internal/pycore_code.h>
#include <internal/pycore_dict.h>
#include <internal/pycore_frame.h>
#include <internal/pycore_gc.h>
#include <internal/pycore_import.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_opcode_utils.h>
#include <internal/pycore_pystate.h>
#include <internal/pycore_runtime.h>

enum { ENDING_JUMP = 12, ENDING_PARTS = 9 };

static struct {
	unsigned char *code; /* of Py_FinalizeEx */
	unsigned char original[ENDING_JUMP];
	PyTypeObject *text, *writer, *reader, *raw, *bytes, *string; /* of streams */
	destructor by_class;        /* tp_dealloc of classes that are written in Python */
	PyGC_Head *before;          /* the lists of the objects that were there before the program */
	size_t classes;             /* what ending_classes found there */
	int loaded;                 /* libraries */
	pid_t pid;                  /* of the program */
} ending;

static bool ending_is_told(PyTypeObject *type)
{
	return type->tp_finalize != NULL || type->tp_del != NULL;
}

static releasebufferproc ending_release(PyTypeObject *type)
{
	return type->tp_as_buffer != NULL ? type->tp_as_buffer->bf_releasebuffer : NULL;
}

/* ending_calls tells of classes with a method that is called at an object's end. */
static bool ending_calls(PyTypeObject *type)
{
	if (type->tp_dealloc != ending.by_class)
		return ending_is_told(type) && !PyType_IS_GC(type); /* no list has its objects */
	return ending_is_told(type) || ending_release(type) != ending_release(type->tp_base);
}

/* ending_classes is another number where a program has changed one of the classes
   that were there before it, or has an object of one whose objects no list has. */
static size_t ending_classes(void)
{
	size_t number = 0;

	for (int i = 0; i < NUM_GENERATIONS; i++)
		for (PyGC_Head *at = _PyGCHead_NEXT(&ending.before[i]); at != &ending.before[i]; at = _PyGCHead_NEXT(at)) {
			PyTypeObject *type = (PyTypeObject *)_Py_FROM_GC(at);

			if (!PyType_Check(type) || !ending_calls(type))
				continue;
			number = (number + (size_t)type) * 31 + (PyType_IS_GC(type) ? (size_t)type->tp_finalize : (size_t)Py_REFCNT(type));
		}
	return number;
}

/* ending_is_quiet tells of generators that end without going on: the test is that
   of their own method close. */
static bool ending_is_quiet(PyGenObject *generator)
{
	_PyInterpreterFrame *frame = (_PyInterpreterFrame *)generator->gi_iframe;

	if (generator->gi_frame_state == FRAME_CREATED || generator->gi_frame_state >= FRAME_COMPLETED)
		return true;
	return generator->gi_frame_state == FRAME_SUSPENDED &&
	       (frame->instr_ptr->op.code == RESUME || frame->instr_ptr->op.code == RESUME_CHECK) &&
	       (frame->instr_ptr->op.arg & RESUME_OPARG_DEPTH1_MASK);
}

/* ending_abc tells of the references by which abstract classes forget others. */
static bool ending_abc(PyObject *callback)
{
	return PyCFunction_CheckExact(callback) && strcmp(((PyCFunctionObject *)callback)->m_ml->ml_name, "_destroy") == 0;
}

/* ending_notices tells whether anybody could notice the end of an object. */
static bool ending_notices(PyObject *object, PyObject *const *parts)
{
	PyTypeObject *type = Py_TYPE(object);

	if (PyType_Check(object))
		return ending_is_told(type) || ending_calls((PyTypeObject *)object);
	if (PyWeakref_Check(object)) {
		PyObject *callback = ((PyWeakReference *)object)->wr_callback;

		return ending_is_told(type) || (callback != NULL && !ending_abc(callback));
	}
	if (!ending_is_told(type) || type == ending.bytes || type == ending.string)
		return false;
	if (PyGen_CheckExact(object))
		return !ending_is_quiet((PyGenObject *)object);
	for (int i = 0; i < ENDING_PARTS; i++)
		if (object == parts[i])
			return false;
	return true;
}

static bool ending_all_quiet(PyGC_Head *list, PyObject *const *parts)
{
	for (PyGC_Head *at = _PyGCHead_NEXT(list); at != list; at = _PyGCHead_NEXT(at))
		if (ending_notices(_Py_FROM_GC(at), parts))
			return false;
	return true;
}

/* ending_plain tells whether an object is of the very type, and has no attribute of
   its own but one. */
static bool ending_plain(PyObject *object, PyTypeObject *type, const char *attribute)
{
	PyObject **dict = object != NULL && Py_IS_TYPE(object, type) ? _PyObject_GetDictPtr(object) : NULL;

	if (dict == NULL)
		return false;
	return *dict == NULL || PyDict_GET_SIZE(*dict) == 0 ||
	       (PyDict_GET_SIZE(*dict) == 1 && PyDict_ContainsString(*dict, attribute) == 1);
}

/* ending_part returns an attribute that its object keeps, NULL where there is none. */
static PyObject *ending_part(PyObject *object, const char *name)
{
	PyObject *part = PyObject_GetAttrString(object, name);

	PyErr_Clear();
	Py_XDECREF(part);
	return part;
}

/* ending_stream tells whether sys.NAME is as the interpreter makes it, and finds the
   parts of it. */
static bool ending_stream(const char *name, PyTypeObject *buffered, PyObject **parts)
{
	parts[0] = PySys_GetObject(name);
	if (!ending_plain(parts[0], ending.text, "mode"))
		return false;
	parts[1] = ending_part(parts[0], "buffer");
	if (!ending_plain(parts[1], buffered, ""))
		return false;
	parts[2] = ending_part(parts[1], "raw");
	return ending_plain(parts[2], ending.raw, "name") && ending_part(parts[2], "closefd") == Py_False;
}

static bool ending_flush(PyObject *stream)
{
	PyObject *nothing = PyObject_CallMethod(stream, "flush", NULL);

	PyErr_Clear();
	Py_XDECREF(nothing);
	return nothing != NULL;
}

/* ending_libraries counts those that were loaded, but for the harmless ones. */
static int ending_libraries(struct dl_phdr_info *info, size_t size, void *count)
{
	static const char *const harmless[] = {"/lib-dynload/_decimal.", "/lib-dynload/_contextvars."};

	(void)size;
	for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
		if (strstr(info->dlpi_name, harmless[i]) != NULL)
			return 0;
	++*(int *)count;
	return 0;
}

static int ending_loaded(void)
{
	int count = 0;

	dl_iterate_phdr(ending_libraries, &count);
	return count;
}

/* ending_has tells whether a module was imported. */
static bool ending_has(const char *name)
{
	PyObject *string = PyUnicode_FromString(name), *module = string != NULL ? PyImport_GetModule(string) : NULL;
	bool failed = PyErr_Occurred() != NULL;

	PyErr_Clear();
	Py_XDECREF(string);
	Py_XDECREF(module);
	return module != NULL || failed;
}

/* ending_handled tells of signals that the program handles: such a handler goes
   before the objects do. */
static bool ending_handled(void)
{
	for (int i = 1; i < Py_NSIG; i++) {
		PyObject *handler = _PyRuntime.signals.handlers[i].func;

		if (handler == NULL || handler == Py_None || PyLong_CheckExact(handler))
			continue;
		if (!PyCFunction_CheckExact(handler) || strcmp(((PyCFunctionObject *)handler)->m_ml->ml_name, "default_int_handler") != 0)
			return true;
	}
	return _PyRuntime.signals.is_tripped;
}

/* ending_asks tells of a dictionary that would ask a key of the program for its
   hash, or whether it is equal to another. */
static bool ending_asks(PyObject *dict)
{
	return dict != NULL && !DK_IS_UNICODE(((PyDictObject *)dict)->ma_keys);
}

/* ending_modules tells whether the modules' names would ask: they are set to None. */
static bool ending_modules(PyInterpreterState *interpreter)
{
	PyObject *modules = interpreter->imports.modules, *name, *module;

	if (ending_asks(modules))
		return true;
	for (Py_ssize_t at = 0; PyDict_Next(modules, &at, &name, &module);)
		if (PyModule_Check(module) && ending_asks(PyModule_GetDict(module)))
			return true;
	return false;
}

/* ending_called tells whether anything is called, waited for or told at the end of
   the interpreter. */
static bool ending_called(PyInterpreterState *interpreter, PyThreadState *thread)
{
	const struct _gc_runtime_state *gc = &interpreter->gc;

	return interpreter != _PyRuntime.interpreters.head || interpreter->next != NULL ||
	       thread != interpreter->threads.head || thread->next != NULL || ending_has("threading") ||
	       interpreter->atexit.ncallbacks != 0 || interpreter->atexit.ll_callbacks != NULL || _PyRuntime.atexit.ncallbacks != 0 ||
	       interpreter->ceval.pending.npending != 0 || _PyRuntime.ceval.pending_mainthread.npending != 0 || ending_handled() ||
	       interpreter->audit_hooks != NULL || _PyRuntime.audit_hooks.head != NULL || ending_has("gc") || ending_modules(interpreter) ||
	       gc->debug != 0 || (gc->garbage != NULL && PyList_GET_SIZE(gc->garbage) != 0);
}

/* ending_unnoticed does what is left to do, the streams, and tells whether it was
   all. */
static bool ending_unnoticed(void)
{
	PyThreadState *thread = PyThreadState_GetUnchecked();
	PyObject *parts[ENDING_PARTS] = {NULL};

	if (getpid() != ending.pid || thread == NULL || ending_called(thread->interp, thread) || ending_loaded() != ending.loaded ||
	    !ending_stream("__stdin__", ending.reader, parts) || !ending_stream("stdout", ending.writer, parts + 3) ||
	    !ending_stream("stderr", ending.writer, parts + 6) || !ending_flush(parts[3]) || !ending_flush(parts[6]))
		return false;
	for (int i = 0; i < NUM_GENERATIONS; i++)
		if (!ending_all_quiet(&thread->interp->gc.generations[i].head, parts))
			return false;
	return ending_all_quiet(&thread->interp->gc.permanent_generation.head, parts) && ending_classes() == ending.classes;
}

static int ending_finalize(void)
{
	if (ending_unnoticed())
		return 0;
	memcpy(ending.code, ending.original, ENDING_JUMP);
	return Py_FinalizeEx();
}

/* ending_type returns a type that its module keeps, NULL where there is none. */
static PyTypeObject *ending_type(const char *module, const char *name)
{
	PyObject *type = _PyImport_GetModuleAttrString(module, name);

	Py_XDECREF(type);
	return (PyTypeObject *)type;
}

/* ending_learn notes what is to be known of Python's own types. It returns 0, or -1
   where one is missing. */
static int ending_learn(PyGC_Head *before)
{
	PyTypeObject *class = ending_type("abc", "ABC");

	ending.text = ending_type("_io", "TextIOWrapper");
	ending.reader = ending_type("_io", "BufferedReader");
	ending.writer = ending_type("_io", "BufferedWriter");
	ending.raw = ending_type("_io", "FileIO");
	ending.bytes = ending_type("_io", "BytesIO");
	ending.string = ending_type("_io", "StringIO");
	if (class == NULL || !ending.text || !ending.reader || !ending.writer || !ending.raw || !ending.bytes || !ending.string)
		return -1;
	ending.by_class = class->tp_dealloc;
	ending.before = before;
	ending.classes = ending_classes();
	ending.loaded = ending_loaded();
	return 0;
}

/* ending_writable makes the beginning of Py_FinalizeEx writable, for good: a program
   that has reached its limits could not, and may do so anyway. */
static int ending_writable(void)
{
	size_t page = sysconf(_SC_PAGESIZE);
	unsigned char *from = (unsigned char *)((size_t)ending.code & -page);

	return mprotect(from, ending.code + ENDING_JUMP - from, PROT_READ | PROT_WRITE | PROT_EXEC);
}

/* ending_replace puts ending_finalize in the place of Py_FinalizeEx. */
static int ending_replace(void)
{
	static const unsigned char landing[] = {0xf3, 0x0f, 0x1e, 0xfa}, jump = 0xe9; /* endbr64; jmp */
	unsigned char code[ENDING_JUMP] = {0x48, 0xb8, [10] = 0xff, 0xe0};            /* movabs $…, %rax; jmp *%rax */
	int (*by)(void) = ending_finalize;
	int32_t distance;

	ending.code = dlsym(RTLD_DEFAULT, "Py_FinalizeEx");
	if (ending.code == NULL)
		return -1;
	/* The exported function may be no more than the way to the one that others call. */
	if (memcmp(ending.code, landing, sizeof landing) == 0 && ending.code[sizeof landing] == jump) {
		memcpy(&distance, ending.code + sizeof landing + 1, sizeof distance);
		ending.code += sizeof landing + 1 + sizeof distance + distance;
	}
	memcpy(ending.original, ending.code, ENDING_JUMP);
	memcpy(code + 2, &by, sizeof by);
	if (ending_writable() < 0)
		return -1;
	memcpy(ending.code, code, ENDING_JUMP);
	return 0;
}

#endif
