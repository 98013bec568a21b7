# group: L
# attack: none: names, text and locale beyond ASCII
# layer: passes
# want: accepted
# stdin: grüße 数 🙂
# expected: GRÜSSE 数 🙂 3 C
import locale
import unicodedata

größe = input().split()
locale.setlocale(locale.LC_ALL, "C")
print(größe[0].upper(), unicodedata.normalize("NFC", größe[1]), größe[2], len(größe), locale.getlocale()[0] or "C")
