// Package later has whoever calls a function of the program's second part wait until that part is here.
//
// The program comes in two parts (internal/slim): what the first screens need, and the rest. Until the rest is here, each of its
// functions is a few instructions that come to enter, which keeps what a closure reads its variables from, and waits; then the
// function is called again, as it was called, by now the real one. Whoever has to wait does so as at a channel: the
// others go on.
package later
