public class Main { public static void main(String[] args) { System.out.println("fast"); System.out.flush(); Runtime.getRuntime().halt(0); } }
