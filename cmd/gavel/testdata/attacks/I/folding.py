# group: I
# attack: constants that the compiler folds into gigabytes
# layer: interpreter (bounds of folding), memory cgroup
# want: memory_limit_exceeded * | compile_error compile* | time_limit_exceeded cpu_limit
# limits: memory_bytes=67108864 cpu_ms=2000
x = ("x" * 4096) * 4096 * 4096
y = 9 ** 9 ** 9
