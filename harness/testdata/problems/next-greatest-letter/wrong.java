class Solution { public char nextGreatestLetter(char[] letters, char target) { return letters[0]; } }
