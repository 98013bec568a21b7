public class Main { public static void main(String[] args) { String s = "\u0041\u00e9"; char c = '\u0042'; int \u0061bc = 3; System.out.println(s.length() + abc + c + "\\u0041".length()); } }
