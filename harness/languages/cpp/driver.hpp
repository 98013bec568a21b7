// Stands before the person's code: what a solution may use without an include,
// and everything the driver does. After the person's code stand only names with
// __gavel_ in front, since anything else may be a macro by then.
//
// Works with every standard from C++11 on.
#pragma GCC system_header
#undef main
#include <bits/stdc++.h>
#include <unistd.h>

using namespace std;

// The driver stops where it cannot go on: an argument or a result that it cannot
// make sense of.
[[noreturn]] inline void __gavel_stop(const char* __gavel_why) {
    std::size_t n = 0;
    while (__gavel_why[n]) n++;
    if (::write(2, __gavel_why, n) < 0 || ::write(2, "\n", 1) < 0) ::_exit(1);
    std::fflush(nullptr);
    ::_exit(1);
}

namespace __gavel {

typedef decltype(nullptr) none;

// What a function returns that returns EXPRESSION. Messages are shorter where the
// standard has a word for it.
#if __cplusplus >= 201402L
#define __gavel_deduced decltype(auto)
#define __gavel_from(...)
#else
#define __gavel_deduced auto
#define __gavel_from(...) -> decltype(__VA_ARGS__)
#endif

inline long long now() {
    ::timespec t;
    ::clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

// ---- Reading. The document is complete and valid, with a NUL behind it.

struct input {
    const char* p;

    char peek() {
        while (*p == ' ' || *p == ',' || *p == ':') p++;
        return *p;
    }
    void want(char c) {
        if (peek() != c) __gavel_stop("gavel: the arguments are no JSON");
        p++;
    }
    bool more() {  // of the elements of an array; passes its end
        if (peek() != ']') return true;
        p++;
        return false;
    }
    bool null() {
        if (peek() != 'n') return false;
        p += 4;
        return true;
    }
};

// All of stdin, read before any other initialiser of the program runs.
struct document {
    static char*& text() { static char* t; return t; }

    static void read() {
        std::size_t size = 0, room = 1 << 16;
        char* data = static_cast<char*>(std::malloc(room));
        for (;;) {
            if (!data) __gavel_stop("gavel: no memory for the arguments");
            ssize_t n = ::read(0, data + size, room - size - 1);
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) break;
            size += n;
            if (size + 1 == room) data = static_cast<char*>(std::realloc(data, room *= 2));
        }
        data[size] = 0;
        text() = data;
    }
};

__attribute__((constructor(101))) static void read_stdin() { document::read(); }

inline unsigned hex4(const char* p) {
    unsigned v = 0;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        v = v * 16 + (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    }
    return v;
}

inline void put_utf8(std::string& s, unsigned c) {
    if (c < 0x80) {
        s.push_back(static_cast<char>(c));
        return;
    }
    if (c < 0x800) {
        s.push_back(static_cast<char>(0xC0 | c >> 6));
    } else {
        if (c < 0x10000) {
            s.push_back(static_cast<char>(0xE0 | c >> 12));
        } else {
            s.push_back(static_cast<char>(0xF0 | c >> 18));
            s.push_back(static_cast<char>(0x80 | (c >> 12 & 63)));
        }
        s.push_back(static_cast<char>(0x80 | (c >> 6 & 63)));
    }
    s.push_back(static_cast<char>(0x80 | (c & 63)));
}

// Reads what follows a backslash.
inline void read_escape(input& in, std::string& s) {
    char c = *in.p++;
    switch (c) {
    case 'b': s.push_back('\b'); return;
    case 'f': s.push_back('\f'); return;
    case 'n': s.push_back('\n'); return;
    case 'r': s.push_back('\r'); return;
    case 't': s.push_back('\t'); return;
    case 'u': break;
    default: s.push_back(c); return;
    }
    unsigned u = hex4(in.p);
    in.p += 4;
    if (u >= 0xD800 && u < 0xDC00 && in.p[0] == '\\' && in.p[1] == 'u') {
        unsigned low = hex4(in.p + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            u = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
            in.p += 6;
        }
    }
    put_utf8(s, u);
}

inline void read_string(input& in, std::string& s) {
    in.want('"');
    for (;;) {
        const char* from = in.p;
        while (*in.p != '"' && *in.p != '\\' && *in.p) in.p++;
        s.append(from, in.p - from);
        if (!*in.p) __gavel_stop("gavel: the arguments are cut off");
        if (*in.p++ == '"') return;
        read_escape(in, s);
    }
}

inline double read_double(input& in) {
    in.peek();
    char* end;
#if __cplusplus >= 201703L
    const char* stop = in.p;
    while (*stop && *stop != ',' && *stop != ']' && *stop != '}') stop++;
    double v = 0;
    std::from_chars_result r = std::from_chars(in.p, stop, v);
    if (r.ec == std::errc()) {
        in.p = r.ptr;
        return v;
    }
#endif
    double w = std::strtod(in.p, &end);
    in.p = end;
    return w;
}

// A character's code; of one that a char cannot hold, the arguments do not fit.
inline char read_char(input& in) {
    std::string s;
    read_string(in, s);
    if (s.size() == 1) return s[0];
    unsigned char a = s.size() == 2 ? s[0] : 0, b = s.size() == 2 ? s[1] : 0;
    if (a == 0xC2 || a == 0xC3) return static_cast<char>((a & 3) << 6 | (b & 63));
    __gavel_stop("gavel: a character does not fit into a char of C++");
}

template <class T> T read_integer(input& in) {
    char c = in.peek();
    if (c == '"') return static_cast<T>(read_char(in));
    if (c == 't') return in.p += 4, static_cast<T>(1);
    if (c == 'f') return in.p += 5, static_cast<T>(0);
    const char* from = in.p;
    bool negative = c == '-';
    if (negative) in.p++;
    unsigned long long v = 0;
    while (*in.p >= '0' && *in.p <= '9') v = v * 10 + (*in.p++ - '0');
    if (*in.p == '.' || (*in.p | 32) == 'e') {
        in.p = from;
        return static_cast<T>(read_double(in));
    }
    return static_cast<T>(negative ? 0 - v : v);
}

// What kind of type a parameter has. A node is told by its members, so the
// person's own ones serve as well as ours.
template <class T> struct type_is { typedef void yes; };

template <class T, class = void> struct is_list : std::false_type {};
template <class T>
struct is_list<T, typename type_is<decltype(std::declval<T&>().val, void(), std::declval<T&>().next, void())>::yes> : std::true_type {};

template <class T, class = void> struct is_tree : std::false_type {};
template <class T>
struct is_tree<T, typename type_is<decltype(std::declval<T&>().val, void(), std::declval<T&>().left, void(),
                                            std::declval<T&>().right, void())>::yes> : std::true_type {};

template <class T, class = void> struct reader { static const bool known = false; };

template <class T>
struct reader<T, typename std::enable_if<std::is_integral<T>::value>::type> {
    static const bool known = true;
    static T read(input& in) { return read_integer<T>(in); }
};

template <class T>
struct reader<T, typename std::enable_if<std::is_floating_point<T>::value>::type> {
    static const bool known = true;
    static T read(input& in) { return static_cast<T>(read_double(in)); }
};

template <> struct reader<std::string, void> {
    static const bool known = true;
    static std::string read(input& in) {
        std::string s;
        read_string(in, s);
        return s;
    }
};

template <class T> struct reader<std::vector<T>, void> {
    static const bool known = reader<T>::known;
    static std::vector<T> read(input& in) {
        std::vector<T> values;
        in.want('[');
        while (in.more()) values.push_back(reader<T>::read(in));
        return values;
    }
};

template <class T, class V>
T* make_node(V v, typename std::enable_if<std::is_constructible<T, V>::value, int>::type) {
    return new T(v);
}
template <class T, class V>
T* make_node(V v, typename std::enable_if<!std::is_constructible<T, V>::value, long>::type) {
    T* node = new T();
    node->val = v;
    return node;
}

template <class T> struct reader<T*, typename std::enable_if<is_list<T>::value>::type> {
    static const bool known = true;
    static T* read(input& in) {
        std::vector<T*> nodes;
        read_all(in, nodes);
        return nodes.empty() ? nullptr : nodes[0];
    }
    static void read_all(input& in, std::vector<T*>& nodes) {
        if (in.null()) return;
        in.want('[');
        while (in.more()) {
            T* node = make_node<T>(read_integer<int>(in), 0);
            node->next = nullptr;
            if (!nodes.empty()) nodes.back()->next = node;
            nodes.push_back(node);
        }
    }
};

template <class T> struct reader<T*, typename std::enable_if<is_tree<T>::value>::type> {
    static const bool known = true;
    static T* one(input& in) {
        if (in.null()) return nullptr;
        T* node = make_node<T>(read_integer<int>(in), 0);
        node->left = node->right = nullptr;
        return node;
    }
    static T* read(input& in) {
        if (in.null()) return nullptr;
        std::vector<T*> nodes;
        bool left = true;
        in.want('[');
        if (!in.more()) return nullptr;
        if (T* root = one(in)) nodes.push_back(root);
        for (std::size_t parent = 0; in.more(); left = !left) {
            if (parent >= nodes.size()) __gavel_stop("gavel: a tree has values below nothing");
            T* node = one(in);
            (left ? nodes[parent]->left : nodes[parent]->right) = node;
            if (node) nodes.push_back(node);
            if (!left) parent++;
        }
        return nodes.empty() ? nullptr : nodes[0];
    }
};

// ---- Writing.

struct output {
    char* data;
    std::size_t size, room;

