// Package bench holds the budgets of the kit: how large it may be, how long it may take to start, to save, to find and
// to answer a key. What depends on the machine is measured as a ratio to floor/, a plain JavaScript page that shows the
// same first screen from the same records, in the same browser and the same run, turn by turn.
//
// There is no program here, only tests: make bench measures and prints the table kept in README.md; without -bench they
// only check that the floor is worth comparing with, and never look at a clock.
package bench
