package calc

import (
	"errors"
	"maps"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// calculators are the calculators by their slugs, which name their files in
// testdata too. Texts are the choices.
var calculators = map[string]func(in Numbers, texts map[string]string) (Numbers, error){
	"lost-client":       func(in Numbers, _ map[string]string) (Numbers, error) { return LostClient(in) },
	"silent-complaints": func(in Numbers, _ map[string]string) (Numbers, error) { return SilentComplaints(in) },
	"keep-or-replace":   func(in Numbers, _ map[string]string) (Numbers, error) { return KeepOrReplace(in) },
	"gesture":           func(in Numbers, _ map[string]string) (Numbers, error) { return Gesture(in) },
	"word-of-mouth":     func(in Numbers, _ map[string]string) (Numbers, error) { return WordOfMouth(in) },
	"doors-out":         func(in Numbers, _ map[string]string) (Numbers, error) { return DoorsOut(in) },
	"hourly-rate":       func(in Numbers, _ map[string]string) (Numbers, error) { return HourlyRate(in) },
	"negotiation": func(in Numbers, texts map[string]string) (Numbers, error) {
		return Negotiation(Role(texts["role"]), in)
	},
}

// A sheet is one file of testdata. Its lines:
//
//	field NAME LOW HIGH     an input and its limits; "optional" after them when it may be empty
//	up RESULT FIELD…        a result that grows, or stays, with each of the fields
//	down RESULT FIELD…      and one that shrinks
//	case WHAT               a case, which starts from the inputs of the first
//	in NAME VALUE           "-" leaves the field empty
//	out NAME VALUE          rounded to as many decimals as written; "-": not there
//	err NAME KIND           a refused field; all of them, in the order of the form
type sheet struct {
	slug     string
	fields   []field
	up, down map[string][]string
	cases    []sheetCase
}

type field struct {
	name      string
	low, high float64
	optional  bool
}

type sheetCase struct {
	name  string
	in    Numbers
	texts map[string]string
	out   [][2]string
	errs  FieldErrors
}

func (s *sheet) read(t *testing.T, line string) {
	t.Helper()
	words := strings.Fields(line)
	if len(words) == 0 || words[0] == "#" {
		return
	}
	number := func(text string) float64 {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatalf("%s: %q: %v", s.slug, line, err)
		}
		return v
	}
	var c *sheetCase
	if len(s.cases) > 0 {
		c = &s.cases[len(s.cases)-1]
	}
	switch words[0] {
	case "field":
		s.fields = append(s.fields, field{words[1], number(words[2]), number(words[3]), len(words) > 4})
	case "up":
		s.up[words[1]] = words[2:]
	case "down":
		s.down[words[1]] = words[2:]
	case "case":
		next := sheetCase{name: strings.Join(words[1:], " "), in: Numbers{}, texts: map[string]string{}}
		if c != nil {
			next.in, next.texts = maps.Clone(s.cases[0].in), maps.Clone(s.cases[0].texts)
		}
		s.cases = append(s.cases, next)
	case "in":
		switch {
		case words[2] == "-":
			delete(c.in, words[1])
		case slices.ContainsFunc(s.fields, func(f field) bool { return f.name == words[1] }):
			c.in[words[1]] = number(words[2])
		default:
			c.texts[words[1]] = words[2]
		}
	case "out":
		c.out = append(c.out, [2]string{words[1], words[2]})
	case "err":
		c.errs = append(c.errs, FieldError{words[1], Kind(words[2])})
	default:
		t.Fatalf("%s: %q", s.slug, line)
	}
}

