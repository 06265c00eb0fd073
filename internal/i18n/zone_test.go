package i18n

import (
	"testing"
	"time"
)

// TestZone tells every hour of some years as the zones of the world do, changes of the clocks included.
func TestZone(t *testing.T) {
	from, to := time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2029, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, name := range []string{"America/Montreal", "America/St_Johns", "Pacific/Auckland", "Asia/Kathmandu", "Africa/Casablanca", "Australia/Lord_Howe", "UTC"} {
		real, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		asked := 0
		zone := Zone(func(unix int64) int {
			asked++
			_, offset := time.Unix(unix, 0).In(real).Zone()
			return offset
		}, from.Unix(), to.Unix())
		if asked > 800 {
			t.Errorf("%s: %d questions", name, asked)
		}
		for at := from; at.Before(to); at = at.Add(30 * time.Minute) {
			if got, want := at.In(zone).Format(time.DateTime), at.In(real).Format(time.DateTime); got != want {
				t.Fatalf("%s: %s is %s, want %s", name, at, got, want)
			}
		}
	}
}
