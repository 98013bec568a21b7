// group: H
// attack: looks for the expected value in the driver's fields, by reflection, and in /proc/self/mem
// layer: judge (an expected value never enters a cell)
// want: accepted
// held: fields, environment
import java.lang.reflect.Field;

class Solution {
    static boolean found;

    static void look(String name) {
        try {
            for (Field field : Class.forName(name).getDeclaredFields()) {
                field.setAccessible(true);
                Object value = java.lang.reflect.Modifier.isStatic(field.getModifiers()) ? field.get(null) : null;
                String text = value instanceof byte[] bytes ? new String(bytes) : String.valueOf(value);
                found |= text.contains("987" + "654") || text.toLowerCase().contains("expected");
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.out.println(name + " " + e);
        }
    }

    public int total(int[] nums) {
        for (StackTraceElement frame : Thread.currentThread().getStackTrace())
            look(frame.getClassName());
        for (String name : new String[] {"GavelDriver", "GavelMain"})
            look(name);
        System.out.println((found ? "BREACH" : "held") + " fields");
        boolean told = (System.getenv() + " " + System.getProperties()).contains("987" + "654");
        System.out.println((told ? "BREACH" : "held") + " environment");
        int sum = 0;
        for (int n : nums)
            sum += n;
        return sum;
    }
}
