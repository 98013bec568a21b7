// expect: java-process
public class Main { Object o = new \uuuu0050rocessBuilder("sh"); }
