public class Solution { public static void main(String[] args) { System.out.println("bye"); System.out.flush(); System.exit(0); } }
