// Package insight is the measures over the journal: what the insights show, worked out from the entries of the index and
// from nothing else. It reads no text, words no sentence and knows no screen.
//
// One pass is enough for all of it: a [Fold] takes entry after entry, in any order, and can pause between two. Each entry
// falls in some [Part] values, which are the bars that are drawn; a measure is a few parts, and the records behind a bar are
// the entries that fall in it, by the same rule.
//
// Units and conventions are the same everywhere:
//
//   - a rate is n of N ([Rate]), and is withheld while N is under [Enough]: of fewer, each weighs too much;
//   - durations are whole seconds, money is whole cents;
//   - the days of a [Period] are those of the user's own zone, both ends included;
//   - the median of an even number of durations is the mean of the two in the middle, to the second below;
//   - satisfied is a feeling of 4 or 5 at the end, dissatisfied one of 1 or 2 (F04).
//
// What each kind of record counts by: a conversation and a check-in by their day; a promise by the day it was settled; a
// complaint by the day it was received, and the answers given when it was closed by that day; a departure by its day; an
// improvement by the day the clients were told, or before that by the day it last moved.
package insight
