import java.io.*;
import java.math.*;
import java.net.*;
import java.nio.*;
import java.text.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
public class Main { public static void main(String[] args) throws Exception { BufferedReader r = new BufferedReader(new InputStreamReader(System.in)); String l = r.readLine(); System.out.println(l == null ? "none" : new StringBuilder(l).reverse()); System.out.println(URLEncoder.encode("a b", "UTF-8") + BigInteger.TEN + Stream.of(1).count()); } }
