// group: C
// attack: reads every file below the program's directory for the expected output
// layer: judge (no expected output enters a cell)
// want: wrong_answer
// stdin: 1
// expected: answer-b3e0d915
// held: files
import java.nio.file.*;

public class Answers {
    public static void main(String[] args) throws Exception {
        String wanted = "answer-" + (args.length == 0 ? "b3e0" : "") + "d915";
        long found = 0;
        for (String top : new String[] {"/box", "/tmp", "/etc"})
            try (var paths = Files.walk(Path.of(top))) {
                for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile).filter(Files::isReadable)::iterator)
                    if (new String(Files.readAllBytes(path), "ISO-8859-1").contains(wanted)) found++;
            }
        System.out.println(found == 0 ? "held files" : "BREACH " + found);
    }
}
