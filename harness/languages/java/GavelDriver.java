// Every class is imported by name: one of the person's could have the same.
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.Boolean;
import java.lang.Byte;
import java.lang.CharSequence;
import java.lang.Character;
import java.lang.Class;
import java.lang.Double;
import java.lang.IllegalArgumentException;
import java.lang.IllegalStateException;
import java.lang.Integer;
import java.lang.Iterable;
import java.lang.Long;
import java.lang.Number;
import java.lang.Object;
import java.lang.Runtime;
import java.lang.Short;
import java.lang.StackTraceElement;
import java.lang.String;
import java.lang.StringBuilder;
import java.lang.SuppressWarnings;
import java.lang.System;
import java.lang.Throwable;
import java.lang.UnsupportedOperationException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Reads the arguments of a call as one JSON document from stdin and writes the
 * result as one line of JSON to descriptor 3. GavelMain, which is made for one
 * signature, calls the person's code in between. Nothing here concatenates with
 * "+", takes a lambda or looks a method up more than twice: the machinery behind
 * those costs a test more than all the rest.
 */
@SuppressWarnings({"unchecked", "rawtypes", "cast"})
final class GavelDriver {
    private static final int SUSPICIOUS_NODES = 100000; // a tree of more is searched for cycles

    /** How nodes are made and read; GavelMain knows their classes. */
    abstract static class Nodes {
        Class<?> type(boolean tree) { throw none(); }
        Object make(boolean tree, int value) { throw none(); }
        long value(boolean tree, Object node) { throw none(); }
        Object next(Object node) { throw none(); }
        void setNext(Object node, Object next) { throw none(); }
        Object left(Object node) { throw none(); }
        Object right(Object node) { throw none(); }
        void setLeft(Object node, Object left) { throw none(); }
        void setRight(Object node, Object right) { throw none(); }

        private static UnsupportedOperationException none() {
            return new UnsupportedOperationException("the signature has no such nodes");
        }
    }

    /** A type of the signature. */
    private static final class Type {
        final String kind;
        final Type element; // of an array or a list

        Type(String name) {
            if (name.endsWith("[]")) {
                kind = "[]";
                element = new Type(name.substring(0, name.length() - 2));
            } else if (name.startsWith("list<")) {
                kind = "list";
                element = new Type(name.substring(5, name.length() - 1));
            } else {
                kind = name;
                element = null;
            }
        }
    }

    private final Nodes nodes;
    private final OutputStream channel;
    private final boolean shared; // the process goes on to further tests
    private byte[] in;
    private int at;
    private byte[] out = new byte[1 << 16];
    private int size;
    private long decoding, encoding;
    private ArrayList<Object> cyclic;
    private final ArrayList<String> operations = new ArrayList<>();
    private int operation = -1;

    GavelDriver(Nodes nodes) throws Throwable {
        this.nodes = nodes;
        this.channel = channel();
        this.shared = false;
        decoding -= System.nanoTime();
        in = readAll(new FileInputStream(FileDescriptor.in));
        decoding += System.nanoTime();
    }

    /** Makes one for a test of several; the document ends with a NUL. */
    GavelDriver(Nodes nodes, byte[] document, OutputStream channel) {
        this.nodes = nodes;
        this.channel = channel;
        this.shared = true;
        in = document;
    }

    /** Descriptor 3, for which Java has no name. */
    static OutputStream channel() throws Throwable {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field instance = unsafe.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        Method offset = unsafe.getMethod("objectFieldOffset", Field.class);
        Method put = unsafe.getMethod("putInt", Object.class, long.class, int.class);
        Object self = instance.get(null);
        FileDescriptor descriptor = new FileDescriptor();
        put.invoke(self, descriptor, offset.invoke(self, FileDescriptor.class.getDeclaredField("fd")), 3);
        return new FileOutputStream(descriptor);
    }

    private static byte[] readAll(FileInputStream stream) throws IOException {
        byte[] data = new byte[1 << 16];
        int size = 0;
        for (int n; (n = stream.read(data, size, data.length - size)) >= 0; ) {
            size += n;
            if (size == data.length) data = Arrays.copyOf(data, size * 2);
        }
        return Arrays.copyOf(data, size + 1); // ends with a NUL
    }

