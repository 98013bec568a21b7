class Rows:
    def __init__(self):
        self.row = []
        self.rows = [self.row]

    def add(self, val: int) -> List[int]:
        self.row.append(val)
        return self.row

    def all(self) -> List[List[int]]:
        return self.rows
