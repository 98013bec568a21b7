from concurrent.futures import ThreadPoolExecutor

kept = ThreadPoolExecutor(2)
future = kept.submit(pow, 2, 10)
print(future.result())
