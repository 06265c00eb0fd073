// Package search finds records while someone is typing, forgivingly: case,
// accents, punctuation and word order do not count, a word may be cut short, and
// the digits of a telephone number may be split in any way. « tremb 0199 » finds
// « Élise Tremblay-Côté, 418 555-0199 ».
//
// [Fold] and [FoldPhone] reduce text to what is compared; [Index] holds the texts of
// records and ranks what matches; [Similar] tells that two names may be one
// person's.
//
// Records keep their text folded, because folding costs far more than searching.
// The package keeps no record, reads no storage and knows no language: stemming,
// synonyms and spelling correction are not its business.
package search
