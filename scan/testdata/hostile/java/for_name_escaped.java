// expect: java-reflection
public class Main { Object o() throws Exception { return \u0043lass.\u0066orName("x"); } }
