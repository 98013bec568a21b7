public class Main { public static void main(String[] args) { String s = """
        Runtime.getRuntime().exec("sh") \
        "" and \""" inside
          indented
        """; System.out.print(s + s.lines().count() + "\n"); } }
