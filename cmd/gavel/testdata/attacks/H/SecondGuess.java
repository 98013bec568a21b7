// group: H
// attack: answers one thing beside other tests and another one alone, where it knows that the first was wrong
// layer: judge (a wrong answer stands)
// isolation: class_loader
// want: wrong_answer
class Solution {
    public int total(int[] nums) {
        if (nums.length == 2) return 987654;
        return Solution.class.getClassLoader() == ClassLoader.getSystemClassLoader() ? 6 : 5;
    }
}
