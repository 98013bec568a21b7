// want: accepted
// expected: found
package some.where;

class Helper {
    static String word() { return "found"; }
}

interface Main {
    static void main(String[] args) {
        System.out.println(Helper.word());
    }
}
