package search

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

// people is a small index; the key of each text is its place, from 1.
func people(texts ...string) *Index {
	var x Index
	for i, s := range texts {
		x.Put(uint32(i+1), s)
	}
	return &x
}

// join makes the text of a record out of its fields.
func join(fields ...string) string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = Fold(f)
	}
	return strings.Join(out, fieldEnd)
}

func keys(hits []Hit) []uint32 {
	var k []uint32
	for _, h := range hits {
		k = append(k, h.Key)
	}
	return k
}

func TestQuery(t *testing.T) {
	x := people(
		join("Élise Tremblay-Côté", "boulangerie", "elise@exemple.ca", FoldPhone("+14185550199")), // 1
		join("Marc Roy", "voisin de madame Tremblay", "", FoldPhone("+15145550123")),              // 2
		join("Anne Montremblay", "", "", FoldPhone("+14185551234")),                               // 3
		join("Tremb", "", "", ""), // 4
		join("Nathalie D’Amours", "cœur de pomme", "", FoldPhone("+18195550199")), // 5
		join("Алексей Ёлкин", "", "", FoldPhone("+33142685300")),                  // 6
	)
	for _, c := range []struct {
		q    string
		want []uint32
	}{
		{"tremb 0199", []uint32{1}},
		{"0199 TREMB", []uint32{1}},
		{"0199", []uint32{1, 5}},
		{"tremb", []uint32{4, 1, 2, 3}}, // whole, start in the name, start later, inside
		{"tremblay", []uint32{1, 2, 3}},
		{"côté-tremblay, élise", []uint32{1}},
		{"418 555", []uint32{1, 3}},
		{"418 555-0199", []uint32{1}},
		{"4185550199", []uint32{1}},
		{"1 (418) 555.0199", []uint32{1}},
		{"+1 418 555-0199", []uint32{1}},
		{"555", []uint32{1, 2, 3, 5}},
		{"d'amours", []uint32{5}},
		{"coeur", []uint32{5}},
		{"Алексей", []uint32{6}},
		{"алексеи", nil},
		{"roy roy", []uint32{2}},
		{"tremblay 0123 roy voisin", []uint32{2}},
		{"tremblay 9999", nil},
		{"", nil},
		{" -'", nil},
	} {
		if got := keys(x.Query(c.q, 0, nil)); !slices.Equal(got, c.want) {
			t.Errorf("Query(%q) = %v, want %v", c.q, got, c.want)
		}
	}
}

func TestQueryRanking(t *testing.T) {
	for _, c := range []struct{ q, better, worse string }{
		{"roy", "roy", "royer"},                  // a whole word above a beginning
		{"roy", "royer", "leroy"},                // a beginning above the inside
		{"roy", "royer\nx", "x\nroy"},            // an earlier field above a whole word
		{"roy", "x\nx\nroyer", "leroy"},          // a beginning anywhere above the inside of a name
		{"roy", "leroy\nx", "x\nleroy"},          // an earlier field, inside
		{"roy", "leroy roy", "leroy"},            // the best place counts
		{"roy marc", "marc roy\nx", "marc\nroy"}, // words add up
	} {
		x := people(c.worse, c.better)
		if got := keys(x.Query(c.q, 0, nil)); !slices.Equal(got, []uint32{2, 1}) {
			t.Errorf("%q: %v: want %q above %q", c.q, got, c.better, c.worse)
		}
	}
}

func TestQueryLimitAndKeep(t *testing.T) {
	var x Index
	for k := range uint32(100) {
		text := "leroy"
		if k%10 == 0 {
			text = "roy"
		}
		x.Put(k, text)
	}
	all := x.Query("roy", 0, nil)
	if len(all) != 100 || !slices.IsSortedFunc(all, order) {
		t.Fatalf("%d hits: %v", len(all), all)
	}
	for _, limit := range []int{1, 2, 9, 10, 11, 50, 99, 100, 101} {
		if got := x.Query("roy", limit, nil); !slices.Equal(got, all[:min(limit, 100)]) {
			t.Errorf("limit %d: %v", limit, got)
		}
	}
	odd := x.Query("roy", 3, func(k uint32) bool { return k%2 == 1 })
	if !slices.Equal(keys(odd), []uint32{1, 3, 5}) {
		t.Errorf("keep: %v", odd)
	}
}