    // ---- The document.

    /** Begins reading the arguments of a function. */
    void begin() {
        decoding -= System.nanoTime();
        want('{');
        readString();
        want('[');
    }

    /** Ends what begin or arguments began. */
    void decoded() { decoding += System.nanoTime(); }

    /** Begins a design: reads the names of all operations. */
    void beginDesign() {
        decoding -= System.nanoTime();
        want('{');
        readString();
        want('[');
        while (more()) operations.add(readString());
        readString();
        want('[');
        decoding += System.nanoTime();
        put("{\"result\":[");
    }

    /** Returns the name of the next operation, null after the last one. */
    String operation() {
        if (++operation == operations.size()) return null;
        if (operation > 0) put(',');
        return operations.get(operation);
    }

    /** Begins reading the arguments of an operation. */
    void arguments() {
        decoding -= System.nanoTime();
        want('[');
    }

    /** Ends reading the arguments of an operation. */
    void called() {
        want(']');
        decoding += System.nanoTime();
    }

    /** Writes what an operation returned. */
    void returned(String type, Object value) {
        encoding -= System.nanoTime();
        write(new Type(type), value);
        encoding += System.nanoTime();
    }

    /** Writes that an operation returned nothing. */
    void returned() { put("null"); }

    /** Writes a function's result and ends the process. */
    void result(String type, Object value) throws IOException {
        put("{\"result\":");
        returned(type, value);
        finish();
    }

    /** Writes the first elements of a parameter and ends the process. */
    void result(String type, Object value, int count) throws IOException {
        if (value instanceof List) {
            value = ((List) value).subList(0, count);
        } else {
            if (count < 0 || count > Array.getLength(value)) throw new IllegalArgumentException("the returned number is none of elements");
            Object head = Array.newInstance(value.getClass().getComponentType(), count);
            System.arraycopy(value, 0, head, 0, count);
            value = head;
        }
        result(type, value);
    }

    /** Writes the place of a node in a cyclic list and ends the process. */
    void place(Object node) throws IOException {
        int place = -1;
        for (int i = 0; node != null && place < 0; i++) {
            if (i == cyclic.size()) throw new IllegalArgumentException("what is returned is no node of the list");
            if (cyclic.get(i) == node) place = i;
        }
        result("integer", place);
    }

    void endDesign() throws IOException {
        put(']');
        finish();
    }

    private void finish() throws IOException {
        put(",\"decode_ns\":");
        put(decoding);
        put(",\"encode_ns\":");
        put(encoding);
        put("}\n");
        System.out.flush();
        System.err.flush();
        channel.write(out, 0, size);
        if (!shared) Runtime.getRuntime().halt(0);
    }

    /** Takes the frames that are not the person's out of a fault's traces. */
    static Throwable cut(Throwable fault) {
        IdentityHashMap<Throwable, Object> seen = new IdentityHashMap<>();
        for (Throwable t = fault; t != null && seen.put(t, t) == null; t = t.getCause()) {
            StackTraceElement[] trace = t.getStackTrace();
            int end = 0;
            while (end < trace.length && !trace[end].getClassName().startsWith("GavelMain")) end++;
            int start = 0;
            while (start < end && trace[start].getClassName().startsWith("GavelDriver")) start++;
            t.setStackTrace(Arrays.copyOfRange(trace, start, end));
        }
        return fault;
    }

    // ---- Reading.

    private int peek() {
        while (in[at] == ' ' || in[at] == ',' || in[at] == ':') at++;
        return in[at];
    }

    private void want(char c) {
        if (peek() != c) throw new IllegalStateException("the arguments are no JSON");
        at++;
    }

    private boolean more() {
        if (peek() != ']') return true;
        at++;
        return false;
    }

    /** Reads one value. */
    Object read(String type) { return read(new Type(type)); }

    private Object read(Type type) {
        switch (type.kind) {
        case "integer": return (int) readLong();
        case "long": return readLong();
        case "double": return readDouble();
        case "boolean": return readBoolean();
        case "character": return readString().charAt(0);
        case "string": return readString();
        case "ListNode": return readList();
        case "TreeNode": return readTree();
        case "list": return readElements(type.element);
        default: return readArray(type.element);
        }
    }

