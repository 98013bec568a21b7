class Solution { public double findMedianSortedArrays(int[] a, int[] b) { return a.length > 0 ? a[0] : b[0]; } }
