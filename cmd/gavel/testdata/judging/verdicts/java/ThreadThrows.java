// want: accepted
// expected: still here
// An exception in another thread ends that thread only.
public class ThreadThrows {
    public static void main(String[] args) throws InterruptedException {
        Thread t = new Thread(() -> { throw new IllegalStateException(); });
        t.start();
        t.join();
        System.out.println("still here");
    }
}
