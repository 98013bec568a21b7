class Solution {
    public List<Integer> spiralOrder(int[][] m) {
        List<Integer> out = new ArrayList<>();
        int t = 0, b = m.length - 1, l = 0, r = m[0].length - 1;
        while (t <= b && l <= r) {
            for (int j = l; j <= r; j++) out.add(m[t][j]);
            for (int i = t + 1; i <= b; i++) out.add(m[i][r]);
            if (t < b) for (int j = r - 1; j >= l; j--) out.add(m[b][j]);
            if (l < r) for (int i = b - 1; i > t; i--) out.add(m[i][l]);
            t++; b--; l++; r--;
        }
        return out;
    }
}
