import java.nio.file.*;
import java.util.*;

class Checker {
    public static void main(String[] args) throws Exception {
        long total = 0;
        for (String word : Files.readString(Path.of(args[1])).trim().split("\\s+")) total += Long.parseLong(word);
        List<String> rest = List.of(args).subList(3, args.length);
        System.err.println("sum " + total + " answer '" + Files.readString(Path.of(args[2])) + "' " + String.join(" ", rest));
        System.exit(total == Long.parseLong(Files.readString(Path.of(args[0])).trim()) ? 0 : 1);
    }
}
