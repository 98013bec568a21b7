import threading, time
threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
print("done")
