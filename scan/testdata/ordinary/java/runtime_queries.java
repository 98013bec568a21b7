class Memory {
    public static void main(String[] args) {
        Runtime rt = Runtime.getRuntime();
        rt.gc();
        long used = rt.totalMemory() - rt.freeMemory();
        System.out.println(used > 0 && rt.availableProcessors() > 0 && Runtime.getRuntime().maxMemory() > 0);
    }
}
