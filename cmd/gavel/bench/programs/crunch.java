import java.util.Scanner;

public class Main {
    public static void main(String[] args) {
        long rounds = new Scanner(System.in).nextLong(), state = 88172645463325252L, total = 0;
        for (long i = 0; i < rounds; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            total += state >>> 33;
        }
        System.out.println(total);
    }
}
