import java.nio.file.*;
import java.util.*;

class Checker {
    public static void main(String[] args) throws Exception {
        long total = 0;
        for (Scanner in = new Scanner(System.in); in.hasNextLong();) total += in.nextLong();
        List<String> rest = List.of(args).subList(3, args.length);
        Files.writeString(Path.of(args[2] + "judgemessage.txt"),
                "sum " + total + " answer '" + Files.readString(Path.of(args[1])) + "' " + String.join(" ", rest));
        System.exit(total == Long.parseLong(Files.readString(Path.of(args[0])).trim()) ? 42 : 43);
    }
}
