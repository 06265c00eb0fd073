package ui

import "testing"

func TestTrendStaysInItsFrame(t *testing.T) {
	for _, m := range []Point{{0, 0}, {0, 1}, {50, 0.5}, {100, 1}} {
		if x, y := m.place(0, 100); x < trendFrom || x > trendTo || y < trendTop || y > trendBottom {
			t.Errorf("%+v stands at %v, %v", m, x, y)
		}
	}
	if x, _ := (Point{At: 7}).place(7, 7); x != (trendFrom+trendTo)/2 {
		t.Errorf("marks of one moment stand at %v", x)
	}
}
