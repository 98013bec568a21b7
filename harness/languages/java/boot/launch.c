/*
 * Starts a Java virtual machine ahead of its program: the machine boots, rehearses
 * what most programs need, and waits at a socket. Then it is the program's, and
 * goes on as the launcher of the JDK would: same threads, same calls, same ends.
 *
 *   launch OPTION… [-cp PATH | -m MODULE/CLASS]
 *
 * takes the options of java, with or without the -J of the JDK's tools, one
 * element each, and the few that have a value of their own. The arguments that come with the program are its main class, where
 * -m did not say it, and the program's own.
 *
 * Whatever the machine has to say while it boots would be lost: then it is not
 * ready, and programs are started without it.
 */
#include "become.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <jni.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define VIRTUAL_MACHINE "/usr/lib/jvm/java/lib/server/libjvm.so"
#define REHEARSAL "file:/usr/lib/gavel/rehearsal/"

enum { OPTION_BYTES = 4096, LOCAL_REFERENCES = 16, FROM_CLASS_PATH = 1, FROM_MODULE = 3 };

static JavaVMInitArgs options = {.version = JNI_VERSION_21};
static size_t stack_bytes;
static const char *main_module; /* MODULE/CLASS; NULL: the program names its class */
static int said; /* the end of a pipe at which the machine is heard while it boots */
static struct gavel_program program;

static void give_up(const char *why)
{
	fprintf(stderr, "launch: %s\n", why);
	_exit(1);
}

static void add_option(const char *name, const char *value)
{
	char *option = malloc(OPTION_BYTES);

	if (option == NULL || snprintf(option, OPTION_BYTES, "%s%s", name, value) >= OPTION_BYTES)
		give_up("an option is too long");
	options.options[options.nOptions++].optionString = option;
}

/* add_module says by -m what is started: the machine wants to know the module. */
static void add_module(const char *value)
{
	char module[OPTION_BYTES];

	snprintf(module, sizeof module, "%.*s", (int)strcspn(value, "/"), value);
	add_option("-Djdk.module.main=", module);
	main_module = value;
}

/* parse_options turns the launcher's options into those of the machine. */
static void parse_options(int argc, char **argv)
{
	options.options = calloc(argc + 1, sizeof *options.options);
	if (options.options == NULL)
		give_up("no memory");
	for (int i = 1; i < argc; i++) {
		const char *option = argv[i], *value = i + 1 < argc ? argv[i + 1] : "";

		if (strncmp(option, "-J", 2) == 0)
			option += 2;
		if (strcmp(option, "-cp") == 0)
			add_option("-Djava.class.path=", value), i++;
		else if (strcmp(option, "--add-modules") == 0)
			add_option("--add-modules=", value), i++;
		else if (strcmp(option, "-m") == 0)
			add_module(value), i++;
		else
			add_option(option, "");
		if (strncmp(option, "-Xss", 4) == 0)
			stack_bytes = strtoul(option + 4, NULL, 10) << 20; /* always given in MiB */
	}
	add_option("-Dsun.java.launcher=", "SUN_STANDARD");
}

static JNIEnv *create_machine(JavaVM **vm)
{
	JNIEnv *env;
	void *library = dlopen(VIRTUAL_MACHINE, RTLD_NOW | RTLD_GLOBAL);
	jint (*create)(JavaVM **, void **, void *) = library ? dlsym(library, "JNI_CreateJavaVM") : NULL;

	if (create == NULL || create(vm, (void **)&env, &options) != JNI_OK)
		give_up("the virtual machine does not start");
	return env;
}

/* rehearsal loads the image's class Rehearsal by a class loader of its own, which
   goes with it. */
static jclass rehearsal(JNIEnv *env)
{
	jclass url = (*env)->FindClass(env, "java/net/URL");
	jclass loader = (*env)->FindClass(env, "java/net/URLClassLoader");
	jobject place = (*env)->NewObject(env, url, (*env)->GetMethodID(env, url, "<init>", "(Ljava/lang/String;)V"),
		(*env)->NewStringUTF(env, REHEARSAL));
	jobject from = (*env)->NewObject(env, loader,
		(*env)->GetMethodID(env, loader, "<init>", "([Ljava/net/URL;Ljava/lang/ClassLoader;)V"),
		(*env)->NewObjectArray(env, 1, url, place), NULL);

	return (*env)->CallObjectMethod(env, from,
		(*env)->GetMethodID(env, loader, "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;"),
		(*env)->NewStringUTF(env, "Rehearsal"));
}

