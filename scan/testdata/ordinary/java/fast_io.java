import java.io.*;
public class Main {
    static DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
    static byte[] buf = new byte[1 << 16]; static int len, ptr;
    static int read() throws IOException { if (ptr == len) { len = in.read(buf, ptr = 0, buf.length); if (len <= 0) { len = 0; return -1; } } return buf[ptr++]; }
    static int nextInt() throws IOException { int c = read(), r = 0; while (c != -1 && c <= ' ') c = read(); boolean neg = c == '-'; if (neg) c = read(); while (c >= '0' && c <= '9') { r = r * 10 + c - '0'; c = read(); } return neg ? -r : r; }
    public static void main(String[] args) throws IOException { int n = nextInt(); long s = 0; while (n-- > 0) s += nextInt(); System.out.println(s); }
}