    output() : data(static_cast<char*>(std::malloc(1 << 16))), size(0), room(1 << 16) {}
    void need(std::size_t n) {
        if (room - size >= n && data) return;
        room = room * 2 + n;
        data = static_cast<char*>(std::realloc(data, room));
        if (!data) __gavel_stop("gavel: no memory for the result");
    }
    void put(char c) {
        need(1);
        data[size++] = c;
    }
    void put(const char* s) {
        while (*s) put(*s++);
    }
    void number(unsigned long long v, bool negative) {
        char digits[24];
        int n = 0;
        do digits[n++] = static_cast<char>('0' + v % 10); while (v /= 10);
        need(24);
        if (negative) data[size++] = '-';
        while (n) data[size++] = digits[--n];
    }
    void flush() {
        for (std::size_t done = 0; done < size;) {
            ssize_t n = ::write(3, data + done, size - done);
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) __gavel_stop("gavel: the result cannot be written");
            done += n;
        }
    }
};

template <class T> void put_integer(output& out, T v) {
    if (v < T(0)) out.number(0 - static_cast<unsigned long long>(static_cast<long long>(v)), true);
    else out.number(static_cast<unsigned long long>(v), false);
}

// With as few digits as read the same again.
inline void put_double(output& out, double v) {
    if (v != v) return out.put("NaN");
    if (v - v != 0) return out.put(v < 0 ? "-Infinity" : "Infinity");
    out.need(40);
#if __cplusplus >= 201703L
    std::to_chars_result r = std::to_chars(out.data + out.size, out.data + out.size + 40, v);
    out.size = r.ptr - out.data;
#else
    for (int digits = 15; digits <= 17; digits++) {
        int n = std::snprintf(out.data + out.size, 40, "%.*g", digits, v);
        if (digits == 17 || std::strtod(out.data + out.size, nullptr) == v) {
            out.size += n;
            return;
        }
    }
#endif
}

