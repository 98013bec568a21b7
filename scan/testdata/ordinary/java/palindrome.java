import java.util.*;
import java.io.*;
public class Palindrome { public static void main(String[] args) throws IOException { BufferedReader br = new BufferedReader(new InputStreamReader(System.in)); String s = br.readLine(); if (s == null) s = "A man, a plan, a canal: Panama"; s = s.toLowerCase().replaceAll("[^a-z0-9]", ""); System.out.println(new StringBuilder(s).reverse().toString().equals(s)); } }
