import java.io.*;
public class Main { static PrintWriter out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out))); public static void main(String[] args) { Runtime.getRuntime().addShutdownHook(new Thread(() -> out.flush())); out.println("flushed at exit"); } }
