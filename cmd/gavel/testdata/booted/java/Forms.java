class FormInstance {
    void main() { System.out.println("an instance, no arguments"); }
}

class FormInstanceArguments {
    private final String field = "set";

    void main(String[] a) { System.out.println("an instance " + a.length + field); }
}

class FormStaticBare {
    static void main() { System.out.println("static, no arguments"); }
}

class FormBoth {
    public static void main(String[] a) { System.out.println("with arguments"); }

    static void main() { System.out.println("without"); }
}

class FormInherited extends FormStaticBare {}

class FormThrowingConstructor {
    FormThrowingConstructor() { throw new IllegalStateException("in the constructor"); }

    void main() { System.out.println("never"); }
}

class FormInstanceThrows {
    void main() { throw new IllegalStateException("in an instance"); }
}

class FormPrivateConstructor {
    private FormPrivateConstructor() {}

    void main() { System.out.println("private"); }
}

class FormNeedsArgument {
    FormNeedsArgument(int n) {}

    void main() { System.out.println("never"); }
}

class FormWrongType {
    public static int main(String[] a) { return 3; }
}