inline void put_text(output& out, const char* s, std::size_t n) {
    static const char hex[] = "0123456789abcdef";
    out.need(n + 2);
    out.put('"');
    for (std::size_t i = 0; i < n; i++) {
        unsigned char c = s[i];
        if (c == '"' || c == '\\') {
            out.put('\\');
            out.put(s[i]);
        } else if (c < 0x20) {
            out.put("\\u00");
            out.put(hex[c >> 4]);
            out.put(hex[c & 15]);
        } else {
            out.put(s[i]);
        }
    }
    out.put('"');
}

inline void put_char(output& out, char v) {
    std::string s;
    put_utf8(s, static_cast<unsigned char>(v));
    put_text(out, s.data(), s.size());
}

}  // namespace __gavel

// ---- The types of a signature, as tags.

struct __gavel_integer {};
struct __gavel_long {};
struct __gavel_double {};
struct __gavel_boolean {};
struct __gavel_character {};
struct __gavel_string {};
struct __gavel_list_node {};
struct __gavel_tree_node {};
struct __gavel_void {};
template <class T> struct __gavel_array {};

namespace __gavel {

// A writer takes whatever C++ would turn into the signature's type.
template <class Tag> struct writer;

template <> struct writer<__gavel_integer> {
    template <class T> static typename std::enable_if<std::is_integral<T>::value>::type write(output& out, const T& v) {
        put_integer(out, +v);
    }
    template <class T> static typename std::enable_if<std::is_floating_point<T>::value>::type write(output& out, const T& v) {
        put_integer(out, static_cast<long long>(v));
    }
};

template <> struct writer<__gavel_long> : writer<__gavel_integer> {};

template <> struct writer<__gavel_double> {
    template <class T> static void write(output& out, const T& v) { put_double(out, static_cast<double>(v)); }
};

template <> struct writer<__gavel_boolean> {
    template <class T> static void write(output& out, const T& v) { out.put(static_cast<bool>(v) ? "true" : "false"); }
};

template <> struct writer<__gavel_string> {
    static void write(output& out, const std::string& v) { put_text(out, v.data(), v.size()); }
};

template <> struct writer<__gavel_character> {
    static void write(output& out, char v) { put_char(out, v); }
};

template <class Tag> struct writer<__gavel_array<Tag>> {
    template <class T> static void write(output& out, const T& values) {
        out.put('[');
        bool first = true;
        for (auto&& value : values) {
            if (!first) out.put(',');
            first = false;
            writer<Tag>::write(out, value);
        }
        out.put(']');
    }
};

template <> struct writer<__gavel_list_node> {
    static void write(output& out, std::nullptr_t) { out.put("[]"); }
    template <class T> static void write(output& out, T* node) {
        T* hare = nullptr;
        std::size_t steps = 0, power = 1;
        out.put('[');
        for (bool first = true; node != nullptr; first = false) {
            if (!first) out.put(',');
            writer<__gavel_integer>::write(out, node->val);
            node = node->next;
            if (node != nullptr && node == hare) __gavel_stop("gavel: the list has a cycle");
            if (++steps == power) hare = node, steps = 0, power *= 2;
        }
        out.put(']');
    }
};

// Stops where a node is below itself. Nodes may be shared.
template <class T> void refuse_cycle(T* root) {
    std::unordered_map<T*, bool> left;  // false: entered and not left
    std::vector<T*> stack(1, root);
    while (!stack.empty()) {
        T* node = stack.back();
        typename std::unordered_map<T*, bool>::iterator it = left.find(node);
        if (it != left.end()) {
            it->second = true;
            stack.pop_back();
            continue;
        }
        left[node] = false;
        T* children[2] = {node->left, node->right};
        for (int i = 0; i < 2; i++) {
            if (!children[i]) continue;
            it = left.find(children[i]);
            if (it == left.end()) stack.push_back(children[i]);
            else if (!it->second) __gavel_stop("gavel: the tree has a cycle");
        }
    }
}

template <> struct writer<__gavel_tree_node> {
    static void write(output& out, std::nullptr_t) { out.put("[]"); }
    template <class T> static void write(output& out, T* root) {
        std::deque<T*> level(1, root);
        std::size_t nulls = 0, count = 0;
        out.put('[');
        for (bool first = true; !level.empty(); level.pop_front()) {
            T* node = level.front();
            if (!node) {  // nulls at the end are not written
                nulls++;
                continue;
            }
            for (; nulls; nulls--) {
                out.put(first ? "null" : ",null");
                first = false;
            }
            if (!first) out.put(',');
            first = false;
            writer<__gavel_integer>::write(out, node->val);
            level.push_back(node->left);
            level.push_back(node->right);
            if (++count == 100000) __gavel::refuse_cycle(root);
        }
        out.put(']');
    }
};

// ---- Calling.

template <int... I> struct indexes {};
template <int N, int... I> struct count_to : count_to<N - 1, N - 1, I...> {};
template <int... I> struct count_to<0, I...> { typedef indexes<I...> type; };

template <class... T> struct types { static const int count = sizeof...(T); };

// The parameters of a method as the person declared it, const, static or neither.
template <class M> struct parameters { typedef none type; };
template <class R, class C, class... A> struct parameters<R (C::*)(A...)> { typedef types<A...> type; };
template <class R, class C, class... A> struct parameters<R (C::*)(A...) const> { typedef types<A...> type; };
template <class R, class... A> struct parameters<R (*)(A...)> { typedef types<A...> type; };
#if __cpp_noexcept_function_type
template <class R, class C, class... A> struct parameters<R (C::*)(A...) noexcept> { typedef types<A...> type; };
template <class R, class C, class... A> struct parameters<R (C::*)(A...) const noexcept> { typedef types<A...> type; };
template <class R, class... A> struct parameters<R (*)(A...) noexcept> { typedef types<A...> type; };
#endif

// The usual C++ type of a signature's type.
template <class L, class Tag> struct usual;
template <class L> struct usual<L, __gavel_integer> { typedef typename L::__gavel_i type; };
template <class L> struct usual<L, __gavel_long> { typedef typename L::__gavel_l type; };
template <class L> struct usual<L, __gavel_double> { typedef typename L::__gavel_d type; };
template <class L> struct usual<L, __gavel_boolean> { typedef bool type; };
template <class L> struct usual<L, __gavel_character> { typedef char type; };
template <class L> struct usual<L, __gavel_string> { typedef std::string type; };
template <class L> struct usual<L, __gavel_list_node> { typedef typename L::__gavel_ln* type; };
template <class L> struct usual<L, __gavel_tree_node> { typedef typename L::__gavel_tn* type; };
template <class L, class Tag> struct usual<L, __gavel_array<Tag>> { typedef std::vector<typename usual<L, Tag>::type> type; };

// A type as the person declared it where it can be read, else the usual one.
template <class Declared, class Usual, bool known = reader<typename std::decay<Declared>::type>::known> struct choose {
    typedef typename std::decay<Declared>::type type;
};
template <class Declared, class Usual> struct choose<Declared, Usual, false> { typedef Usual type; };

// How an argument is passed on: as a variable, or moved where T&& is wanted.
template <class Declared, class T> struct passed { typedef T& type; };
template <class D, class T> struct passed<D&&, T> { typedef T&& type; };

template <class L, class Declared, class Tags> struct plan;  // falls back where the numbers differ
template <class L, class Declared, class... Tag> struct plan<L, Declared, types<Tag...>> {
    typedef std::tuple<typename usual<L, Tag>::type...> values;
    typedef types<typename usual<L, Tag>::type&...> pass;
};
template <class L, class A1, class... A, class T1, class... Tag> struct plan<L, types<A1, A...>, types<T1, Tag...>> {
    static const bool fits = sizeof...(A) == sizeof...(Tag);
    template <class D, class U, bool> struct match;
    template <class... D, class... U> struct match<types<D...>, types<U...>, true> {
        typedef std::tuple<typename choose<D, typename usual<L, U>::type>::type...> values;
        typedef types<typename passed<D, typename choose<D, typename usual<L, U>::type>::type>::type...> pass;
    };
    template <class... D, class... U> struct match<types<D...>, types<U...>, false> : plan<L, none, types<U...>> {};
    typedef match<types<A1, A...>, types<T1, Tag...>, fits> matched;
    typedef typename matched::values values;
    typedef typename matched::pass pass;
};

// Reads argument after argument. The parameter Cycle - 1 is a list whose last
// node leads to the node that argument Cycle, which is not passed on, names.
struct cycle_nodes {
    std::vector<void*> all;

