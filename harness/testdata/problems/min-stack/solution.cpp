class MinStack {
    stack<pair<int, int>> items;
public:
    MinStack() {}
    void push(int val) { items.push({val, items.empty() ? val : min(val, items.top().second)}); }
    void pop() { items.pop(); }
    int top() { return items.top().first; }
    int getMin() { return items.top().second; }
};
