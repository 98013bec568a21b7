public class Main { public static void main(String[] args) { int größe = 3; String имя = "日本"; System.out.println(größe + имя.length() + "naïve".codePointCount(0, 5)); } }
