package e2e

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"trousse/internal/exchange"
	"trousse/internal/journal"
)

// where is written by a camera into a photo: it must leave with nothing.
const where = "45.5017N 73.5673W"

// shot is a photo of 12 million pixels as a telephone writes it: lying on its side, with where it was taken.
func shot(t *testing.T, c color.Gray) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 4000, 3000))
	for i := range m.Pix {
		m.Pix[i] = c.Y + uint8(i*2654435761>>24)%64 // noise, so that it weighs something
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	exif := append([]byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00"), 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0)
	exif = append(exif, where...)
	segment := binary.BigEndian.AppendUint16([]byte{0xFF, 0xD8, 0xFF, 0xE1}, uint16(len(exif)+2))
	return append(append(segment, exif...), b.Bytes()[2:]...)
}

// pick chooses a file in a file input.
func (p *page) pick(input, name string, content []byte) {
	p.t.Helper()
	file := filepath.Join(p.t.TempDir(), name)
	p.must(os.WriteFile(file, content, 0o600))
	p.wait("there is an input "+input, `document.getElementsByName(%v)[0] && !document.getElementsByName(%v)[0].disabled`, input, input)
	p.must(p.drive.choose(p.ctx, input, file))
}

// pictures waits until that many photos are shown, upright and small enough.
func (p *page) pictures(n int) {
	p.t.Helper()
	p.wait(strconv.Itoa(n)+" photos are shown", `(() => { const all = [...document.querySelectorAll(".photo img")];
		return all.length === %v && document.querySelectorAll(".photo").length === %v && all.every((i) => i.complete && i.naturalWidth > 0) })()`, n, n)
}

// TestPhotos takes a photo before and one after, through a kill and without the server, makes a copy of everything,
// erases the person, and puts the copy back here and elsewhere.
func TestPhotos(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		t.Run(lang, func(t *testing.T) { photos(t, lang) })
	}
}

