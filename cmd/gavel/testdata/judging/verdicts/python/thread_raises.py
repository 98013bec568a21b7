# want: accepted
# expected: still here
# An exception in a thread ends the thread only.
import threading

thread = threading.Thread(target=lambda: 1 // 0)
thread.start()
thread.join()
print("still here")
