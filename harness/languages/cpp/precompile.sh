# Precompiles <bits/stdc++.h> and <iostream> for the standards that most programs are
# written in. 11, 14 and 26 would add nearly another gigabyte.
set -eu

headers=/usr/include/c++/14
machine=/usr/include/x86_64-linux-gnu/c++/14
mkdir -p $machine/bits/stdc++.h.gch $headers/iostream.gch

# precompile STANDARD HEADER FOLDER. Messages name main.cpp as what includes it.
precompile() {
	source=/tmp/$1-$(basename "$2").hpp
	printf '# 1 "main.cpp"\n#include <%s>\n#pragma gavel instantiate\n' "$2" >"$source"
	g++-14 -O2 "-std=$1" -DONLINE_JUDGE -fplugin=/tmp/instantiate.so -o "$3/$1" "$source"
}

for version in 17 20 23; do
	for dialect in c gnu; do
		precompile "$dialect++$version" bits/stdc++.h "$machine/bits/stdc++.h.gch"
		precompile "$dialect++$version" iostream "$headers/iostream.gch"
	done
done
