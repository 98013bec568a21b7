# group: C
# attack: reads the host's figures and addresses from /proc
# layer: mount (subset=pid)
# want: accepted
# held: only-pids, kcore, kallsyms, kmsg, keys, key-users, meminfo, cpuinfo, stat, uptime, loadavg, version, cmdline, config.gz, modules, locks, timer_list, sched_debug, interrupts, sysvipc, net, sys, vmstat, slabinfo, pressure, mounts-of-init
import os


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


others = [n for n in os.listdir("/proc") if not n.isdigit() and n not in ("self", "thread-self")]
print("BREACH" if others else "held", "only-pids", others)
for name in (
    "kcore", "kallsyms", "kmsg", "keys", "key-users", "meminfo", "cpuinfo", "stat", "uptime", "loadavg", "version", "cmdline",
    "config.gz", "modules", "locks", "timer_list", "sched_debug", "interrupts", "sysvipc", "net", "sys", "vmstat", "slabinfo", "pressure",
):
    attempt(name, lambda: os.stat("/proc/" + name))
attempt("mounts-of-init", lambda: open("/proc/1/mountinfo").read())
