// group: B
// attack: system calls from Java by the foreign function interface
// layer: seccomp
// want: accepted
// limits: cpu_ms=6000
// held: unshare, ptrace, bpf, io_uring, userfaultfd, keyctl, mount, memfd, socket, splice
import java.lang.foreign.*;
import java.lang.invoke.MethodHandle;

public class ForeignCalls {
    public static void main(String[] args) throws Throwable {
        Linker linker = Linker.nativeLinker();
        StructLayout state = Linker.Option.captureStateLayout();
        ValueLayout.OfLong l = ValueLayout.JAVA_LONG;
        MethodHandle call = linker.downcallHandle(linker.defaultLookup().find("syscall").get(),
            FunctionDescriptor.of(l, l, l, l, l, l, l), Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(1));
        Object[][] calls = {{"unshare", 272L, 0x10000000L}, {"ptrace", 101L, 0L}, {"bpf", 321L, 0L}, {"io_uring", 425L, 1L},
            {"userfaultfd", 323L, 0L}, {"keyctl", 250L, 0L}, {"mount", 165L, 0L}, {"memfd", 319L, 0L}, {"socket", 41L, 38L}, {"splice", 275L, 0L}};
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment captured = arena.allocate(state);
            for (Object[] c : calls) {
                long got = (long) call.invokeExact(captured, (long) c[1], (long) c[2], 0L, 0L, 0L, 0L);
                int errno = (int) state.varHandle(MemoryLayout.PathElement.groupElement("errno")).get(captured, 0L);
                boolean refused = got == -1 && (errno == 1 || errno == 38 || errno == 97);
                System.out.println((refused ? "held " : "BREACH ") + c[0] + " " + got + " " + errno);
            }
        }
    }
}
