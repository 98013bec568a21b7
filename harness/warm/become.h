/*
 * What the warm processes of all languages have in common: saying that one is
 * ready, taking a program from gavel-init, and taking on its jail.
 *
 * A warm process finds a SOCK_SEQPACKET socket at descriptor GAVEL_SOCKET.
 *
 *   warm process                       gavel-init
 *     "R"                       ──►                    one byte: it can take a program
 *                               ◄──    a program       as below, once or, where it forks, again and again
 *     pid, errno   +1 fd        ──►                    of one that forks: the child, see gavel_forked
 *
 * A program is one packet: struct gavel_header, then
 *
 *   struct gavel_rlimit [header.rlimits]
 *   struct sock_filter  [header.filter]      the seccomp filter
 *   strings: the working directory and header.argc arguments, each with its NUL
 *
 * all in host byte order. Beside it are descriptors (SCM_RIGHTS), in this order:
 * header.stdio of them, which become 0, 1, 2 and perhaps 3; the Landlock rules,
 * where header.landlock is 1; a pipe that takes struct gavel_report where a step
 * fails. The pipe's end without a report says that the program runs.
 *
 * What is done, and in which order, is what gavel-init does between fork and exec
 * (cmd/gavel-init/fork.go); the numbers of the steps are the same.
 */
#ifndef GAVEL_BECOME_H
#define GAVEL_BECOME_H

#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { GAVEL_SOCKET = 3, GAVEL_MAX_PACKET = 128 << 10, GAVEL_MAX_ARGS = 64 };

struct gavel_header {
	uint32_t uid, gid; /* of the program; a process that serves once has them already */
	uint32_t stdio;    /* 3 or 4 */
	uint32_t landlock; /* 0 or 1 */
	uint32_t rlimits;
	uint32_t filter;
	uint32_t argc;
	uint32_t strings; /* bytes */
};

struct gavel_rlimit {
	uint64_t resource, value;
};

struct gavel_report {
	uint32_t step, error;
};

enum gavel_step {
	GAVEL_SETSID,
	GAVEL_DUP,
	GAVEL_RLIMIT,
	GAVEL_SETGROUPS,
	GAVEL_SETGID,
	GAVEL_SETUID,
	GAVEL_CHDIR,
	GAVEL_CLOSE,
	GAVEL_LANDLOCK,
	GAVEL_FILTER,
	GAVEL_EXEC,
	GAVEL_CAPSET,
	GAVEL_DUMPABLE,
};

/* A program, as it was received. */
struct gavel_program {
	struct gavel_header header;
	const struct gavel_rlimit *rlimits;
	struct sock_fprog filter;
	const char *dir;
	const char *argv[GAVEL_MAX_ARGS + 1]; /* ends with NULL */
	int stdio[4];
	int landlock; /* -1: none */
	int report;
	_Alignas(8) char packet[GAVEL_MAX_PACKET];
};

/* gavel_ready says that a program can be taken. It returns 0, or -1 with errno. */
static int gavel_ready(void)
{
	return send(GAVEL_SOCKET, "R", 1, MSG_NOSIGNAL) == 1 ? 0 : -1;
}

/* gavel_strings finds the directory and the arguments. */
static int gavel_strings(struct gavel_program *p, const char *at)
{
	const char *end = at + p->header.strings;

	if (p->header.argc > GAVEL_MAX_ARGS || p->header.strings == 0 || end[-1] != '\0')
		return -1;
	p->dir = at;
	for (uint32_t i = 0; i < p->header.argc; i++) {
		at += strlen(at) + 1;
		if (at >= end)
			return -1;
		p->argv[i] = at;
	}
	p->argv[p->header.argc] = NULL;
	return 0;
}

/* gavel_take copies the descriptors in the order that they came in. */
static int gavel_take(struct gavel_program *p, struct cmsghdr *c)
{
	uint32_t want = p->header.stdio + p->header.landlock + 1;
	int fds[6];

	if (p->header.stdio < 3 || p->header.stdio > 4 || p->header.landlock > 1 || c == NULL ||
	    c->cmsg_type != SCM_RIGHTS || c->cmsg_len != CMSG_LEN(want * sizeof(int)))
		return -1;
	memcpy(fds, CMSG_DATA(c), want * sizeof(int));
	memcpy(p->stdio, fds, p->header.stdio * sizeof(int));
	p->landlock = p->header.landlock ? fds[p->header.stdio] : -1;
	p->report = fds[want - 1];
	return 0;
}

/*
 * gavel_receive waits for a program. It returns 0, or -1 where gavel-init has
 * closed the socket or sent what is none: then there is nothing left to do.
 */
static int gavel_receive(struct gavel_program *p)
{
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(6 * sizeof(int))];
	struct iovec iov = {p->packet, sizeof p->packet};
	struct msghdr m = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
	ssize_t n;
	size_t rlimits, filter;

	do
		n = recvmsg(GAVEL_SOCKET, &m, MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	if (n < (ssize_t)sizeof p->header || (m.msg_flags & (MSG_TRUNC | MSG_CTRUNC)))
		return -1;
	memcpy(&p->header, p->packet, sizeof p->header);
	rlimits = p->header.rlimits * sizeof(struct gavel_rlimit);
	filter = p->header.filter * sizeof(struct sock_filter);
	if ((size_t)n != sizeof p->header + rlimits + filter + p->header.strings)
		return -1;
	p->rlimits = (const struct gavel_rlimit *)(p->packet + sizeof p->header);
	p->filter.len = p->header.filter;
	p->filter.filter = (struct sock_filter *)(p->packet + sizeof p->header + rlimits);
	if (gavel_strings(p, p->packet + sizeof p->header + rlimits + filter) < 0)
		return -1;
	return gavel_take(p, CMSG_FIRSTHDR(&m));
}