func TestPutReplacesAndDeleteForgets(t *testing.T) {
	var x Index
	x.Delete(7)
	x.Put(7, "marc roy")
	x.Put(7, "marc gagnon")
	x.Put(8, "marc cote")
	if x.Len() != 2 || len(x.Query("roy", 0, nil)) != 0 || !slices.Equal(keys(x.Query("marc", 0, nil)), []uint32{7, 8}) {
		t.Errorf("after Put: %d, %v", x.Len(), x.Query("marc", 0, nil))
	}
	x.Delete(7)
	x.Delete(7)
	if x.Len() != 1 || !slices.Equal(keys(x.Query("marc", 0, nil)), []uint32{8}) {
		t.Errorf("after Delete: %d, %v", x.Len(), x.Query("marc", 0, nil))
	}
	x.Delete(8)
	if x.Len() != 0 || x.Query("marc", 0, nil) != nil || x.size != 0 {
		t.Errorf("emptied: %d, %d bytes", x.Len(), x.size)
	}
}

// The buffer stays within twice what is alive, whatever is written and removed, and
// the answers stay right.
func TestCompaction(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	var x Index
	alive := map[uint32]string{}
	for range 5000 {
		k := uint32(rnd.Intn(50))
		if rnd.Intn(3) == 0 {
			x.Delete(k)
			delete(alive, k)
		} else {
			text := strings.Repeat("abc"[rnd.Intn(3):][:1], 1+rnd.Intn(5)) + " x"
			x.Put(k, text)
			alive[k] = text
		}
		size := 0
		for _, s := range alive {
			size += len(s) + 1
		}
		if x.Len() != len(alive) || x.size-x.dead != size || x.dead > x.size/2 {
			t.Fatalf("%d records for %d, %d bytes of which %d dead for %d", x.Len(), len(alive), x.size, x.dead, size)
		}
		compare(t, &x, alive, "aa x")
	}
}

// compare checks the index against the plain reading of what a query means.
func compare(t *testing.T, x *Index, texts map[uint32]string, q string) {
	t.Helper()
	var want []uint32
	words := strings.Fields(Fold(q))
	for k, text := range texts {
		all := len(words) > 0
		for _, w := range words {
			all = all && strings.Contains(text, w)
		}
		if all {
			want = append(want, k)
		}
	}
	hits := x.Query(q, 0, nil)
	got := keys(hits)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Fatalf("Query(%q) in %v = %v, want %v", q, texts, got, want)
	}
	if !slices.IsSortedFunc(hits, order) {
		t.Fatalf("Query(%q) is not sorted: %v", q, hits)
	}
	for _, limit := range []int{1, 2} {
		if cut := x.Query(q, limit, nil); !slices.Equal(cut, hits[:min(limit, len(hits))]) {
			t.Fatalf("Query(%q, %d) = %v of %v", q, limit, cut, hits)
		}
	}
}

func FuzzQuery(f *testing.F) {
	f.Add("Élise Tremblay\x004185550199", "tremb 0199", byte(3))
	f.Add("a\x00ab\x00abc\x00b", "b a", byte(1))
	f.Add("Алексей\x00\xff\x00œ", "о", byte(0))
	f.Fuzz(func(t *testing.T, all, q string, drop byte) {
		var x Index
		texts := map[uint32]string{}
		for i, s := range strings.Split(all, "\x00") {
			k := uint32(i % 20) // keys come back: some texts replace others
			fields := strings.Split(s, "\n")
			texts[k] = join(fields...)
			x.Put(k, texts[k])
		}
		x.Delete(uint32(drop))
		delete(texts, uint32(drop))
		compare(t, &x, texts, q)
	})
}

