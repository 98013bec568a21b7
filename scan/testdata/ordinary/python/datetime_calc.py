from datetime import date, timedelta
import calendar, sys
y = int(sys.stdin.readline() or 2024)
print(calendar.isleap(y), date(y, 1, 31) + timedelta(days=30), (date(y, 12, 25) - date(y, 1, 1)).days)
