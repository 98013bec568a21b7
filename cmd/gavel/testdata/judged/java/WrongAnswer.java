// want: wrong_answer
// stdin: 1 2
// expected: 3
class Hidden {
    public static void main(String... args) {
        System.out.println(4);
    }
}