func photos(t *testing.T, lang string) {
	t.Parallel()
	d := newDevice(t) // downloads are a setting of the whole browser
	p := window(t, d.browser, serve(t))
	before, after := shot(t, color.Gray{Y: 20}), shot(t, color.Gray{Y: 180})
	p.open("/log?lang=" + lang)
	p.fill("client", someone, "about", "Robinet", "promise", "Rappeler", "promise_date", "2031-02-03")
	p.pick("photo_before", "before.jpg", before)
	p.pictures(1)
	p.pick("photo_after_file", "after.jpg", after)
	p.pictures(2)
	p.wait("they stand upright", `[...document.querySelectorAll(".photo img")].every((i) => i.naturalWidth === 1200 && i.naturalHeight === 1600)`)

	t.Log("what is no picture is refused in words, and nothing is lost")
	var moving bytes.Buffer
	p.must(gif.Encode(&moving, image.NewPaletted(image.Rect(0, 0, 9, 9), color.Palette{color.White, color.Black}), nil))
	for name, bad := range map[string][]byte{
		"empty.jpg": {}, "letter.jpg": []byte("Bonjour"), "apple.heic": []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
		"cut.jpg": before[:300], "huge.jpg": make([]byte, 60<<20),
	} {
		p.pick("photo_after_file", name, bad)
		p.wait(name+" is refused", `document.getElementById("photos-error")?.textContent.length > 10`)
		p.pick("photo_after_file", "moving.gif", moving.Bytes())
		p.pictures(3)
		p.lacksError("photos")
		p.press("photo", eval[string](p, `[...document.getElementsByName("photo")].at(-1).value`))
		p.press("remove_photo")
		p.pictures(2)
	}
	p.output("draft_state", "saved")

	t.Log("killed, with the server off")
	p.wait("the worker has the page", `navigator.serviceWorker.controller`)
	p.server.stop()
	p.open("/log")
	p.press("resume_draft")
	p.pictures(2)
	p.press("save")
	p.at("/")
	p.wait("Today lists the conversation", `document.querySelector('main a[href^="/interactions/"]')`)
	p.follow(eval[string](p, `document.querySelector('main a[href^="/interactions/"]').getAttribute("href")`))
	p.pictures(2)
	talk := eval[string](p, `location.pathname`)
	p.press("photo", eval[string](p, `document.getElementsByName("photo")[0].value`))
	p.wait("it fills the screen", `document.querySelector("dialog[open] img")?.getBoundingClientRect().width > 300`)
	p.escape()
	p.lacks("close_photo")
	if n, left := p.kept("blobs"), p.kept("drafts"); n != 2 || left != 0 {
		t.Errorf("%d photos kept and %d drafts", n, left)
	}

	t.Log("one taken away comes back with an undo, and one more is added later")
	p.press("photo", eval[string](p, `document.getElementsByName("photo")[0].value`))
	first := eval[string](p, `e2e.named("undo").textContent`)
	p.press("remove_photo")
	p.pictures(1)
	p.wait("the last correction is what an undo takes back", `e2e.named("undo").textContent !== %v`, first)
	p.press("undo")
	p.pictures(2)
	p.pick("photo_after_file", "moving.gif", moving.Bytes())
	p.pictures(3)
	for _, fault := range eval[[]string](p, `e2e.faults()`) {
		t.Error(fault)
	}

	t.Log("copied")
	p.wait("saved", `e2e.raw("save_state") !== "saving"`)
	copied := p.download("make_backup")
	client := ""
	sum, err := exchange.Read(bytes.NewReader(copied), journal.Intake{Revision: func(r journal.Revision) error {
		if r.Kind == journal.KindClient {
			client = r.ID
		}
		return nil
	}, Photo: func(_ string, picture []byte) error {
		if bytes.Contains(picture, []byte("73.5673W")) || bytes.Contains(picture, []byte("Exif")) || len(picture) > journal.MaxPhotoSize {
			t.Errorf("a photo of %d bytes tells where it was taken", len(picture))
		}
		_, err := jpeg.Decode(bytes.NewReader(picture))
		return err
	}})
	if err != nil || sum.Photos != 3 {
		t.Fatalf("%+v, %v", sum, err)
	}

	t.Log("erased, which is asked twice")
	p.open("/clients/" + client)
	p.press("erase")
	p.output("count_erase_interaction", "1")
	p.output("erase_open", "1")
	p.press("erase_keep")
	p.press("erase")
	p.press("erase_confirm")
	p.at("/clients")
	p.hides(someone)
	for _, store := range []string{"blobs", "drafts"} {
		if n := p.kept(store); n != 0 {
			t.Errorf("%d left in %s", n, store)
		}
	}
	p.open("/")
	p.hides("Rappeler")
	p.open(talk)
	p.hides("Robinet")
	p.open("/settings/backup")
	p.choose(copied)
	p.output("count_file_photo", "3")
	p.press("restore_confirm")
	p.at("/")
	p.open("/clients")
	p.hides(someone)

	t.Log("put back on another device")
	other := window(t, d.browser, serve(t))
	other.open("/settings/backup?lang=" + lang)
	other.choose(copied)
	other.output("count_file_photo", "3")
	other.press("restore_confirm")
	other.at("/")
	other.open(talk)
	other.pictures(3)
	other.open("/settings/backup")
	other.output("count_here_photo", "3")

	t.Log("what came of a conversation that is erased alone stays, and leads there no more")
	promise := other.promise("Rappeler")
	other.open(promise)
	leads := `!!document.querySelector('main a[href="' + %v + '"]')`
	other.wait("it leads to the conversation", leads, talk)
	other.open(talk)
	other.press("erase")
	other.press("erase_confirm")
	other.wait("it is gone", `location.pathname !== %v`, talk)
	other.open(promise)
	other.has("keep")
	other.wait("nothing leads there", "!"+leads, talk)
	for _, v := range eval[[]string](other, `e2e.violations`) {
		t.Error(v)
	}
}

// lacksError waits until nothing is refused under a name.
func (p *page) lacksError(name string) {
	p.t.Helper()
	p.wait("nothing is refused", `!(document.getElementById(%v)?.textContent)`, name+"-error")
}
