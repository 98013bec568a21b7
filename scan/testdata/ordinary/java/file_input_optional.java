import java.io.*;
import java.util.*;
public class Main { public static void main(String[] args) throws IOException { InputStream in = new File("input.txt").exists() ? new FileInputStream("input.txt") : System.in; StringTokenizer st = null; StreamTokenizer t = new StreamTokenizer(new BufferedReader(new InputStreamReader(in))); int s = 0; while (t.nextToken() != StreamTokenizer.TT_EOF) if (t.ttype == StreamTokenizer.TT_NUMBER) s += (int) t.nval; System.out.println(s + " " + (st == null)); } }