func sheets(t *testing.T) []*sheet {
	t.Helper()
	var all []*sheet
	for _, slug := range slices.Sorted(maps.Keys(calculators)) {
		data, err := os.ReadFile(filepath.Join("testdata", slug+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		s := &sheet{slug: slug, up: map[string][]string{}, down: map[string][]string{}}
		for line := range strings.Lines(string(data)) {
			s.read(t, line)
		}
		all = append(all, s)
	}
	return all
}

// rounded writes a value as a case does.
func rounded(v float64, like string) string {
	_, decimals, _ := strings.Cut(like, ".")
	scale := math.Pow10(len(decimals))
	if scale > 1 {
		v = math.Round(v*scale) / scale
	}
	return Raw(v)
}

func TestCases(t *testing.T) {
	for _, s := range sheets(t) {
		for _, c := range s.cases {
			t.Run(s.slug+"/"+c.name, func(t *testing.T) {
				out, err := calculators[s.slug](c.in, c.texts)
				var errs FieldErrors
				errors.As(err, &errs)
				if !slices.Equal(errs, c.errs) || (err == nil) != (len(c.errs) == 0) {
					t.Errorf("error %v, want %v", err, c.errs)
				}
				for _, o := range c.out {
					text := "-"
					if v, ok := out[o[0]]; ok {
						text = rounded(v, o[1])
					}
					if text != o[1] {
						t.Errorf("%s = %s (%v), want %s", o[0], text, out[o[0]], o[1])
					}
				}
			})
		}
	}
}

// draw fills every field at random, optional ones half of the time.
func (s *sheet) draw(rnd *rand.Rand) Numbers {
	in := Numbers{}
	for _, f := range s.fields {
		if !f.optional || rnd.Intn(2) == 0 {
			in[f.name] = f.low + rnd.Float64()*(f.high-f.low)
		}
	}
	return in
}

// TestMoreIsMoreOrLess draws inputs at random and moves one at a time.
func TestMoreIsMoreOrLess(t *testing.T) {
	rnd := rand.New(rand.NewSource(60))
	for _, s := range sheets(t) {
		texts, compute := s.cases[0].texts, calculators[s.slug]
		moves := func(sign float64, rules map[string][]string) {
			for result, fields := range rules {
				for _, name := range fields {
					i := slices.IndexFunc(s.fields, func(f field) bool { return f.name == name })
					if i < 0 {
						t.Fatalf("%s: no field %s", s.slug, name)
					}
					for range 300 {
						in := s.draw(rnd)
						before, more := in[name], maps.Clone(in)
						more[name] = before + (s.fields[i].high-before)*rnd.Float64()
						a, _ := compute(in, texts)
						b, _ := compute(more, texts)
						x, had := a[result]
						y, has := b[result]
						if _, set := in[name]; !set || !had || !has {
							continue
						}
						if slack := 1e-9 * max(1, math.Abs(x)); sign*(y-x) < -slack {
							t.Fatalf("%s: %s from %v to %v moves %s from %v to %v", s.slug, name, before, more[name], result, x, y)
						}
					}
				}
			}
		}
		moves(1, s.up)
		moves(-1, s.down)
	}
}

// TestEveryResultIsFinite tries what nobody types, alone and together: the
// largest and smallest numbers, zero, and what is not a number.
func TestEveryResultIsFinite(t *testing.T) {
	odd := []float64{0, 1, -1, 0.5, 5e-324, 1e-9, Max, 2 * Max, math.MaxFloat64, math.NaN(), math.Inf(1), math.Inf(-1), math.Nextafter(1, 0), math.Copysign(0, -1)}
	rnd := rand.New(rand.NewSource(61))
	for _, s := range sheets(t) {
		try := func(in Numbers) {
			t.Helper()
			out, err := calculators[s.slug](in, s.cases[0].texts)
			for name, v := range out {
				if !finite(v) {
					t.Fatalf("%s %v: %s = %v", s.slug, in, name, v)
				}
			}
			var errs FieldErrors
			if err != nil && (!errors.As(err, &errs) || len(errs) == 0) {
				t.Fatalf("%s %v: %v", s.slug, in, err)
			}
		}
		for _, v := range odd {
			all := Numbers{}
			for _, f := range s.fields {
				all[f.name] = v
				one := maps.Clone(s.cases[0].in)
				one[f.name] = v
				try(one)
			}
			try(all)
		}
		for range 2000 {
			in := s.draw(rnd)
			for _, f := range s.fields {
				if rnd.Intn(3) == 0 {
					in[f.name] = odd[rnd.Intn(len(odd))]
				}
			}
			try(in)
		}
	}
}

// TestARefusedFieldLeavesTheOthers takes each field away, or makes it absurd,
// in turn: it alone is refused, and every result that does not stand on it is
// the same as before.
func TestARefusedFieldLeavesTheOthers(t *testing.T) {
	for _, s := range sheets(t) {
		whole, err := calculators[s.slug](s.cases[0].in, s.cases[0].texts)
		if err != nil {
			t.Fatalf("%s: %v", s.slug, err)
		}
		for _, f := range s.fields {
			for _, v := range []float64{math.NaN(), -1, math.Inf(1)} {
				in := maps.Clone(s.cases[0].in)
				in[f.name] = v
				out, err := calculators[s.slug](in, s.cases[0].texts)
				var errs FieldErrors
				if !errors.As(err, &errs) || errs[0].Field != f.name || len(errs) != 1 {
					t.Errorf("%s: %s = %v: %v", s.slug, f.name, v, err)
				}
				for name, have := range out {
					if want, ok := whole[name]; ok && have != want {
						t.Errorf("%s: without a good %s, %s is %v instead of %v", s.slug, f.name, name, have, want)
					}
				}
			}
		}
	}
}

func TestFieldErrorsUnwrap(t *testing.T) {
	_, err := LostClient(nil)
	var first FieldError
	if !errors.As(err, &first) || first != (FieldError{"average_transaction", KindMissing}) {
		t.Errorf("first error %v", first)
	}
	if want := "average_transaction: missing; transactions_per_year: missing"; !strings.HasPrefix(err.Error(), want) {
		t.Errorf("Error() = %q", err)
	}
}
