class LRUCache {
    size_t capacity;
    list<pair<int, int>> order;
    unordered_map<int, list<pair<int, int>>::iterator> at;
public:
    LRUCache(int capacity) : capacity(capacity) {}
    int get(int key) {
        auto it = at.find(key);
        if (it == at.end()) return -1;
        order.splice(order.begin(), order, it->second);
        return it->second->second;
    }
    void put(int key, int value) {
        if (get(key) != -1) { at[key]->second = value; return; }
        order.emplace_front(key, value);
        at[key] = order.begin();
        if (order.size() > capacity) at.erase(order.back().first), order.pop_back();
    }
};
