import java.lang.management.ManagementFactory;
class Timing { public static void main(String[] args) { long t = System.nanoTime(); System.out.println(System.nanoTime() >= t && System.currentTimeMillis() > 0 && ManagementFactory.getRuntimeMXBean() != null); } }