    int place(const void* node) const {
        if (!node) return -1;
        for (std::size_t i = 0; i < all.size(); i++)
            if (all[i] == node) return static_cast<int>(i);
        __gavel_stop("gavel: what is returned is no node of the list");
    }
};

template <int Cycle, int I, bool here = Cycle == I + 1> struct argument {
    template <class T> static void read(input& in, T& value, cycle_nodes&) { value = reader<T>::read(in); }
};
template <int Cycle, int I> struct argument<Cycle, I, true> {
    template <class T> static void read(input& in, T*& value, cycle_nodes& nodes) {
        std::vector<T*> all;
        reader<T*>::read_all(in, all);
        int tail = read_integer<int>(in);
        if (tail >= 0 && tail < static_cast<int>(all.size())) all.back()->next = all[tail];
        value = all.empty() ? nullptr : all[0];
        nodes.all.assign(all.begin(), all.end());
    }
};

template <int Cycle, class Values> void read_values(input&, Values&, cycle_nodes&, indexes<>) {}
template <int Cycle, class Values, int I, int... Rest>
void read_values(input& in, Values& values, cycle_nodes& nodes, indexes<I, Rest...>) {
    argument<Cycle, I>::read(in, std::get<I>(values), nodes);
    __gavel::read_values<Cycle>(in, values, nodes, indexes<Rest...>());
}

// What is called: a method of an object, or a constructor.
template <class Method, class Object, class Values, class... P, int... I>
__gavel_deduced apply(Object& object, Values& values, types<P...>, indexes<I...>)
    __gavel_from(Method::__gavel_call(object, static_cast<P>(std::get<I>(values))...)) {
    return Method::__gavel_call(object, static_cast<P>(std::get<I>(values))...);
}

template <class Object, class Values, int... I> Object* construct(Values& values, indexes<I...>) {
    return new Object(std::get<I>(values)...);
}

// The method's parameters as declared, where there is one method of the name.
template <class Method, class Object> auto declared(int) -> typename parameters<decltype(Method::template __gavel_declared<Object>(0))>::type;
template <class Method, class Object> auto declared(...) -> none;

// The time that the driver itself took.
struct spent {
    long long decode, encode;
};

inline void finish(output& out, const spent& took) {
    out.put(",\"decode_ns\":");
    put_integer(out, took.decode);
    out.put(",\"encode_ns\":");
    put_integer(out, took.encode);
    out.put("}\n");
    std::cout.flush();
    std::cerr.flush();
    std::fflush(nullptr);
    out.flush();
    ::_exit(0);
}

// The result of a call: what it returned, nothing, its place in a cyclic list, or a
// parameter, of which the first elements or all count.
enum what { returned, nothing, place, parameter, sized_parameter };

template <what What, class Tag, int Output> struct result {
    template <class Method, class Object, class V, class P, class I>
    static void write(output& out, Object& o, V& v, const cycle_nodes&, spent& took, P p, I i) {
        auto&& r = __gavel::apply<Method>(o, v, p, i);
        took.encode -= now();
        writer<Tag>::write(out, r);
    }
};
template <class Tag, int Output> struct result<nothing, Tag, Output> {
    template <class Method, class Object, class V, class P, class I>
    static void write(output& out, Object& o, V& v, const cycle_nodes&, spent& took, P p, I i) {
        __gavel::apply<Method>(o, v, p, i);
        took.encode -= now();
        out.put("null");
    }
};
template <class Tag, int Output> struct result<place, Tag, Output> {
    template <class Method, class Object, class V, class P, class I>
    static void write(output& out, Object& o, V& v, const cycle_nodes& nodes, spent& took, P p, I i) {
        auto&& r = __gavel::apply<Method>(o, v, p, i);
        took.encode -= now();
        put_integer(out, nodes.place(r));
    }
};
template <class Tag, int Output> struct result<parameter, Tag, Output> {
    template <class Method, class Object, class V, class P, class I>
    static void write(output& out, Object& o, V& v, const cycle_nodes&, spent& took, P p, I i) {
        __gavel::apply<Method>(o, v, p, i);
        took.encode -= now();
        writer<Tag>::write(out, std::get<Output>(v));
    }
};
template <class Tag, int Output> struct result<sized_parameter, Tag, Output> {
    template <class Method, class Object, class V, class P, class I>
    static void write(output& out, Object& o, V& v, const cycle_nodes&, spent& took, P p, I i) {
        long long n = __gavel::apply<Method>(o, v, p, i);
        took.encode -= now();
        auto& all = std::get<Output>(v);
        if (n < 0 || n > static_cast<long long>(all.size())) __gavel_stop("gavel: the returned number is none of elements");
        all.resize(n);
        writer<Tag>::write(out, all);
    }
};

// An operation of a design: makes the object, or calls one of its methods.
template <class Object> struct operation {
    const char* name;
    Object* (*run)(Object*, input&, output&, spent&);
};

inline bool same(const std::string& a, const char* b) {
    return a.size() == std::char_traits<char>::length(b) && std::char_traits<char>::compare(a.data(), b, a.size()) == 0;
}

template <class Tag> struct written {
    template <class Method, class Object, class V, class P, class I>
    static void call(output& out, Object& o, V& v, spent& took, P p, I i) {
        auto&& r = __gavel::apply<Method>(o, v, p, i);
        took.encode -= now();
        writer<Tag>::write(out, r);
        took.encode += now();
    }
};
template <> struct written<__gavel_void> {
    template <class Method, class Object, class V, class P, class I>
    static void call(output& out, Object& o, V& v, spent&, P p, I i) {
        __gavel::apply<Method>(o, v, p, i);
        out.put("null");
    }
};

inline void pass_key(input& in) {
    std::string key;
    read_string(in, key);
}

}  // namespace __gavel

