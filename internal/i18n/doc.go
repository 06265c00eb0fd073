// Package i18n is how the kit writes and reads French (Canada) and English
// (Canada): messages, plurals, numbers, money, dates, hours and telephone
// numbers.
//
// A [Printer] belongs to one language and never changes; [For] returns it. Only
// the language that is asked for is parsed, once.
//
// Messages live in messages/fr.txt and messages/en.txt, written side by side;
// their header gives the rules, and the tests of this package hold them: same
// keys in the same order, same placeholders, both plural forms, typography, words
// to avoid, and no key that the program does not use or does not have.
//
// Formats are written here rather than taken from the browser's Intl, whose
// answers differ from one engine to the next, and the package is small because
// it is part of the program that people download: no regular expressions, no
// reflection, no locale data beyond the two languages.
//
// It is not the place of long texts (playbooks, scripts, guides: package
// content) nor of the placeholders of scripts (package script).
package i18n
