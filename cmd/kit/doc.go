// Command kit is the program in the browser: it opens the journal, builds the environment that the screens work in, and
// starts the app. Everything that connects the three, and nothing else, is here.
package main
