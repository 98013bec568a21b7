class Solution {
    public List<List<Integer>> generate(int numRows) {
        List<List<Integer>> out = new ArrayList<>();
        for (int i = 0; i < numRows; i++) {
            Integer[] row = new Integer[i + 1];
            row[0] = row[i] = 1;
            for (int j = 1; j < i; j++) row[j] = out.get(i - 1).get(j - 1) + out.get(i - 1).get(j);
            out.add(Arrays.asList(row));
        }
        return out;
    }
}
