import threading, _thread, os
print(threading.main_thread().name, threading.main_thread().daemon, threading.current_thread() is threading.main_thread(), threading.active_count(), threading.get_native_id() == os.getpid())
out = []
ts = [threading.Thread(target=out.append, args=(i,)) for i in range(8)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(out), _thread._count())
