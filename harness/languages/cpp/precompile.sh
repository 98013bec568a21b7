# Precompiles <bits/stdc++.h> and <iostream> for the standards that most programs are
# written in, and sees to it that GCC takes each: with /tmp/only for its headers, a
# program finds the precompiled ones or none. 11, 14 and 26 would add another gigabyte.
set -eu

headers=/usr/include/c++/14
machine=/usr/include/x86_64-linux-gnu/c++/14
mkdir -p $machine/bits/stdc++.h.gch $headers/iostream.gch /tmp/only/bits
ln -s $machine/bits/stdc++.h.gch /tmp/only/bits/
ln -s $headers/iostream.gch /tmp/only/

# precompile STANDARD HEADER FOLDER. Messages name main.cpp as what includes it.
precompile() {
	source=/tmp/$1-$(basename "$2").hpp
	printf '# 1 "main.cpp"\n#include <%s>\n#pragma gavel instantiate\n' "$2" >"$source"
	g++-14 -O2 "-std=$1" -DONLINE_JUDGE -fplugin=/tmp/instantiate.so -o "$3/$1" "$source"
	printf '#include <%s>\nint main() { std::cout << 1; }\n' "$2" |
		g++-14 -O2 "-std=$1" -DONLINE_JUDGE -nostdinc++ -I/tmp/only -fsyntax-only -x c++ -
}

for version in 17 20 23; do
	for dialect in c gnu; do
		precompile "$dialect++$version" bits/stdc++.h "$machine/bits/stdc++.h.gch"
		precompile "$dialect++$version" iostream "$headers/iostream.gch"
	done
done
