// Package java knows as much of the Java language and of its class files as
// naming a source and finding a main class need. It reads what strangers wrote:
// it never fails on a broken source (the compiler says what is wrong with it),
// never panics, and takes time and memory linear in the input.
//
//	escapes.go    Unicode escapes, which come before everything else
//	tokens.go     words and punctuation; no comments, no literals
//	outline.go    the declarations outside of any class
//	classfile.go  name, parents and main methods of a compiled class
//	launch.go     which class the launcher should be given
//
// # Caveats
//
// Characters that the language lets stand inside an identifier and ignores (for
// instance U+200B) end a name here. A class with such a name gets the default
// file name, and javac says so.
package java
