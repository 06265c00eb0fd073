package calc

import (
	"errors"
	"fmt"
	"math"
	"math/rand"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// inputs maps field names to the fields of in.
func inputs(in *LostClient) map[string]*Optional {
	return map[string]*Optional{
		"average_transaction":   &in.AverageTransaction,
		"transactions_per_year": &in.TransactionsPerYear,
		"years":                 &in.Years,
		"people_told":           &in.PeopleTold,
		"circle":                &in.Circle,
		"target_share":          &in.TargetShare,
		"avoid_share":           &in.AvoidShare,
		"doubt":                 &in.Doubt,
		"margin":                &in.Margin,
		"retention":             &in.Retention,
		"discount":              &in.Discount,
	}
}

// outputs maps output names to values; an output that was not computed is unset.
func outputs(r LostClientResult) map[string]Optional {
	refined := func(v float64) Optional { return Optional{Value: v, Set: r.Refined} }
	return map[string]Optional{
		"yearly_value":      Some(r.YearlyValue),
		"lifetime_value":    Some(r.LifetimeValue),
		"lost_before_doubt": Some(r.LostBeforeDoubt),
		"lost_clients":      Some(r.LostClients),
		"indirect_cost":     Some(r.IndirectCost),
		"total_cost":        Some(r.TotalCost),
		"total_low":         Some(r.TotalLow),
		"total_high":        Some(r.TotalHigh),
		"yearly_margin":     refined(r.YearlyMargin),
		"discounted_value":  refined(r.DiscountedValue),
		"perpetual_value":   r.PerpetualValue,
	}
}

// lostCase is one case of testdata/lostclient.txt.
type lostCase struct {
	name string
	in   LostClient
	out  [][2]string
	errs FieldErrors
}

func readCases(t testing.TB) []lostCase {
	t.Helper()
	data, err := os.ReadFile("testdata/lostclient.txt")
	if err != nil {
		t.Fatal(err)
	}
	var cases []lostCase
	for n, line := range strings.Split(string(data), "\n") {
		verb, rest, _ := strings.Cut(line, " ")
		name, value, _ := strings.Cut(rest, " ")
		switch {
		case verb == "" || verb == "#":
		case verb == "case":
			c := lostCase{name: rest}
			if len(cases) > 0 {
				c.in = cases[0].in
			}
			cases = append(cases, c)
		case verb == "in":
			field := inputs(&cases[len(cases)-1].in)[name]
			if field == nil {
				t.Fatalf("line %d: unknown input %q", n+1, name)
			}
			*field = Optional{}
			if value != "-" {
				f, err := strconv.ParseFloat(value, 64)
				if err != nil {
					t.Fatalf("line %d: %v", n+1, err)
				}
				*field = Some(f)
			}
		case verb == "out":
			c := &cases[len(cases)-1]
			c.out = append(c.out, [2]string{name, value})
		case verb == "err":
			c := &cases[len(cases)-1]
			c.errs = append(c.errs, FieldError{name, Kind(value)})
		default:
			t.Fatalf("line %d: %q", n+1, line)
		}
	}
	return cases
}

func TestLostClientCases(t *testing.T) {
	for _, c := range readCases(t) {
		t.Run(c.name, func(t *testing.T) {
			r, err := c.in.Compute()
			var errs FieldErrors
			errors.As(err, &errs)
			if !slices.Equal(errs, c.errs) {
				t.Fatalf("error %v, want %v", err, c.errs)
			}
			if (err == nil) != (len(c.errs) == 0) {
				t.Fatalf("error %v, want %v", err, c.errs)
			}
			got := outputs(r)
			for _, o := range c.out {
				g, ok := got[o[0]]
				if !ok {
					t.Fatalf("unknown output %q", o[0])
				}
				text := "-"
				if g.Set {
					_, decimals, _ := strings.Cut(o[1], ".")
					scale := math.Pow10(len(decimals))
					text = Raw(math.Round(g.Value*scale) / scale)
				}
				if text != o[1] {
					t.Errorf("%s = %s (%s), want %s", o[0], text, Raw(g.Value), o[1])
				}
			}
			if err == nil && r.Doubted != (r.LostClients != r.LostBeforeDoubt) {
				t.Errorf("Doubted = %v with %v before and %v after", r.Doubted, r.LostBeforeDoubt, r.LostClients)
			}
		})
	}
}

func TestFieldErrorsUnwrap(t *testing.T) {
	_, err := LostClient{}.Compute()
	var first FieldError
	if !errors.As(err, &first) || first != (FieldError{"average_transaction", KindMissing}) {
		t.Errorf("first error %v", first)
	}
	if want := "average_transaction: missing; transactions_per_year: missing"; !strings.HasPrefix(err.Error(), want) {
		t.Errorf("Error() = %q", err)
	}
}

// The closed form must be the sum it stands for.
func TestDiscountedIsTheSum(t *testing.T) {
	for _, r := range []float64{0, 0.1, 0.5, 0.8, 0.999999, 1} {
		for _, d := range []float64{0, 1e-9, 0.03, 0.1, 1} {
			for _, years := range []float64{0, 0.25, 1, 2, 2.5, 5, 40} {
				want, whole := 0.0, math.Floor(years)
				for i := 1.0; i <= whole; i++ {
					want += 100 * math.Pow(r, i-1) / math.Pow(1+d, i)
				}
				want += (years - whole) * 100 * math.Pow(r, whole) / math.Pow(1+d, whole+1)
				got := Discounted(100, r, d, years)
				if math.Abs(got-want) > 1e-6 {
					t.Errorf("r %v, d %v, %v years: %v, want %v", r, d, years, got, want)
				}
			}
		}
	}
}

func TestPerpetualIsTheLimit(t *testing.T) {
	for _, r := range []float64{0, 0.5, 0.8, 0.99} {
		for _, d := range []float64{0, 0.01, 0.1, 1} {
			p, err := Perpetual(100, r, d)
			if err != nil {
				t.Fatal(err)
			}
			if got := Discounted(100, r, d, 1e6); math.Abs(got-p) > 1e-6*p {
				t.Errorf("r %v, d %v: the sum tends to %v, Perpetual is %v", r, d, got, p)
			}
		}
	}
	if _, err := Perpetual(100, 1, 0); !errors.Is(err, ErrEndless) {
		t.Errorf("r 1, d 0: %v, want ErrEndless", err)
	}
}

// More of anything but doubt and discount costs more, never less; totals are
// ordered; nothing is lost when nothing is sold.
func TestLostClientProperties(t *testing.T) {
	rnd := rand.New(rand.NewSource(60))
	random := func() LostClient {
		var in LostClient
		for name, f := range inputs(&in) {
			switch {
			case strings.HasSuffix(name, "_share") || name == "doubt":
				*f = Some(rnd.Float64())
			case name == "margin" || name == "retention" || name == "discount":
				*f = Optional{Value: rnd.Float64(), Set: rnd.Intn(2) == 0}
			default:
				*f = Some(rnd.Float64() * 500)
			}
		}
		return in
	}
	compute := func(in LostClient) LostClientResult {
		r, err := in.Compute()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	const slack = 1 - 1e-12 // rounding of the last bit
	for range 2000 {
		in := random()
		r := compute(in)
		if r.TotalLow < r.LifetimeValue || r.TotalHigh < r.TotalLow || r.TotalCost < r.LifetimeValue {
			t.Fatalf("%+v: totals out of order: %+v", in, r)
		}
		if p := r.PerpetualValue; p.Set && r.DiscountedValue*slack > p.Value {
			t.Fatalf("%+v: discounted %v above its limit %v", in, r.DiscountedValue, p.Value)
		}
		for name := range inputs(&in) {
			more := in
			f := inputs(&more)[name]
			if !f.Set {
				continue
			}
			*f = Some(f.Value + (1-f.Value)*0.5)
			if f.Value < inputs(&in)[name].Value {
				*f = Some(inputs(&in)[name].Value * 1.5)
			}
			m := compute(more)
			if m.TotalCost < r.TotalCost*slack {
				t.Fatalf("more %s costs less: %v, then %v", name, r.TotalCost, m.TotalCost)
			}
			low, high := r.DiscountedValue, m.DiscountedValue
			if name == "discount" {
				low, high = high, low
			}
			if high < low*slack {
				t.Fatalf("more %s moves the discounted value the wrong way: %v, then %v", name, r.DiscountedValue, m.DiscountedValue)
			}
		}
		for _, name := range []string{"average_transaction", "transactions_per_year", "years"} {
			none := in
			*inputs(&none)[name] = Some(0)
			if z := compute(none); z.TotalCost != 0 || z.TotalHigh != 0 || z.DiscountedValue != 0 {
				t.Fatalf("%s 0: %+v", name, z)
			}
		}
	}
}

func finite(r LostClientResult) error {
	for name, o := range outputs(r) {
		if math.IsNaN(o.Value) || math.IsInf(o.Value, 0) || o.Value < 0 {
			return fmt.Errorf("%s = %v", name, o.Value)
		}
	}
	return nil
}

func TestLargestInputsStayFinite(t *testing.T) {
	for _, discount := range []float64{0, 5e-324, 1e-16, 1e-9, 1} {
		for _, retention := range []float64{0, 0.5, math.Nextafter(1, 0), 1} {
			in := LostClient{
				AverageTransaction: Some(Max), TransactionsPerYear: Some(Max), Years: Some(Max),
				PeopleTold: Some(Max), Circle: Some(Max), TargetShare: Some(1), AvoidShare: Some(1), Doubt: Some(1),
				Margin: Some(1), Retention: Some(retention), Discount: Some(discount),
			}
			r, err := in.Compute()
			if err == nil {
				err = finite(r)
			}
			if err != nil {
				t.Errorf("r %v, d %v: %v", retention, discount, err)
			}
		}
	}
}

func FuzzLostClient(f *testing.F) {
	f.Add(3.5, 200.0, 5.0, 12.0, 250.0, 0.1, 0.02, 1.0, 0.4, 0.8, 0.1, byte(7))
	f.Add(-1.0, math.NaN(), math.Inf(1), 0.0, 1e300, 2.0, -0.5, 5e-324, 1.0, 1.0, 0.0, byte(3))
	f.Fuzz(func(t *testing.T, price, perYear, years, told, circle, target, avoid, doubt, margin, retention, discount float64, set byte) {
		in := LostClient{
			AverageTransaction: Some(price), TransactionsPerYear: Some(perYear), Years: Some(years),
			PeopleTold: Some(told), Circle: Some(circle), TargetShare: Some(target), AvoidShare: Some(avoid), Doubt: Some(doubt),
			Margin:    Optional{margin, set&1 != 0},
			Retention: Optional{retention, set&2 != 0},
			Discount:  Optional{discount, set&4 != 0},
		}
		r, err := in.Compute()
		if err == nil {
			err = finite(r)
		} else if errs := (FieldErrors{}); errors.As(err, &errs) && len(errs) > 0 {
			err = nil
		}
		if err != nil {
			t.Errorf("%+v: %v", in, err)
		}
	})
}
