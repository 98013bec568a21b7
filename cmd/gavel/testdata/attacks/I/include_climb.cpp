// group: I
// attack: includes a file of the host by relative paths and by /proc
// layer: mount
// want: accepted
// held: relative, proc, system
#include <cstdio>
#if __has_include("../../../../../../var/tmp/gavel-attack/secret")
#define RELATIVE "BREACH relative"
#else
#define RELATIVE "held relative"
#endif
#if __has_include("/proc/1/root/var/tmp/gavel-attack/secret")
#define PROC "BREACH proc"
#else
#define PROC "held proc"
#endif
#if __has_include(</etc/shadow>) || __has_include(</etc/hostname>) || __has_include(</var/lib/gavel/store/gavel.db>)
#define SYSTEM "BREACH system"
#else
#define SYSTEM "held system"
#endif
int main() { std::puts(RELATIVE "\n" PROC "\n" SYSTEM); }
