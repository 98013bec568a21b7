// group: C
// attack: asks the virtual machine about the host: environment, properties, user
// layer: gavel-init, namespaces
// want: accepted
// held: environment, user, home, name
import java.util.*;

public class Environment {
    static void check(String what, boolean right, Object told) {
        System.out.println((right ? "held " : "BREACH ") + what + " " + told);
    }

    public static void main(String[] args) throws Exception {
        Set<String> names = new TreeSet<>(System.getenv().keySet());
        names.removeAll(Set.of("PATH", "HOME", "LANG", "ONLINE_JUDGE"));
        check("environment", names.isEmpty(), names);
        check("user", !System.getProperty("user.name").equals("root"), System.getProperty("user.name"));
        check("home", !System.getProperty("user.home").startsWith("/root"), System.getProperty("user.home"));
        check("name", new String(java.nio.file.Files.readAllBytes(java.nio.file.Path.of("/proc/self/cgroup"))).indexOf("gavel-") < 0, "");
    }
}
