class MinStack { vector<int> v; public: void push(int x) { v.push_back(x); } void pop() { v.pop_back(); } int top() { return v.back(); } int getMin() { return v[0]; } };
