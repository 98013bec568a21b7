# Runs a person's Solution, or a class by operations: reads the arguments as one
# JSON document from stdin, calls, writes the result as one line of JSON to
# descriptor 3, and ends. What the person prints is none of its business.
#
# Its own start counts as the program's time, so it imports nothing that the
# program does not use: the parts of the json package that are written in C need
# none of those that are not, and the usual names are looked up in the source.
import gc
import posix
import sys
import time
from _json import encode_basestring_ascii, make_encoder, make_scanner

HERE = sys._getframe().f_code.co_filename
FOLDER = __file__[: __file__.rindex("/") + 1]
RECURSION_LIMIT = 200_000
SHOWN_FRAMES = 50  # at either end of a trace
SUSPICIOUS_NODES = 100_000  # a tree of more nodes is searched for cycles


class ListNode:
    def __init__(self, val=0, next=None):
        self.val = val
        self.next = next


class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val = val
        self.left = left
        self.right = right


# The names that need no import, by module; of two that are alike the later one
# stands. A module's own name goes before all of them, built-in ones too.
USUAL = """
typing AbstractSet Annotated Any AnyStr Callable ClassVar Collection Container DefaultDict Deque Dict Final FrozenSet Generator
 Generic Hashable IO ItemsView Iterable Iterator KeysView List Literal Mapping MutableMapping MutableSequence MutableSet NamedTuple
 Never NewType NoReturn Optional ParamSpec Protocol Reversible Self Sequence Set Sized Text Tuple Type TypeAlias TypedDict TypeVar
 Union ValuesView cast final get_type_hints overload override runtime_checkable
string ascii_letters ascii_lowercase ascii_uppercase capwords digits hexdigits octdigits printable punctuation whitespace
re escape findall finditer fullmatch match search split sub subn DOTALL IGNORECASE MULTILINE VERBOSE
datetime date time timedelta timezone
collections ChainMap Counter OrderedDict UserDict UserList UserString defaultdict deque namedtuple
heapq heapify heappop heappush heappushpop heapreplace merge nlargest nsmallest
bisect bisect_left bisect_right insort insort_left insort_right
copy deepcopy
math acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp exp2 expm1 fabs factorial
 floor fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp lgamma log log10 log1p log2 modf nan
 nextafter perm pi prod radians remainder sin sinh sqrt sumprod tan tanh tau trunc ulp
random Random betavariate choice choices expovariate gauss getrandbits normalvariate randbytes randint randrange sample seed
 shuffle triangular uniform
statistics fmean geometric_mean harmonic_mean mean median median_high median_low mode multimode pstdev pvariance quantiles stdev
 variance
itertools accumulate batched chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse groupby
 islice pairwise permutations product repeat starmap takewhile tee zip_longest
functools cache cached_property cmp_to_key lru_cache partial partialmethod reduce singledispatch singledispatchmethod
 total_ordering update_wrapper wraps
operator add and_ attrgetter concat contains countOf delitem eq floordiv ge getitem gt index indexOf inv invert itemgetter le
 lshift lt matmul methodcaller mod mul ne neg not_ or_ pos rshift setitem sub truediv truth xor
io BytesIO StringIO
json dumps loads
sys maxsize setrecursionlimit stdin stdout stderr
"""

# A program with one of these may use names that stand nowhere in it.
DYNAMIC = {"eval", "exec", "globals", "locals", "vars", "get_type_hints"}


def provide(code, names):
    """Puts the usual names that the code uses into names."""
    used = set()
    collect(code, used)
    everything = not DYNAMIC.isdisjoint(used)
    module = ""
    for line in USUAL.split("\n"):
        words = line.split()
        if line[:1] != " " and words:
            module = words.pop(0)
        for name in words if everything else used.intersection(words):
            value = getattr(__import__(module), name, None)
            if value is not None:
                names[name] = value
    for line in USUAL.split("\n"):
        if line[:1] not in ("", " "):
            module = line.split()[0]
            if everything or module in used:
                names[module] = __import__(module)


def collect(code, used):
    """Gathers the names that the code and all code inside it look up. Names of
    attributes are among them, and do no harm but for an import too many."""
    used.update(code.co_names)
    for constant in code.co_consts:
        if type(constant) is type(code):
            collect(constant, used)


# Values from JSON. A decoder is None where the value is right as it is.


def decoder(name, module):
    if name.endswith("[]") or name.startswith("list<"):
        element = decoder(name[:-2] if name.endswith("[]") else name[5:-1], module)
        return element and (lambda values: list(map(element, values)))
    if name == "double":
        return float
    if name == "ListNode":
        return lambda values: link(values, module)[0]
    if name == "TreeNode":
        return lambda values: grow(values, module)
    return None


def maker(module, name):
    """How the person's own class of nodes, or ours, is made of a value."""
    cls = module[name]

    def make(value):
        try:
            return cls(value)
        except TypeError:
            node = cls.__new__(cls)
            node.val, node.next, node.left, node.right = value, None, None, None
            return node

    return make if cls is not ListNode and cls is not TreeNode else cls


