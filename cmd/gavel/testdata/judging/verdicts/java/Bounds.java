// want: runtime_error uncaught:ArrayIndexOutOfBoundsException
public class Bounds {
    public static void main(String[] args) {
        System.out.println(new int[3][3][3][1].length);
        System.out.println(new int[3][7].length + args[5].length());
    }
}
