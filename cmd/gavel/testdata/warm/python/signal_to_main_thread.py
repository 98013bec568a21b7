import signal, threading
def handler(number, frame):
    print("got", number, threading.current_thread() is threading.main_thread())
signal.signal(signal.SIGUSR1, handler)
def send():
    signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR1)
t = threading.Thread(target=send)
t.start()
signal.sigtimedwait([], 1) if not t.is_alive() else t.join()
t.join()
