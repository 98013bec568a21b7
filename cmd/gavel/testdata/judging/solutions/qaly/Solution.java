import java.util.Locale;
import java.util.Scanner;

public class Solution {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in).useLocale(Locale.ROOT);
        double years = 0;
        for (int n = in.nextInt(); n > 0; n--) years += in.nextDouble() * in.nextDouble();
        System.out.println(years);
    }
}