    private long readLong() {
        peek();
        boolean negative = in[at] == '-';
        if (negative) at++;
        long value = 0;
        for (int c; (c = in[at]) >= '0' && c <= '9'; at++) value = value * 10 - (c - '0');
        return negative ? value : -value;
    }

    private double readDouble() {
        peek();
        int from = at;
        for (int c; (c = in[at]) != ',' && c != ']' && c != '}' && c != 0; ) at++;
        return Double.parseDouble(new String(in, from, at - from, StandardCharsets.ISO_8859_1));
    }

    private boolean readBoolean() {
        boolean value = peek() == 't';
        at += value ? 4 : 5;
        return value;
    }

    private String readString() {
        want('"');
        int from = at;
        boolean ascii = true;
        for (int c; (c = in[at]) != '"' && c != '\\'; at++) {
            if (c == 0) throw new IllegalStateException("the arguments are cut off");
            ascii &= c > 0;
        }
        String head = new String(in, from, at - from, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        if (in[at++] == '"') return head;
        StringBuilder text = new StringBuilder(head);
        for (at--; in[at] != '"'; ) {
            if (in[at] == 0) throw new IllegalStateException("the arguments are cut off");
            if (in[at] == '\\') {
                text.append(readEscape());
                continue;
            }
            from = at;
            while (in[at] != '"' && in[at] != '\\' && in[at] != 0) at++;
            text.append(new String(in, from, at - from, StandardCharsets.UTF_8));
        }
        at++;
        return text.toString();
    }

    private char readEscape() {
        int c = in[at + 1];
        at += 2;
        switch (c) {
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        case 'u':
            int value = 0;
            for (int end = at + 4; at < end; at++) value = value * 16 + Character.digit(in[at], 16);
            return (char) value;
        default: return (char) c;
        }
    }

    private Object readElements(Type element) {
        ArrayList<Object> values = new ArrayList<>();
        want('[');
        while (more()) values.add(read(element));
        return values;
    }

    private Object readArray(Type element) {
        switch (element.kind) {
        case "integer": return readInts();
        case "long": return readLongs();
        case "double": return readDoubles();
        case "boolean": return readBooleans();
        case "character": return readCharacters();
        default:
            ArrayList<Object> values = (ArrayList<Object>) readElements(element);
            return values.toArray((Object[]) Array.newInstance(classOf(element), values.size()));
        }
    }

    private Class<?> classOf(Type type) {
        switch (type.kind) {
        case "integer": return int.class;
        case "long": return long.class;
        case "double": return double.class;
        case "boolean": return boolean.class;
        case "character": return char.class;
        case "string": return String.class;
        case "ListNode": return nodes.type(false);
        case "TreeNode": return nodes.type(true);
        case "list": return List.class;
        default: return Array.newInstance(classOf(type.element), 0).getClass();
        }
    }

    /** Reads with variables of its own: the most frequent of the large values. */
    private int[] readInts() {
        int[] values = new int[16];
        int n = 0;
        want('[');
        byte[] data = in;
        int i = at;
        while (data[i] != ']') {
            boolean negative = data[i] == '-';
            if (negative) i++;
            int value = 0, c;
            while ((c = data[i]) >= '0' && c <= '9') {
                value = value * 10 - (c - '0');
                i++;
            }
            if (n == values.length) values = Arrays.copyOf(values, n * 2);
            values[n++] = negative ? value : -value;
            if (c == ',') {
                i++;
            } else if (c != ']') {
                throw new IllegalStateException("the arguments are no JSON");
            }
        }
        at = i + 1;
        return Arrays.copyOf(values, n);
    }

    private long[] readLongs() {
        long[] values = new long[16];
        int n = 0;
        want('[');
        while (more()) {
            if (n == values.length) values = Arrays.copyOf(values, n * 2);
            values[n++] = readLong();
        }
        return Arrays.copyOf(values, n);
    }

    private double[] readDoubles() {
        double[] values = new double[16];
        int n = 0;
        want('[');
        while (more()) {
            if (n == values.length) values = Arrays.copyOf(values, n * 2);
            values[n++] = readDouble();
        }
        return Arrays.copyOf(values, n);
    }

    private boolean[] readBooleans() {
        boolean[] values = new boolean[16];
        int n = 0;
        want('[');
        while (more()) {
            if (n == values.length) values = Arrays.copyOf(values, n * 2);
            values[n++] = readBoolean();
        }
        return Arrays.copyOf(values, n);
    }

    private char[] readCharacters() {
        char[] values = new char[16];
        int n = 0;
        want('[');
        while (more()) {
            if (n == values.length) values = Arrays.copyOf(values, n * 2);
            values[n++] = readString().charAt(0);
        }
        return Arrays.copyOf(values, n);
    }

    private boolean readNull() {
        if (peek() != 'n') return false;
        at += 4;
        return true;
    }

    private Object readList() {
        ArrayList<Object> all = readNodes();
        return all.isEmpty() ? null : all.get(0);
    }

    private ArrayList<Object> readNodes() {
        ArrayList<Object> all = new ArrayList<>();
        if (readNull()) return all;
        want('[');
        Object last = null;
        while (more()) {
            Object node = nodes.make(false, (int) readLong());
            if (last != null) nodes.setNext(last, node);
            all.add(node);
            last = node;
        }
        return all;
    }

    /** Reads a list and where its tail leads. */
    Object readCyclic() {
        cyclic = readNodes();
        int tail = (int) readLong();
        if (cyclic.isEmpty()) return null;
        if (tail >= 0) nodes.setNext(cyclic.get(cyclic.size() - 1), cyclic.get(tail));
        return cyclic.get(0);
    }

    private Object readTree() {
        if (readNull()) return null;
        want('[');
        if (!more()) return null;
        ArrayList<Object> all = new ArrayList<>();
        if (!readNull()) all.add(nodes.make(true, (int) readLong()));
        boolean left = true;
        for (int parent = 0; more(); left = !left) {
            Object node = readNull() ? null : nodes.make(true, (int) readLong());
            if (node != null) all.add(node);
            if (left) {
                nodes.setLeft(all.get(parent), node);
            } else {
                nodes.setRight(all.get(parent++), node);
            }
        }
        return all.isEmpty() ? null : all.get(0);
    }

    // ---- Writing.

    private void need(int n) {
        if (out.length - size < n) out = Arrays.copyOf(out, out.length * 2 + n);
    }

    private void put(char c) {
        need(1);
        out[size++] = (byte) c;
    }

    private void put(String ascii) {
        int n = ascii.length();
        need(n);
        for (int i = 0; i < n; i++) out[size++] = (byte) ascii.charAt(i);
    }

    private void put(long value) {
        need(20);
        if (value < 0) out[size++] = '-';
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) digits++;
        for (int i = size + digits - 1; i >= size; i--) {
            int digit = (int) (value % 10);
            out[i] = (byte) ('0' + (digit < 0 ? -digit : digit));
            value /= 10;
        }
        size += digits;
    }

