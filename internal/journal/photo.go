package journal

// Photo is what is known of a photo of a conversation. The picture itself is kept sealed beside the records, under the
// photo's id, and goes with its record.
type Photo struct {
	ID   string    `json:"id"`
	When PhotoWhen `json:"when,omitempty"`
	W    int       `json:"w"` // pixels
	H    int       `json:"h"`
	Size int       `json:"size"` // bytes
}

// PhotoWhen tells whether the photo shows how it was, or how it became.
type PhotoWhen string

// When a photo was taken; empty: neither.
const (
	PhotoBefore PhotoWhen = "before"
	PhotoAfter  PhotoWhen = "after"
)

// The most that photos may measure.
const (
	MaxPhotos    = 12 // of one conversation
	MaxPhotoSize = 300_000
	MaxPixels    = 8192 // a side
)

// Photos are the photos that a record names.
func Photos(rec Record) []Photo {
	if i, ok := rec.(Interaction); ok {
		return i.Photos
	}
	return nil
}

func checkPhotos(photos []Photo) error {
	if err := tooMany("photos", len(photos), MaxPhotos); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, p := range photos {
		if p.ID == "" || len(p.ID) > MaxName || seen[p.ID] {
			return refuse("photos", NotListed)
		}
		seen[p.ID] = true
		err := first(
			oneOf("photo_when", p.When, PhotoBefore, PhotoAfter, ""),
			within("photos", p.W, 1, MaxPixels),
			within("photos", p.H, 1, MaxPixels),
			within("photos", p.Size, 1, MaxPhotoSize),
		)
		if err != nil {
			return err
		}
	}
	return nil
}
