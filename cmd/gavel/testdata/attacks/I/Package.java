// group: I
// attack: a package as deep as a path may be, for a tree of directories that is slow to walk
// layer: gavel-init (depth of what is collected)
// want: compile_error compile* | accepted
package a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a;

public class Package {
    public static void main(String[] args) {
    }
}