/* rehearse does what programs will do, and clears away what it left. */
static void rehearse(JNIEnv *env)
{
	jclass class, system;

	(*env)->PushLocalFrame(env, LOCAL_REFERENCES);
	class = rehearsal(env);
	if (!(*env)->ExceptionCheck(env))
		(*env)->CallStaticVoidMethod(env, class, (*env)->GetStaticMethodID(env, class, "run", "()V"));
	if ((*env)->ExceptionCheck(env)) {
		(*env)->ExceptionDescribe(env);
		give_up("the rehearsal failed");
	}
	(*env)->PopLocalFrame(env, NULL);
	system = (*env)->FindClass(env, "java/lang/System");
	(*env)->CallStaticVoidMethod(env, system, (*env)->GetStaticMethodID(env, system, "gc", "()V"));
	(*env)->DeleteLocalRef(env, system);
}

/* allow_boot adds to the limit of processor time what the boot used of it. */
static void allow_boot(void)
{
	struct gavel_rlimit *limits = (struct gavel_rlimit *)program.rlimits;
	struct rusage used;
	struct rlimit now;

	getrusage(RUSAGE_SELF, &used);
	getrlimit(RLIMIT_CPU, &now);
	for (uint32_t i = 0; i < program.header.rlimits; i++) {
		if (limits[i].resource != RLIMIT_CPU)
			continue;
		limits[i].value += used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1;
		if (limits[i].value > now.rlim_max)
			limits[i].value = now.rlim_max;
	}
}

/* platform_string reads text as the JDK's launcher reads its command line. */
static jstring platform_string(JNIEnv *env, jclass helper, const char *text)
{
	jsize length = strlen(text);
	jmethodID make = (*env)->GetStaticMethodID(env, helper, "makePlatformString", "(Z[B)Ljava/lang/String;");
	jbyteArray bytes = make ? (*env)->NewByteArray(env, length) : NULL;
	jstring made;

	if (bytes == NULL)
		return NULL;
	(*env)->SetByteArrayRegion(env, bytes, 0, length, (const jbyte *)text);
	made = (*env)->CallStaticObjectMethod(env, helper, make, JNI_TRUE, bytes);
	(*env)->DeleteLocalRef(env, bytes);
	return made;
}

/* tell_command sets the property that names the program and its arguments. */
static bool tell_command(JNIEnv *env, jclass helper, const char *name, const char *const *argv)
{
	static char command[GAVEL_MAX_PACKET];
	size_t used = snprintf(command, sizeof command, "%s", name);
	jclass system = (*env)->FindClass(env, "java/lang/System");
	jmethodID set = system ? (*env)->GetStaticMethodID(env, system, "setProperty",
		"(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;") : NULL;
	jstring key = (*env)->NewStringUTF(env, "sun.java.command"), value;

	for (; *argv != NULL && used < sizeof command; argv++)
		used += snprintf(command + used, sizeof command - used, " %s", *argv);
	value = platform_string(env, helper, command);
	if (set == NULL || key == NULL || value == NULL)
		return false;
	(*env)->CallStaticObjectMethod(env, system, set, key, value);
	(*env)->DeleteLocalRef(env, value);
	(*env)->DeleteLocalRef(env, key);
	(*env)->DeleteLocalRef(env, system);
	return !(*env)->ExceptionCheck(env);
}

static jclass load_main(JNIEnv *env, jclass helper, const char *name)
{
	jmethodID load = (*env)->GetStaticMethodID(env, helper, "checkAndLoadMain", "(ZILjava/lang/String;)Ljava/lang/Class;");
	jstring class = load ? platform_string(env, helper, name) : NULL;

	if (class == NULL)
		return NULL;
	return (*env)->CallStaticObjectMethod(env, helper, load, JNI_TRUE, main_module ? FROM_MODULE : FROM_CLASS_PATH, class);
}

