class Solution { public List<Integer> spiralOrder(int[][] m) { List<Integer> o = new LinkedList<>(); for (int[] r : m) for (int x : r) o.add(x); return o; } }