def link(values, module, tail=-1):
    """Returns the first node and all of them; the last leads to index tail."""
    nodes = list(map(maker(module, "ListNode"), values or ()))
    for i in range(len(nodes) - 1):
        nodes[i].next = nodes[i + 1]
    if tail >= 0 and nodes:
        nodes[-1].next = nodes[tail]
    return (nodes[0] if nodes else None), nodes


def grow(values, module):
    if not values:
        return None
    make = maker(module, "TreeNode")
    nodes = [None if value is None else make(value) for value in values]
    children = iter(nodes)
    root = next(children)
    for node in nodes:
        if node is not None:
            node.left = next(children, None)
            node.right = next(children, None)
    return root


# Results to values that JSON has.


def wrong(value, name):
    text = repr(value) if not hasattr(value, "__dict__") else type(value).__name__
    return TypeError(f"{text[:100]} is no value of the type {name}")


SCALARS = {"integer": {int}, "long": {int}, "double": {float, int}, "boolean": {bool}, "string": {str}}


def encoder(name):
    """Returns what makes a plain value of a result, and checks it."""
    if name == "void":
        return lambda value: None
    if name == "ListNode":
        return unlink
    if name == "TreeNode":
        return fell
    if name == "character":
        return character
    if name in SCALARS:
        return scalar(name, SCALARS[name])
    inner = name[:-2] if name.endswith("[]") else name[5:-1]
    element = encoder(inner)
    plain = SCALARS.get(inner, set())

    def sequence(value):
        if type(value) is not list:
            if isinstance(value, (str, bytes, dict)) or not hasattr(value, "__iter__"):
                raise wrong(value, name)
            value = list(value)
        if plain and plain.issuperset(map(type, value)):
            return value[:]  # what an operation returned may be changed by a later one
        return list(map(element, value))

    return sequence


def scalar(name, types):
    def check(value):
        if type(value) in types:
            return value
        for cls in types:
            if isinstance(value, cls):
                return cls(value)
        if name == "boolean" and type(value) is int and value in (0, 1):
            return value == 1
        raise wrong(value, name)

    return check


def character(value):
    if isinstance(value, str) and len(value) == 1:
        return value
    raise wrong(value, "character")


integer = scalar("integer", {int})


def unlink(node):
    values = []
    hare, steps, power = None, 0, 1
    while node is not None:
        values.append(integer(node.val))
        node = node.next
        if node is hare and node is not None:
            raise ValueError("the list has a cycle")
        steps += 1
        if steps == power:
            hare, steps, power = node, 0, power * 2
    return values


def fell(root):
    values = []
    level = [root]
    for node in level:
        if node is None:
            values.append(None)
            continue
        values.append(integer(node.val))
        level.append(node.left)
        level.append(node.right)
        if len(values) == SUSPICIOUS_NODES:
            refuse_cycle(root)
    while values and values[-1] is None:
        values.pop()
    return values


def refuse_cycle(root):
    """Raises where a node is below itself. Nodes may be shared."""
    entered, left = set(), set()
    stack = [root]
    while stack:
        node = stack[-1]
        if node is None or id(node) in left:
            stack.pop()
        elif id(node) in entered:
            left.add(id(stack.pop()))
        else:
            entered.add(id(node))
            for child in (node.left, node.right):
                if child is not None and id(child) in entered and id(child) not in left:
                    raise ValueError("the tree has a cycle")
                stack.append(child)


# The parts of a run.


def read(descriptor):
    parts = []
    while part := posix.read(descriptor, 1 << 20):
        parts.append(part)
    return b"".join(parts)


class Plain:
    """How a JSON scanner is told to read the usual way."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, float
    memo = {}


def parse(data):
    return make_scanner(Plain)(data.decode(), 0)[0]


def load():
    """Runs the person's source and returns its names."""
    name = FOLDER + "solution.py"
    module = type(sys)("solution")
    sys.modules["solution"] = module
    names = module.__dict__
    names["__file__"] = name
    names["ListNode"], names["TreeNode"] = ListNode, TreeNode
    ListNode.__module__ = TreeNode.__module__ = "solution"
    with open(name, "rb") as file:
        code = compile(file.read(), name, "exec", dont_inherit=True)
    provide(code, names)
    exec(code, names)
    return names


class Clock:
    """Adds up what decoding and encoding take. Nothing is collected meanwhile."""

    def __init__(self):
        self.taken = 0

    def __enter__(self):
        gc.disable()
        self.began = time.perf_counter_ns()

    def __exit__(self, *_):
        self.taken += time.perf_counter_ns() - self.began
        gc.enable()


def decoders(params, module):
    return [decoder(param["type"], module) for param in params]


def decode(convert, values):
    return [value if f is None else f(value) for f, value in zip(convert, values)]


