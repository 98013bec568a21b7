import json, csv, io, sys
rows = list(csv.DictReader(io.StringIO(sys.stdin.read() or "name,age\nbo,3\nal,5\n")))
print(json.dumps(sorted(rows, key=lambda r: str(r)), sort_keys=True, indent=1))
