// accepted: names of the library are free
class String {}
class System {}
class List {}
class Integer {}
class Map {}
class Object {}
class Solution { public int total(int[] nums) { int s = 0; for (int n : nums) s += n; return s; } }