    private void quote(CharSequence text) {
        put('"');
        int n = text.length();
        for (int i = 0; i < n; i++) {
            need(8);
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
                out[size++] = (byte) c;
                continue;
            }
            out[size++] = '\\';
            out[size++] = 'u';
            for (int shift = 12; shift >= 0; shift -= 4) out[size++] = (byte) Character.forDigit(c >> shift & 15, 16);
        }
        put('"');
    }

    private static IllegalArgumentException wrong(Object value, Type type) {
        StringBuilder text = new StringBuilder("a ");
        text.append(value.getClass().getName()).append(" is no value of the type ").append(type.kind);
        return new IllegalArgumentException(text.toString());
    }

    private void write(Type type, Object value) {
        switch (type.kind) {
        case "ListNode": writeList(value); return;
        case "TreeNode": writeTree(value); return;
        case "void": put("null"); return;
        default:
        }
        if (value == null) {
            put("null");
            return;
        }
        switch (type.kind) {
        case "integer":
        case "long":
            if (!(value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte)) throw wrong(value, type);
            put(((Number) value).longValue());
            return;
        case "double":
            if (!(value instanceof Number)) throw wrong(value, type);
            put(Double.toString(((Number) value).doubleValue()));
            return;
        case "boolean":
            if (!(value instanceof Boolean)) throw wrong(value, type);
            put((Boolean) value ? "true" : "false");
            return;
        case "character":
            if (!(value instanceof Character)) throw wrong(value, type);
            quote(value.toString());
            return;
        case "string":
            if (!(value instanceof CharSequence)) throw wrong(value, type);
            quote((CharSequence) value);
            return;
        default: writeElements(type, value);
        }
    }

    private void writeElements(Type type, Object value) {
        put('[');
        if (value instanceof int[]) {
            writeInts(type, (int[]) value);
        } else if (value instanceof Iterable) {
            int i = 0;
            for (Object element : (Iterable) value) {
                if (i++ > 0) put(',');
                write(type.element, element);
            }
        } else if (value.getClass().isArray()) {
            int n = Array.getLength(value);
            for (int i = 0; i < n; i++) {
                if (i > 0) put(',');
                write(type.element, Array.get(value, i));
            }
        } else {
            throw wrong(value, type);
        }
        put(']');
    }

    private void writeInts(Type type, int[] values) {
        if (!type.element.kind.equals("integer") && !type.element.kind.equals("long") && !type.element.kind.equals("double")) {
            throw wrong(values, type);
        }
        need(values.length * 12);
        byte[] data = out;
        int end = size;
        for (int i = 0; i < values.length; i++) {
            if (i > 0) data[end++] = ',';
            int value = values[i]; // counted below zero, where the least number is
            if (value < 0) data[end++] = '-';
            else value = -value;
            int digits = 1;
            for (int bound = -10; digits < 10 && value <= bound; bound *= 10) digits++;
            end += digits;
            for (int at = end - 1; digits > 0; digits--) {
                int rest = value / 10;
                data[at--] = (byte) ('0' + (rest * 10 - value));
                value = rest;
            }
        }
        size = end;
    }

    private void writeList(Object node) {
        Object hare = null;
        int steps = 0, power = 1;
        put('[');
        for (boolean first = true; node != null; first = false) {
            if (!first) put(',');
            put(nodes.value(false, node));
            node = nodes.next(node);
            if (node != null && node == hare) throw new IllegalStateException("the list has a cycle");
            if (++steps == power) {
                hare = node;
                steps = 0;
                power *= 2;
            }
        }
        put(']');
    }

    private void writeTree(Object root) {
        ArrayDeque<Object> level = new ArrayDeque<>(); // holds no nulls: NONE stands for them
        level.add(root == null ? NONE : root);
        int nulls = 0, count = 0;
        put('[');
        for (boolean first = true; !level.isEmpty(); ) {
            Object node = level.remove();
            if (node == NONE) {
                nulls++;
                continue;
            }
            for (; nulls > 0; nulls--) {
                put(first ? "null" : ",null");
                first = false;
            }
            if (!first) put(',');
            first = false;
            put(nodes.value(true, node));
            Object left = nodes.left(node), right = nodes.right(node);
            level.add(left == null ? NONE : left);
            level.add(right == null ? NONE : right);
            if (++count == SUSPICIOUS_NODES) refuseCycle(root);
        }
        put(']');
    }

    private static final Object NONE = new Object();

    /** Throws where a node is below itself. Nodes may be shared. */
    private void refuseCycle(Object root) {
        IdentityHashMap<Object, Boolean> left = new IdentityHashMap<>(); // false: entered and not left
        ArrayList<Object> stack = new ArrayList<>();
        stack.add(root);
        while (!stack.isEmpty()) {
            Object node = stack.get(stack.size() - 1);
            if (left.containsKey(node)) {
                left.put(node, true);
                stack.remove(stack.size() - 1);
                continue;
            }
            left.put(node, false);
            for (Object child : new Object[] {nodes.left(node), nodes.right(node)}) {
                if (child == null) continue;
                Boolean state = left.get(child);
                if (state == null) {
                    stack.add(child);
                } else if (!state) {
                    throw new IllegalStateException("the tree has a cycle");
                }
            }
        }
    }
}
