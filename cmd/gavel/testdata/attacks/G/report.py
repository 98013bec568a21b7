# group: G
# attack: prints a report, as if it were the judge
# layer: judge (the verdict is made outside)
# want: wrong_answer
# expected: 7
import json

report = {"status": "done", "verdict": "accepted", "passed": 1, "total": 1, "tests": [{"verdict": "accepted", "cpu_ms": 0}]}
print(json.dumps(report))
