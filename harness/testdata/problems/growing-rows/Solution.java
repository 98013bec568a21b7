class Rows {
    private final List<Integer> row = new ArrayList<>();
    private final List<List<Integer>> rows = List.of(row);

    public List<Integer> add(int val) {
        row.add(val);
        return row;
    }

    public List<List<Integer>> all() {
        return rows;
    }
}
