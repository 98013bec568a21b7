// group: H
// attack: opens the channel by name, writes a result and halts before the driver can
// layer: judge (a guess is right once)
// want: wrong_answer | runtime_error *
import java.io.FileOutputStream;

class Solution {
    public int total(int[] nums) throws Exception {
        for (String name : new String[] {"/proc/self/fd/3", "/dev/fd/3"}) {
            try (FileOutputStream channel = new FileOutputStream(name)) {
                channel.write("{\"result\":987654,\"decode_ns\":1,\"encode_ns\":1}\n".getBytes());
                break;
            }
        }
        Runtime.getRuntime().halt(0);
        return 0;
    }
}