/* gavel_fail reports a step, with errno, and ends the process. */
static void gavel_fail(const struct gavel_program *p, enum gavel_step step)
{
	struct gavel_report report = {step, errno};
	ssize_t written = write(p->report, &report, sizeof report);

	(void)written; /* a pipe that is not read is a gavel-init that is gone */
	_exit(127);
}

/* gavel_settle puts descriptors, limits and working directory in place. */
static void gavel_settle(const struct gavel_program *p)
{
	for (uint32_t i = 0; i < p->header.stdio; i++)
		if (dup3(p->stdio[i], i, 0) < 0)
			gavel_fail(p, GAVEL_DUP);
	for (uint32_t i = 0; i < p->header.rlimits; i++) {
		struct rlimit limit = {p->rlimits[i].value, p->rlimits[i].value};

		if (setrlimit(p->rlimits[i].resource, &limit) < 0)
			gavel_fail(p, GAVEL_RLIMIT);
	}
}

/* gavel_filter loads the filter, for all threads of the process. */
static void gavel_filter(const struct gavel_program *p)
{
	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &p->filter) != 0)
		gavel_fail(p, GAVEL_FILTER);
}

/*
 * gavel_become_once makes this process, which gavel-init started with the
 * program's ids, session and Landlock rules, the program's: afterwards the socket
 * is closed and every thread is under the filter. It does not return after a
 * failure.
 */
static inline void gavel_become_once(const struct gavel_program *p)
{
	gavel_settle(p);
	if (chdir(p->dir) < 0)
		gavel_fail(p, GAVEL_CHDIR);
	for (uint32_t i = 0; i < p->header.stdio; i++)
		close(p->stdio[i]);
	if (p->landlock >= 0)
		close(p->landlock);
	if (p->header.stdio == 3)
		close(GAVEL_SOCKET);
	gavel_filter(p);
	close(p->report);
}

/* gavel_drop gives up ids and capabilities, in that order: it is by these that a
   process that is not root may change those. */
static inline void gavel_drop(const struct gavel_program *p)
{
	struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};

	if (setgroups(0, NULL) < 0)
		gavel_fail(p, GAVEL_SETGROUPS);
	if (setresgid(p->header.gid, p->header.gid, p->header.gid) < 0)
		gavel_fail(p, GAVEL_SETGID);
	if (setresuid(p->header.uid, p->header.uid, p->header.uid) < 0)
		gavel_fail(p, GAVEL_SETUID);
	if (syscall(SYS_capset, &header, none) < 0)
		gavel_fail(p, GAVEL_CAPSET);
	if (prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) < 0) /* as after an exec */
		gavel_fail(p, GAVEL_DUMPABLE);
}

/*
 * gavel_become makes the child of a warm process that forks the program's. It
 * does not return after a failure.
 */
static inline void gavel_become(const struct gavel_program *p)
{
	if (setsid() < 0)
		gavel_fail(p, GAVEL_SETSID);
	gavel_settle(p);
	gavel_drop(p);
	if (chdir(p->dir) < 0)
		gavel_fail(p, GAVEL_CHDIR);
	if (p->landlock >= 0 && syscall(SYS_landlock_restrict_self, p->landlock, 0) < 0)
		gavel_fail(p, GAVEL_LANDLOCK);
	if ((p->report > (int)p->header.stdio && close_range(p->header.stdio, p->report - 1, 0) < 0) ||
	    close_range(p->report + 1, ~0U, 0) < 0)
		gavel_fail(p, GAVEL_CLOSE);
	gavel_filter(p);
	close(p->report);
}

/*
 * gavel_forked tells gavel-init of a child that was cloned with CLONE_PARENT and
 * CLONE_PIDFD: its number as this process sees it, 0 and the reason where there
 * is none, and its pidfd, which is closed here.
 */
static inline int gavel_forked(int pid, int pidfd, int error)
{
	uint32_t told[2] = {pid, error};
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {0};
	struct iovec iov = {told, sizeof told};
	struct msghdr m = {.msg_iov = &iov, .msg_iovlen = 1};
	ssize_t n;

	if (pid != 0) {
		m.msg_control = control;
		m.msg_controllen = sizeof control;
		struct cmsghdr *c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(c), &pidfd, sizeof(int));
	}
	n = sendmsg(GAVEL_SOCKET, &m, MSG_NOSIGNAL);
	if (pid != 0)
		close(pidfd);
	return n == sizeof told ? 0 : -1;
}

/* gavel_release closes what a parent holds of a program that its child took. */
static inline void gavel_release(const struct gavel_program *p)
{
	for (uint32_t i = 0; i < p->header.stdio; i++)
		close(p->stdio[i]);
	if (p->landlock >= 0)
		close(p->landlock);
	close(p->report);
}

#endif
