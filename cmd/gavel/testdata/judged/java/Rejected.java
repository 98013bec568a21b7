// want: rejected scan:*
public class Rejected {
    public static void main(String[] args) throws Exception {
        new ProcessBuilder("/bin/id").start();
    }
}
