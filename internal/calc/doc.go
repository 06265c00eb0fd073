// Package calc is the arithmetic of the calculators (F60 to F67, and two more
// for whoever works for themselves), and nothing else: it reads no text, words
// no sentence and knows no screen.
//
// Units are the same everywhere:
//
//   - money is in dollars, 3.50 for three dollars and fifty cents, except in
//     [Taxes], which counts whole cents;
//   - a share is a fraction, 0.10 for 10 %, even though people type percentages;
//   - counts (people, purchases, years, hours) may be fractional;
//   - a day is any moment of it in UTC.
//
// One calculator is one function from [Numbers] to Numbers, by the names of the
// form controls and of the results on screen (average_transaction …), so that a
// formula in a doc comment reads as the screen does. A field left empty and a
// field holding zero stay two different things. Results hold every figure that
// the sentences print, so that a screen shows the arithmetic without redoing
// it, and they are finite whatever was given: what is worked out from a field
// that was refused is left out, and the other results stay.
//
// Figures keep their binary drift (12 × 250 × 0.1 × 0.02 is not quite 6);
// [Raw] and the formatting of package i18n take it away at the last moment.
package calc
