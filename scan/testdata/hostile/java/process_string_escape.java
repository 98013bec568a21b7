// expect: java-process
public class Main { String s = "\u0022; Object o = new ProcessBuilder("sh"); String t = ""; }
