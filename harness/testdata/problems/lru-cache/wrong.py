class LRUCache(dict):
    def __init__(self, capacity):
        pass
    def get(self, key, default=-1):
        return dict.get(self, key, default)
    def put(self, key, value):
        self[key] = value
