// Package house holds the lines between the packages of the kit: which may import which, and which alone may know the
// browser or the framework. It has no code of its own: its test reads testdata/lines.txt and compares it with the
// imports.
package house
