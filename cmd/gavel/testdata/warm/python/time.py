import time, resource, os
used = time.process_time()
print(used < 0.2, time.thread_time() < 0.2, sum(os.times()[2:4]), time.tzname, time.perf_counter() > 0)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime)
