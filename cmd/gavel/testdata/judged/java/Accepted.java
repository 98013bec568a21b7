// want: accepted
// stdin: 1 2
// expected: 3
import java.util.Scanner;

public class Accepted {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        System.out.println(in.nextInt() + in.nextInt());
    }
}
