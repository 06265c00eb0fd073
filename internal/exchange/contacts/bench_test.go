package contacts

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// crowd makes n people up, with names as various as those of a town.
func crowd(n int, seed uint64) []made {
	r := rand.New(rand.NewPCG(seed, 9))
	given := []string{"Élise", "Jean", "Marie", "Kim", "François", "Zoé", "Noël", "Anne-Sophie", "Ali", "Hugh", "Rita", "Geneviève", "Luc", "Mario", "Maria", "Simon", "Simone", "Paul", "Paule", "Nathalie"}
	family := []string{"Tremblay", "Gagnon", "Roy", "Côté", "Bouchard", "Gauthier", "Morin", "Lavoie", "Fortin", "Gagné", "Ouellet", "Pelletier", "Bélanger", "Lévesque", "Bergeron", "Leblanc", "Paquette", "Girard", "Simard", "Boucher"}
	all := make([]made, n)
	for i := range all {
		all[i] = make1(r, true)
		all[i].given = pick(r, given...) + pick(r, "", "", "-"+pick(r, given...), " "+pick(r, given...))
		all[i].family = pick(r, family...) + pick(r, "", "", "-"+pick(r, family...))
	}
	return all
}

func bench(b *testing.B, d dialect) {
	const n, here = 10_000, 2000
	data := []byte(d.file(rand.New(rand.NewPCG(3, 3)), crowd(n, 1)))
	var existing []Existing
	for i, m := range crowd(here, 2) {
		existing = append(existing, Existing{ID: fmt.Sprint(i), Name: m.given + " " + m.family, Phones: []string{m.phone(0).typed}, Emails: []string{m.email(0)}})
	}
	b.SetBytes(int64(len(data)))
	var f *File
	b.Run("Read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, _ = Read(data, Options{})
		}
	})
	var list []Contact
	b.Run("Contact", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			list = list[:0]
			for i := range f.Rows {
				list = append(list, f.Contact(i, french))
			}
		}
	})
	b.Run("Match", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			m := NewMatcher(existing)
			m.Expect(len(list))
			for _, c := range list {
				m.Match(c)
			}
		}
	})
}

// Ten thousand people, beside two thousand who are here.
func BenchmarkVCards(b *testing.B) { bench(b, dialects[2]) }
func BenchmarkTable(b *testing.B)  { bench(b, dialects[5]) }