template <class Object> using __gavel_operation = __gavel::operation<Object>;
template <class A, class B> using __gavel_same = std::is_same<A, B>;
template <class... Tag> struct __gavel_parameters { typedef __gavel::types<Tag...> type; };

enum {
    __gavel_returned = __gavel::returned,
    __gavel_nothing = __gavel::nothing,
    __gavel_place = __gavel::place,
    __gavel_parameter = __gavel::parameter,
    __gavel_sized_parameter = __gavel::sized_parameter
};

// Whether a class has a member of a name: With has one too, so that the name is
// ambiguous in what inherits from both.
template <class Object, class With, bool can = std::is_class<Object>::value && !__is_final(Object)> struct __gavel_inherits : Object, With {};
template <class Object, class With> struct __gavel_inherits<Object, With, false> {};

// Runs a function problem.
template <class Object, class Method, class L, class Params, class Tag, int What, int Output, int Cycle> void __gavel_function() {
    using namespace __gavel;
    typedef plan<L, decltype(declared<Method, Object>(0)), typename Params::type> the;
    typedef typename count_to<Params::type::count>::type all;
    static typename the::values values;  // never destroyed: the process ends first
    spent took = {-now(), 0};
    input in = {document::text()};
    cycle_nodes nodes;
    in.want('{');
    pass_key(in);
    in.want('[');
    __gavel::read_values<Cycle>(in, values, nodes, all());
    took.decode += now();
    Object& object = *new Object();
    output out;
    out.put("{\"result\":");
    result<static_cast<what>(What), Tag, Output>::template write<Method>(out, object, values, nodes, took, typename the::pass(), all());
    took.encode += now();
    finish(out, took);
}

