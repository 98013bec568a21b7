head = None
for i in range(300_000):
    head = [head]

class Node:
    def __init__(self, next):
        self.next = next

node = None
for i in range(300_000):
    node = Node(node)
print("deep")
