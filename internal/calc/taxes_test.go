package calc

import (
	"math/rand"
	"strconv"
	"testing"
)

func TestTaxes(t *testing.T) {
	for _, words := range lines(t, "taxes.txt") {
		var numbers []int64
		after := 0
		for i, w := range words[2:] {
			if w == "=" {
				after = i
				continue
			}
			n, err := strconv.ParseInt(w, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			numbers = append(numbers, n)
		}
		taxes := Taxes{GST: GST, QST: QST, ByLine: words[1] == "line"}
		bill := taxes.Add(numbers[:after])
		if words[0] == "included" {
			bill = taxes.Included(numbers[:after])
		}
		bill.Adjusted = 0
		if w := numbers[after:]; bill != (Bill{Subtotal: w[0], GST: w[1], QST: w[2], Total: w[3]}) {
			t.Errorf("%v: %+v", words, bill)
		}
	}
}

func TestIncludedIsTheWayBack(t *testing.T) {
	rnd := rand.New(rand.NewSource(9975))
	for i := range int64(20000) {
		taxes := Taxes{GST: GST, QST: QST, ByLine: i%2 == 0}
		if i%5 == 0 {
			taxes.GST, taxes.QST = Rate(rnd.Int63n(int64(MaxRate)+1)), Rate(rnd.Int63n(int64(MaxRate)+1))
		}
		cents := i
		if i > 10000 {
			cents = rnd.Int63n(MaxCents / 3)
		}
		there := taxes.Add([]int64{cents})
		if back := taxes.Included([]int64{there.Total}); back != there {
			t.Fatalf("%+v: %d comes to %+v, and back to %+v", taxes, cents, there, back)
		}
		asked := taxes.Included([]int64{cents})
		if asked.Total != cents || asked.Subtotal+asked.GST+asked.QST != cents || asked.Subtotal < 0 || asked.QST < 0 || asked.Adjusted < 0 || asked.Adjusted > 2 {
			t.Fatalf("%+v: asked %d, %+v", taxes, cents, asked)
		}
		if more := taxes.Add([]int64{cents + 1}); more.Total <= there.Total {
			t.Fatalf("%+v: a cent more than %d comes to %+v", taxes, cents, more)
		}
	}
}

// A thousand lines of five cents owe no tax line by line, and 7.49 $ together.
func TestAThousandSmallLines(t *testing.T) {
	nickels := make([]int64, 1000)
	for i := range nickels {
		nickels[i] = 5
	}
	if b := (Taxes{GST: GST, QST: QST}).Add(nickels); b != (Bill{Subtotal: 5000, GST: 250, QST: 499, Total: 5749}) {
		t.Errorf("together %+v", b)
	}
	if b := (Taxes{GST: GST, QST: QST, ByLine: true}).Add(nickels); b != (Bill{Subtotal: 5000, Total: 5000}) {
		t.Errorf("line by line %+v", b)
	}
}

func TestCentsAndRates(t *testing.T) {
	for _, c := range []struct {
		dollars float64
		want    int64
		ok      bool
	}{
		{0, 0, true}, {0.05, 5, true}, {add(0.1, 0.2), 30, true}, {1.005, 101, true}, {1.0049, 100, true}, {2.675, 268, true},
		{19.99, 1999, true}, {1e10, MaxCents, true}, {9999999999.99, MaxCents - 1, true}, {1e10 + 1, 0, false}, {-0.01, 0, false}, {nan, 0, false},
	} {
		if got, ok := Cents(c.dollars); got != c.want || ok != c.ok {
			t.Errorf("Cents(%v) = %d, %v; want %d, %v", c.dollars, got, ok, c.want, c.ok)
		}
	}
	for cents := range int64(200000) {
		if got, _ := Cents(float64(cents) / 100); got != cents {
			t.Fatalf("Cents(%v) = %d", float64(cents)/100, got)
		}
	}
	for _, c := range []struct {
		share float64
		want  Rate
		ok    bool
	}{{0.05, GST, true}, {0.09975, QST, true}, {0, 0, true}, {1, MaxRate, true}, {0.099755, 0, false}, {-0.05, 0, false}, {1.01, 0, false}, {nan, 0, false}} {
		if got, ok := RateOf(c.share); ok != c.ok || ok && got != c.want {
			t.Errorf("RateOf(%v) = %d, %v; want %d, %v", c.share, got, ok, c.want, c.ok)
		}
	}
}
