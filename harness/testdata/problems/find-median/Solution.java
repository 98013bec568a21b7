class Solution {
    public double findMedianSortedArrays(int[] a, int[] b) {
        int[] all = IntStream.concat(Arrays.stream(a), Arrays.stream(b)).sorted().toArray();
        int n = all.length;
        return (all[n / 2] + all[(n - 1) / 2]) / 2.0;
    }
}