static jobjectArray arguments(JNIEnv *env, jclass helper, const char *const *argv)
{
	jclass string = (*env)->FindClass(env, "java/lang/String");
	jobjectArray array = NULL;
	jsize count = 0;

	while (argv[count] != NULL)
		count++;
	if (string != NULL)
		array = (*env)->NewObjectArray(env, count, string, NULL);
	for (jsize i = 0; array != NULL && i < count; i++) {
		jstring argument = platform_string(env, helper, argv[i]);

		if (argument == NULL)
			return NULL;
		(*env)->SetObjectArrayElement(env, array, i, argument);
		(*env)->DeleteLocalRef(env, argument);
	}
	return array;
}

/* is_set reads one of the things that the helper found out about the main method. */
static bool is_set(JNIEnv *env, jclass helper, const char *name)
{
	jfieldID field = (*env)->GetStaticFieldID(env, helper, name, "Z");

	return field != NULL && (*env)->GetStaticBooleanField(env, helper, field);
}

/* call_main calls it in whichever form it has. It returns false, with an
   exception, where it could not be called. */
static bool call_main(JNIEnv *env, jclass helper, jclass class, jobjectArray argv)
{
	bool is_static = is_set(env, helper, "isStaticMain");
	const char *type = is_set(env, helper, "noArgMain") ? "()V" : "([Ljava/lang/String;)V";
	jmethodID method, constructor;
	jobject object;

	if ((*env)->ExceptionCheck(env))
		return false;
	if (is_static) {
		method = (*env)->GetStaticMethodID(env, class, "main", type);
		if (method == NULL)
			return false;
		(*env)->CallStaticVoidMethod(env, class, method, argv);
		return true;
	}
	constructor = (*env)->GetMethodID(env, class, "<init>", "()V");
	object = constructor ? (*env)->NewObject(env, class, constructor) : NULL;
	method = object ? (*env)->GetMethodID(env, class, "main", type) : NULL;
	if (method == NULL)
		return false;
	(*env)->CallVoidMethod(env, object, method, argv);
	return true;
}

/* run_main returns the exit status. What main throws stays: the end of the thread
   hands it to whoever handles uncaught exceptions. */
static int run_main(JNIEnv *env)
{
	const char *const *argv = program.argv;
	const char *name = main_module ? main_module : *argv != NULL ? *argv++ : "";
	jclass helper = (*env)->FindClass(env, "sun/launcher/LauncherHelper");
	jclass class = NULL;
	jobjectArray array = NULL;

	if (helper != NULL && tell_command(env, helper, name, argv))
		class = load_main(env, helper, name);
	if (class != NULL && !(*env)->ExceptionCheck(env))
		array = arguments(env, helper, argv);
	if (array == NULL || !call_main(env, helper, class, array)) {
		(*env)->ExceptionDescribe(env);
		return 1;
	}
	return (*env)->ExceptionCheck(env) ? 1 : 0;
}

/* silent tells that the machine has said nothing, after which that is over. */
static bool silent(void)
{
	struct pollfd polled = {.fd = said, .events = POLLIN};
	bool nothing = poll(&polled, 1, 0) == 0;

	close(said);
	return nothing;
}

static void *main_thread(void *unused)
{
	JavaVM *vm;
	JNIEnv *env = create_machine(&vm);
	int status;

	(void)unused;
	rehearse(env);
	if (!silent() || gavel_ready() < 0 || gavel_receive(&program) < 0)
		_exit(1);
	allow_boot();
	gavel_become_once(&program);
	status = run_main(env);
	if ((*vm)->DetachCurrentThread(vm) != JNI_OK)
		status = 1;
	(*vm)->DestroyJavaVM(vm); /* waits for the threads that are no daemons */
	return (void *)(intptr_t)status;
}

/* hush keeps what the machine says while it boots. */
static void hush(void)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0 || dup2(ends[1], STDOUT_FILENO) < 0 || dup2(ends[1], STDERR_FILENO) < 0)
		_exit(1);
	close(ends[1]);
	said = ends[0];
}

int main(int argc, char **argv)
{
	pthread_attr_t attributes;
	pthread_t thread;
	void *status;

	hush();
	parse_options(argc, argv);
	pthread_attr_init(&attributes);
	pthread_attr_setguardsize(&attributes, 0); /* the machine puts its own */
	if (stack_bytes > 0)
		pthread_attr_setstacksize(&attributes, stack_bytes);
	if (pthread_create(&thread, &attributes, main_thread, NULL) != 0 || pthread_join(thread, &status) != 0)
		give_up("no thread");
	return (int)(intptr_t)status;
}
