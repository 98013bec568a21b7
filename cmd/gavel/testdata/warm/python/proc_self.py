import os
print(os.readlink("/proc/self/exe"), os.readlink("/proc/self/cwd"), open("/proc/self/comm").read(), open("/proc/self/cmdline").read().split("\0"))
print(os.stat("/proc/self").st_uid, os.access("/proc/self/mem", os.R_OK), open("/proc/self/oom_score_adj").read())
print(sorted(name for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()))
