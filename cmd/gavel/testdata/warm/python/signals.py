import signal
for number in sorted(signal.valid_signals()):
    print(number, signal.getsignal(number), signal.siginterrupt.__name__)
print(signal.pthread_sigmask(signal.SIG_BLOCK, []), signal.sigpending(), signal.getitimer(signal.ITIMER_REAL))