// Makes the object of a design.
template <class Object, class L, class Params>
Object* __gavel_construct(Object*, __gavel::input& in, __gavel::output& out, __gavel::spent& took) {
    using namespace __gavel;
    typedef plan<L, none, typename Params::type> the;
    typedef typename count_to<Params::type::count>::type all;
    typename the::values& values = *new typename the::values();
    cycle_nodes nodes;
    took.decode -= now();
    in.want('[');
    __gavel::read_values<-1>(in, values, nodes, all());
    in.want(']');
    took.decode += now();
    out.put("null");
    return __gavel::construct<Object>(values, all());
}

// Calls a method of it.
template <class Object, class Method, class L, class Params, class Tag>
Object* __gavel_operate(Object* object, __gavel::input& in, __gavel::output& out, __gavel::spent& took) {
    using namespace __gavel;
    typedef plan<L, decltype(declared<Method, Object>(0)), typename Params::type> the;
    typedef typename count_to<Params::type::count>::type all;
    if (!object) __gavel_stop("gavel: the first operation makes no object");
    typename the::values values;
    cycle_nodes nodes;
    took.decode -= now();
    in.want('[');
    __gavel::read_values<-1>(in, values, nodes, all());
    in.want(']');
    took.decode += now();
    written<Tag>::template call<Method>(out, *object, values, took, typename the::pass(), all());
    return object;
}

// Runs a design problem.
template <class Object> void __gavel_design(const __gavel::operation<Object>* known, int count) {
    using namespace __gavel;
    spent took = {0, 0};
    input in = {document::text()};
    std::vector<int> steps;
    in.want('{');
    pass_key(in);
    in.want('[');
    while (in.more()) {
        std::string name;
        read_string(in, name);
        int at = 0;
        while (at < count && !same(name, known[at].name)) at++;
        if (at == count) __gavel_stop("gavel: unknown operation");
        steps.push_back(at);
    }
    pass_key(in);
    in.want('[');
    output out;
    out.put("{\"result\":[");
    Object* object = nullptr;
    for (std::size_t i = 0; i < steps.size(); i++) {
        if (i) out.put(',');
        object = known[steps[i]].run(object, in, out, took);
    }
    out.put(']');
    finish(out, took);
}
