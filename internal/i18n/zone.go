package i18n

import (
	"encoding/binary"
	"time"
)

const (
	zoneStep = 28 * 24 * 3600 // seconds between two looks: no clock that was changed is put back sooner
	zoneFine = 60             // clocks change on a whole minute
)

// Zone is the time zone in which local time is so many seconds ahead of UTC at each moment, as offset tells it, between two
// moments in unix seconds; outside of them it stays as it is there. In a browser, Go's own local zone is the offset of the
// moment at which the program started: it knows no summer.
func Zone(offset func(unix int64) int, from, to int64) *time.Location {
	offsets := []int{offset(from)}
	var moments []int64 // after which the next offset holds
	for at := from; at < to; at += zoneStep {
		was := offsets[len(offsets)-1]
		if offset(at+zoneStep) == was {
			continue
		}
		low, high := at, at+zoneStep
		for high-low > zoneFine {
			if middle := low + (high-low)/2/zoneFine*zoneFine; offset(middle) == was {
				low = middle
			} else {
				high = middle
			}
		}
		moments, offsets = append(moments, high), append(offsets, offset(high))
	}
	zone, err := time.LoadLocationFromTZData("Local", tzif(moments, offsets))
	if err != nil {
		return time.FixedZone("Local", offset(to))
	}
	return zone
}

// tzif writes a zone as RFC 8536 has it: an empty part for old readers, then the moments at which the offset changes, which
// offset each brings, and the offsets.
func tzif(moments []int64, offsets []int) []byte {
	header := func(b []byte, moments, zones, letters int) []byte {
		b = append(b, "TZif2"...)
		b = append(b, make([]byte, 15)...)
		for _, n := range []int{0, 0, 0, moments, zones, letters} {
			b = binary.BigEndian.AppendUint32(b, uint32(n))
		}
		return b
	}
	b := header(nil, 0, 0, 0)
	b = header(b, len(moments), len(offsets), 4)
	for _, m := range moments {
		b = binary.BigEndian.AppendUint64(b, uint64(m))
	}
	for i := range moments {
		b = append(b, byte(i+1))
	}
	for _, o := range offsets {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(o)))
		b = append(b, 0, 0)
	}
	return append(b, "LCL\x00\n\n"...)
}