def call(signature, data, module, decoding, encoding):
    """Calls a function and returns its result."""
    cycle = signature["cycle"]
    with decoding:
        args = parse(data)["args"]
        nodes = []
        tail = args.pop(cycle) if cycle >= 0 else -1
        params = signature["methods"][0]["params"]
        args = [args[i] if i == cycle - 1 else arg for i, arg in enumerate(decode_all(params, args, module, cycle - 1))]
        if cycle >= 0:
            args[cycle - 1], nodes = link(args[cycle - 1], module, tail)
    returned = getattr(named(module, signature["class"])(), signature["methods"][0]["name"])(*args)
    with encoding:
        if cycle >= 0 and signature["methods"][0]["return"] == "ListNode":
            return place(returned, nodes)
        if signature["output"] < 0:
            return encoder(signature["result"])(returned)
        result = encoder(signature["result"])(args[signature["output"]])
        return result[: size(returned, result)] if signature["size"] else result


def decode_all(params, args, module, but):
    convert = decoders(params, module)
    if but >= 0:
        convert[but] = None
    return decode(convert, args)


def place(node, nodes):
    """The index of a node of a list that may be cyclic; -1 for none."""
    if node is None:
        return -1
    for i, other in enumerate(nodes):
        if other is node:
            return i
    raise ValueError("what is returned is no node of the list")


def size(returned, result):
    count = integer(returned)
    if not 0 <= count <= len(result):
        raise ValueError(f"{count} elements of {len(result)}")
    return count


def operate(signature, data, module, decoding, encoding):
    """Makes an object, calls its methods, and returns what each returned."""
    with decoding:
        document = parse(data)
        methods = {method["name"]: method for method in signature["methods"]}
        convert = {name: decoders(method["params"], module) for name, method in methods.items()}
        encode = {name: encoder(method["return"]) for name, method in methods.items()}
        constructor = signature["class"]
        convert[constructor] = decoders(signature["constructor"], module)
        steps = [(name, decode(convert[name], args)) for name, args in zip(document["operations"], document["args"])]
    cls = named(module, constructor)
    results = []
    for name, args in steps:
        if name == constructor:
            thing = cls(*args)
            results.append(None)
            continue
        returned = getattr(thing, name)(*args)
        with encoding:
            results.append(encode[name](returned))
    return results


def named(module, name):
    if name not in module:
        raise NameError(f"name '{name}' is not defined")
    return module[name]


def quiet(file):
    try:
        file.flush()
    except Exception:
        pass  # what it printed is not what it returned


def finish(result, decoding, encoding, write=posix.write, leave=posix._exit):
    """Writes the result and ends the process, whatever still runs in it."""
    with encoding:
        encode = make_encoder(None, None, encode_basestring_ascii, None, ":", ",", False, False, True)
        text = "".join(encode(result, 0))
    line = f'{{"result":{text},"decode_ns":{decoding.taken},"encode_ns":{encoding.taken}}}\n'
    rest = memoryview(line.encode())
    for file in (sys.stdout, sys.stderr, sys.__stdout__):
        quiet(file)
    while rest:
        rest = rest[write(3, rest):]
    leave(0)


# What a traceback shows: the person's frames.


def without_driver(trace):
    while trace is not None and trace.tb_frame.f_code.co_filename == HERE:
        trace = trace.tb_next
    return trace


def shorten(trace):
    """Leaves out what is in the middle of a trace, and returns how much that is.
    To print a frame takes some 70 µs, and an endless recursion leaves as many as
    its limit."""
    frames = []
    while trace is not None:
        frames.append(trace)
        trace = trace.tb_next
    left_out = len(frames) - 2 * SHOWN_FRAMES
    if left_out > 0:
        frames[SHOWN_FRAMES - 1].tb_next = frames[-SHOWN_FRAMES]
    return max(left_out, 0)


def show(kind, fault, trace):
    seen = set()
    links = [fault]
    while links:
        link = links.pop()
        if link is None or id(link) in seen:
            continue
        seen.add(id(link))
        link.__traceback__ = without_driver(link.__traceback__)
        if left_out := shorten(link.__traceback__):
            link.add_note(f"({left_out} frames in the middle of the trace are left out)")
        links += [link.__cause__, link.__context__]
    if fault.__traceback__ is None and not isinstance(fault, SyntaxError):
        print(f'Traceback (most recent call last):\n  File "{FOLDER}solution.py", line 1, in <module>', file=sys.stderr)
    sys.__excepthook__(kind, fault, fault.__traceback__)


def main():
    sys.excepthook = show
    data = read(0)
    sys.argv = [FOLDER + "solution.py"]
    sys.setrecursionlimit(RECURSION_LIMIT)
    with open(FOLDER + "signature.json", "rb") as file:
        signature = parse(file.read())
    module = load()
    decoding, encoding = Clock(), Clock()
    run = operate if signature["design"] else call
    result = run(signature, data, module, decoding, encoding)
    finish(result, decoding, encoding)


if __name__ == "__main__":
    main()
