class Solution {
    public String[] f(long a, double[] b, char[][] c, List<Boolean> d, String e, List<int[]> f, List<Character>[] g) {
        
    }
}
