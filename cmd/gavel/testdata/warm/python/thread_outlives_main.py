import threading, time
def later():
    time.sleep(0.05)
    print("the thread's end")
threading.Thread(target=later).start()
print("main's end")
