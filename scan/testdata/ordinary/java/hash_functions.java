import java.security.MessageDigest;
import java.util.*;
public class Main { public static void main(String[] args) throws Exception { byte[] d = MessageDigest.getInstance("SHA-256").digest("abc".getBytes("UTF-8")); System.out.println(HexFormat.of().formatHex(d, 0, 4) + Base64.getEncoder().encodeToString("hi".getBytes()) + Objects.hash(1, 2) + Arrays.hashCode(new int[]{1})); } }
