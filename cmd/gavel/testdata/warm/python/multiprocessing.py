import multiprocessing
def f(x): return x * x
if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    receive, send = multiprocessing.Pipe()
    p = multiprocessing.Process(target=send.send, args=(f(7),))
    p.start(); print(receive.recv()); p.join(); print(p.exitcode, multiprocessing.current_process())
