// Package cpp reads as much of C++ as it takes to tell which classes a source
// defines. It is no compiler: what it says of a source that is no C++ is of no
// consequence, g++ refuses that.
package cpp
