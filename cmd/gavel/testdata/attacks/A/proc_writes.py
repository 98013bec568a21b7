# group: A
# attack: writes to /proc: ids, out-of-memory score, core pattern, system request
# layer: mount (read-only /proc)
# want: accepted
# held: self/oom_score_adj, self/uid_map, self/gid_map, self/setgroups, self/mem, self/coredump_filter, self/timerslack_ns, self/clear_refs, self/loginuid, sys/kernel/core_pattern, sys/vm/drop_caches, sysrq-trigger
import os


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


for name in (
    "self/oom_score_adj", "self/uid_map", "self/gid_map", "self/setgroups", "self/mem", "self/coredump_filter",
    "self/timerslack_ns", "self/clear_refs", "self/loginuid", "sys/kernel/core_pattern", "sys/vm/drop_caches", "sysrq-trigger",
):
    attempt(name, lambda: os.open("/proc/" + name, os.O_WRONLY))
