class Solution {
public:
    void f(int in, vector<int>& class_, string delete_, string string_) {
        
    }
};
