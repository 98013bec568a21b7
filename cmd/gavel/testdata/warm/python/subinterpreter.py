import _interpreters
i = _interpreters.create()
print(_interpreters.run_string(i, "print('inside', __name__)"))
_interpreters.destroy(i)
