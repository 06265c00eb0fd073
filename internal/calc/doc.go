// Package calc is the arithmetic of the calculators (F60 and its neighbours),
// and nothing else: it reads no text, words no sentence and knows no screen.
//
// Units are the same everywhere:
//
//   - money is in dollars, 3.50 for three dollars and fifty cents;
//   - a share is a fraction, 0.10 for 10 %, even though people type percentages;
//   - counts (people, purchases, years) may be fractional.
//
// One calculator is one input type whose Compute method returns a result or
// [FieldErrors]. Each input is an [Optional], so that a field left empty and a
// field holding zero stay two different things. Field names in errors are the
// names of the form controls (average_transaction …). A result carries every
// intermediate figure that its sentences print, so that a screen shows the
// arithmetic without redoing it. Results are finite for every accepted input.
//
// Figures keep their binary drift (12 × 250 × 0.1 × 0.02 is not quite 6);
// [Raw] and the formatting of package i18n take it away at the last moment.
package calc
