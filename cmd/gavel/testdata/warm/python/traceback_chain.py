try:
    {}["key"]
except KeyError as e:
    raise RuntimeError("chained") from e
