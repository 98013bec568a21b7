class Solution {
    public void f(int in, int[] class_, String delete, String string) {
        
    }
}
