// group: I
// attack: an annotation processor in the source, to be run by the compiler
// layer: the command line (-proc:none)
// want: accepted
// held: not-run
import java.util.*;
import javax.annotation.processing.*;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

@SupportedAnnotationTypes("*")
public class Processor extends AbstractProcessor {
    static {
        System.err.println(System.getProperty("jdk.module.main", "").contains("compiler") ? "BREACH run by the compiler" : "");
    }

    @Override
    public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) {
        throw new IllegalStateException("BREACH run by the compiler");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    public static void main(String[] args) {
        System.out.println("held not-run");
    }
}