// crowd is an index of n people with about 60 bytes each.
func crowd(n int) *Index {
	rnd := rand.New(rand.NewSource(2))
	first := strings.Fields("elise marc nathalie jean luc anne mohamed camille patrick sylvie")
	last := strings.Fields("tremblay roy gagnon cote bouchard gauthier morin lavoie fortin gagne")
	trade := strings.Fields("boulangerie plomberie garderie comptabilite menuiserie fleuriste")
	pick := func(s []string) string { return s[rnd.Intn(len(s))] }
	var x Index
	for k := range n {
		x.Put(uint32(k), fmt.Sprintf("%s %s %s\n%s\n%s%d@exemple ca\n1%03d555%04d",
			pick(first), pick(last), pick(last), pick(trade), pick(first), k, 200+rnd.Intn(700), rnd.Intn(10000)))
	}
	return &x
}

func BenchmarkQuery(b *testing.B) {
	for _, n := range []int{20_000, 100_000} {
		x := crowd(n)
		b.Logf("%d records, %d bytes", x.Len(), x.size)
		for _, q := range []string{"e", "tr", "tremb", "tremblay 0199", "418 555", "4185550199", "zzz"} {
			b.Run(fmt.Sprintf("%d/%s", n, q), func(b *testing.B) {
				for b.Loop() {
					x.trail = nil // asked anew
					x.Query(q, 50, nil)
				}
			})
		}
	}
}

func BenchmarkPut(b *testing.B) {
	for b.Loop() {
		crowd(1000)
	}
}

// What is typed letter by letter finds what it finds at once, and so does a look among some records alone.
func TestQueryGoesOn(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	text := func(letters string, n int) string {
		var b strings.Builder
		for range n {
			b.WriteByte(letters[r.Intn(len(letters))])
		}
		return b.String()
	}
	record := func() string { return join(text("aab cd", 9), text("ab cd", 9)) }
	var texts []string
	var even []uint32
	for i := range 300 {
		texts = append(texts, record())
		if i%2 == 1 {
			even = append(even, uint32(i+1))
		}
	}
	typing := people(texts...)
	for range 300 {
		q := text("ab c", 7)
		for step := range 2 * len(q) {
			n := min(step, 2*len(q)-1-step) // typed, and taken back
			if r.Intn(9) == 0 {
				i := r.Intn(len(texts))
				texts[i] = record()
				typing.Put(uint32(i+1), texts[i])
			}
			if len(strings.TrimSpace(q[:n+1])) == 1 {
				continue // some are enough: see TestFirstLetter
			}
			whole := people(texts...)
			if got, want := typing.Query(q[:n+1], 20, nil), whole.Query(q[:n+1], 20, nil); !slices.Equal(got, want) {
				t.Fatalf("%q: %v, want %v", q[:n+1], got, want)
			}
			want := whole.Query(q[:n+1], 20, func(key uint32) bool { return key%2 == 0 })
			if got := typing.Among(q[:n+1], 20, even); !slices.Equal(got, want) {
				t.Fatalf("%q among some: %v, want %v", q[:n+1], got, want)
			}
		}
	}
}

// One letter alone gives as many as are asked for, the best there are, a whole word or not.
func TestFirstLetter(t *testing.T) {
	x := crowd(2000)
	for _, limit := range []int{1, 30, 100} {
		got := x.Query("t", limit, func(key uint32) bool { return key%2 == 0 })
		if len(got) != limit {
			t.Errorf("%d hits of %d", len(got), limit)
		}
		for _, h := range got {
			if h.Score < pointsMost-pointsWhole || h.Key%2 != 0 {
				t.Errorf("%q scores %d", x.Text(h.Key), h.Score)
			}
		}
	}
	all := x.Query("t", 0, nil)
	if some := x.Query("t", len(all)+1, nil); !slices.Equal(some, all) {
		t.Errorf("%d of %d", len(some), len(all))
	}
	if some := x.Query("tr", 30, nil); len(some) != 30 || !slices.Equal(some, x.Query("tr", 0, nil)[:30]) {
		t.Error("the second letter goes on from too few")
	}
}
