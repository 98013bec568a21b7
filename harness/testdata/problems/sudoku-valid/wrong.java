class Solution { public boolean checkValid(int[][] m) { for (int[] r : m) if (Arrays.stream(r).distinct().count() < r.length) return false; return true; } }
