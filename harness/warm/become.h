/*
 * What the warm processes of all languages have in common: saying that one is
 * ready, taking a program from gavel-init, and taking on its jail.
 *
 * A warm process finds a SOCK_STREAM socket at descriptor GAVEL_SOCKET: of the
 * types of a Unix socket, the one that AppArmor lets a program have.
 *
 *   warm process                       gavel-init
 *     "R"                       ──►                    one byte: it can take a program
 *                               ◄──    a program       as below, once or, where it forks, again and again
 *     pid, errno   +1 fd        ──►                    of one that forks: the child, see gavel_forked
 *
 * A program is struct gavel_header, then
 *
 *   struct gavel_rlimit [header.rlimits]
 *   struct sock_filter  [header.filter]      the seccomp filter
 *   strings, each with its NUL: the working directory; what a process that forks
 *     has its child write to GAVEL_CONFINEMENT, empty without AppArmor; header.argc
 *     arguments
 *
 * all in host byte order. Beside the header are descriptors (SCM_RIGHTS), in this order:
 * header.stdio of them, which become 0, 1, 2 and perhaps 3; the Landlock rules,
 * where header.landlock is 1; a pipe that takes struct gavel_report where a step
 * fails. The pipe's end without a report says that the program runs.
 *
 * What is done, and in which order, is what gavel-init does between fork and exec
 * (cmd/gavel-init/fork.go); the numbers of the steps are the same. The profile, which
 * an exec would add, is taken when the capabilities are gone that it denies.
 */
#ifndef GAVEL_BECOME_H
#define GAVEL_BECOME_H

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
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

#define GAVEL_CONFINEMENT "/proc/self/attr/apparmor/current"

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
	GAVEL_PROFILE,
};

/* A program, as it was received. */
struct gavel_program {
	struct gavel_header header;
	const struct gavel_rlimit *rlimits;
	struct sock_fprog filter;
	const char *dir;
	const char *profile; /* an order to AppArmor; empty: none */
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

/* gavel_strings finds the directory, the order and the arguments. */
static int gavel_strings(struct gavel_program *p, const char *at)
{
	const char *end = at + p->header.strings;

	if (p->header.argc > GAVEL_MAX_ARGS || p->header.strings == 0 || end[-1] != '\0')
		return -1;
	p->dir = at;
	p->profile = at + strlen(at) + 1;
	at = p->profile;
	for (uint32_t i = 0; i < p->header.argc && at < end; i++) {
		at += strlen(at) + 1;
		p->argv[i] = at;
	}
	p->argv[p->header.argc] = NULL;
	return at < end ? 0 : -1;
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

/* gavel_read reads that many bytes. It returns 0, or -1 where there are fewer. */
static int gavel_read(char *to, size_t bytes)
{
	while (bytes > 0) {
		ssize_t n = recv(GAVEL_SOCKET, to, bytes, 0);

		if (n == 0 || (n < 0 && errno != EINTR))
			return -1;
		if (n > 0)
			to += n, bytes -= n;
	}
	return 0;
}

/*
 * gavel_receive waits for a program. It returns 0, or -1 where gavel-init has
 * closed the socket or sent what is none: then there is nothing left to do.
 */
static int gavel_receive(struct gavel_program *p)
{
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(6 * sizeof(int))];
	struct iovec iov = {&p->header, sizeof p->header};
	struct msghdr m = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
	ssize_t n;
	size_t rlimits, filter;

	do
		n = recvmsg(GAVEL_SOCKET, &m, MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	if (n != sizeof p->header || (m.msg_flags & MSG_CTRUNC)) /* it is sent at once, and short */
		return -1;
	rlimits = p->header.rlimits * sizeof(struct gavel_rlimit);
	filter = p->header.filter * sizeof(struct sock_filter);
	if (rlimits + filter + p->header.strings > sizeof p->packet ||
	    gavel_read(p->packet, rlimits + filter + p->header.strings) < 0)
		return -1;
	p->rlimits = (const struct gavel_rlimit *)p->packet;
	p->filter.len = p->header.filter;
	p->filter.filter = (struct sock_filter *)(p->packet + rlimits);
	if (gavel_strings(p, p->packet + rlimits + filter) < 0)
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

/* gavel_confine adds the program's AppArmor profile to that of this process. One
   thread only: the others would keep theirs. */
static inline void gavel_confine(const struct gavel_program *p)
{
	size_t length = strlen(p->profile);
	int fd;

	if (length == 0)
		return;
	fd = open(GAVEL_CONFINEMENT, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, p->profile, length) != (ssize_t)length)
		gavel_fail(p, GAVEL_PROFILE);
	close(fd);
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
	gavel_confine(p);
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
