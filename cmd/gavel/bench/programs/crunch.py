def mix(rounds):
    state, total = 12345, 0
    for i in range(rounds):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        if state & 1:
            total += state >> 7
        else:
            total ^= state
    return total


print(mix(int(input())))
