class Trie {
    private final TreeSet<String> words = new TreeSet<>();
    public void insert(String word) { words.add(word); }
    public boolean search(String word) { return words.contains(word); }
    public boolean startsWith(String prefix) {
        String next = words.ceiling(prefix);
        return next != null && next.startsWith(prefix);
    }
}
