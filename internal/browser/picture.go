//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"syscall/js"
)

// ErrNotPicture is returned for a file in which this browser finds no picture.
var ErrNotPicture = errors.New("not a picture that this browser can read")

// Picture is a picture made small enough to be kept: a JPEG, which holds the picture and nothing else.
type Picture struct {
	JPEG []byte
	W, H int // pixels
}

// longSide is the most pixels a side of a picture gets at first, and qualities what is tried at each size.
const longSide = 1600

var qualities = []float64{0.8, 0.65, 0.5}

// Picture reads the picture in the file, upright, and makes it a JPEG of at most max bytes. Where it was taken, by what
// and when does not survive that, for it is drawn anew. A file of more than most bytes is [ErrTooLarge].
func (f File) Picture(ctx context.Context, max int, most int64) (Picture, error) {
	if f.Size > most {
		return Picture{}, ErrTooLarge
	}
	bitmap, err := await(ctx, window, "createImageBitmap", f.file, map[string]any{"imageOrientation": "from-image"})
	if Named(err, "TypeError") { // a browser that knows only the former words for it, and does it unasked
		bitmap, err = await(ctx, window, "createImageBitmap", f.file)
	}
	if ctx.Err() != nil {
		return Picture{}, ctx.Err()
	}
	if err != nil {
		return Picture{}, ErrNotPicture
	}
	defer func() { _, _ = call(bitmap, "close") }()
	w, h := bitmap.Get("width").Int(), bitmap.Get("height").Int()
	for side := longSide; side >= 100; side = side * 3 / 4 {
		p, err := draw(ctx, bitmap, w, h, side, max)
		if err != nil || p.JPEG != nil {
			return p, err
		}
	}
	return Picture{}, ErrTooLarge
}

// draw makes a JPEG whose longer side is at most side, at the best quality that stays within max; none when none does.
func draw(ctx context.Context, bitmap js.Value, w, h, side, max int) (p Picture, err error) {
	p.W, p.H = w, h
	if long := int64(w); w > side || h > side {
		if h > w {
			long = int64(h)
		}
		p.W, p.H = scaled(w, side, long), scaled(h, side, long)
	}
	canvas := path("document").Call("createElement", "canvas")
	defer func() { canvas.Set("width", 0) }() // some browsers give the memory back late otherwise
	err = Try(func() {
		canvas.Set("width", p.W)
		canvas.Set("height", p.H)
		paint := canvas.Call("getContext", "2d")
		paint.Set("imageSmoothingQuality", "high")
		paint.Set("fillStyle", "white") // behind what lets light through
		paint.Call("fillRect", 0, 0, p.W, p.H)
		paint.Call("drawImage", bitmap, 0, 0, p.W, p.H)
	})
	for _, q := range qualities {
		if err != nil {
			return Picture{}, err
		}
		var blob js.Value
		if blob, err = encode(ctx, canvas, q); err == nil && blob.Get("size").Int() <= max {
			body, err := await(ctx, blob, "arrayBuffer")
			p.JPEG = FromJS(body)
			return p, err
		}
	}
	return Picture{}, err
}

// scaled is a side of a picture whose longer one goes from long to side.
func scaled(length, side int, long int64) int {
	return int(max((int64(length)*int64(side)+long/2)/long, 1))
}

// encode writes what was drawn as a JPEG.
func encode(ctx context.Context, canvas js.Value, quality float64) (js.Value, error) {
	promise, resolve, reject := newPromise()
	var done js.Func
	done = js.FuncOf(func(_ js.Value, args []js.Value) any {
		done.Release()
		if len(args) == 0 || args[0].Type() != js.TypeObject {
			reject("no picture came of it")
			return nil
		}
		resolve(args[0])
		return nil
	})
	if err := Try(func() { canvas.Call("toBlob", done, "image/jpeg", quality) }); err != nil {
		done.Release()
		return js.Undefined(), err
	}
	return Await(ctx, promise)
}

// ObjectURL is an address under which the page can show bytes, until [ForgetURL] takes it back.
func ObjectURL(mime string, data []byte) (url string) {
	_ = Try(func() {
		blob := path("Blob").New([]any{ToJS(data)}, map[string]any{"type": mime})
		url = path("URL").Call("createObjectURL", blob).String()
	})
	return url
}

// ForgetURL takes an address of [ObjectURL] back.
func ForgetURL(url string) { _, _ = call(path("URL"), "revokeObjectURL", url) }

// EmptyInput forgets the file chosen in the file input of that name: the same one can then be chosen again.
func EmptyInput(name string) {
	if input, err := call(path("document"), "querySelector", "input[type=file][name="+name+"]"); err == nil && input.Truthy() {
		_ = SetProp(input, "value", "")
	}
}
