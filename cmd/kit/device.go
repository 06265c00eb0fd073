//go:build js && wasm

package main

import (
	"context"
	"errors"
	"time"

	"trousse/app/ui"
	"trousse/internal/browser"
	"trousse/internal/exchange"
)

// device is the browser, as the screens know it.
type device struct{}

var _ ui.Device = device{}

func (device) Copy(ctx context.Context, text string) error { return browser.Copy(ctx, text) }
func (device) CanShare() bool                              { return browser.CanShare() }
func (device) Share(ctx context.Context, title, text string) error {
	return browser.Share(ctx, title, text)
}
func (device) Download(name, mime string, data []byte) error {
	return browser.Download(name, mime, data)
}

// PickedFile words a file over max as the screens that read one know it.
func (device) PickedFile(ctx context.Context, input string, max int64) ([]byte, error) {
	f, ok := browser.PickedFile(input)
	if !ok {
		return nil, ui.ErrNoFile
	}
	data, err := f.Read(ctx, max)
	if errors.Is(err, browser.ErrTooLarge) {
		err = exchange.ErrTooLarge
	}
	return data, err
}

func (device) Picked(input string) (ui.File, error) {
	f, ok := browser.PickedFile(input)
	if !ok {
		return nil, ui.ErrNoFile
	}
	return f, nil
}

func (device) Brought(file bool) (b ui.Brought, ok bool) {
	f, title, words, url, ok := browser.TakeBrought(file)
	return ui.Brought{File: f, Title: title, Text: words, URL: url}, ok
}

func (device) Gather() ui.Gathered { return gathered{browser.NewBlob()} }

func (device) Offer(name string, f ui.File) error { return f.(browser.File).Download(name) }

func (device) CanPickFolder() bool { return browser.CanPickFolder() }
func (device) PickFolder(ctx context.Context) (ui.Folder, error) {
	f, err := browser.PickFolder(ctx)
	return folder{f}, err
}
func (device) KeptFolder(ctx context.Context) (ui.Folder, bool) {
	f, there := browser.KeptFolder(ctx)
	return folder{f}, there
}
func (device) ForgetFolder(ctx context.Context) error { return browser.ForgetFolder(ctx) }

type folder struct{ browser.Folder }

func (f folder) Put(ctx context.Context, name string, from ui.File, check func(ui.File) error) error {
	return f.Folder.Put(ctx, name, from.(browser.File), func(there browser.File) error { return check(there) })
}

func (device) CanHand(name string, f ui.File) bool { return f.(browser.File).CanShare(name) }
func (device) Hand(ctx context.Context, name string, f ui.File) error {
	return f.(browser.File).Share(ctx, name)
}

type gathered struct{ *browser.Blob }

func (g gathered) File(mime string, head []byte) (ui.File, error) { return g.Blob.File(mime, head) }

func (device) Picture(ctx context.Context, input string, max int) (ui.Picture, error) {
	f, ok := browser.PickedFile(input)
	if !ok {
		return ui.Picture{}, ui.ErrNoFile
	}
	defer browser.EmptyInput(input)
	p, err := f.Picture(ctx, max, ui.MaxPicked)
	switch {
	case errors.Is(err, browser.ErrTooLarge):
		err = ui.ErrTooHeavy
	case errors.Is(err, browser.ErrNotPicture):
		err = ui.ErrNotPicture
	}
	return ui.Picture(p), err
}

func (device) ObjectURL(mime string, data []byte) string { return browser.ObjectURL(mime, data) }
func (device) ForgetURL(url string)                      { browser.ForgetURL(url) }

func (device) Open(url string) { _ = browser.Go(url) }

func (device) Fetch(ctx context.Context, asset string) ([]byte, error) {
	return browser.Fetch(ctx, browser.Asset(asset))
}

func (device) LocalGet(key string) string  { return browser.LocalGet(key) }
func (device) LocalSet(key, value string)  { browser.LocalSet(key, value) }
func (device) WindowGet(key string) string { return browser.WindowGet(key) }
func (device) WindowSet(key, value string) { browser.WindowSet(key, value) }
func (device) SetLang(tag string)          { browser.SetLang(tag) }
func (device) SetTitle(title string)       { browser.SetTitle(title) }
func (device) Mark(name string)            { browser.Mark(name) }

func (device) Persisted(ctx context.Context) (granted, known bool) {
	return browser.PersistGranted(ctx)
}

// AskPersist does not wait: some browsers never answer.
func (device) AskPersist(ctx context.Context) { go browser.AskPersist(ctx) }
func (device) Room(ctx context.Context) (left int64, known bool) {
	return browser.Room(ctx)
}
func (device) Installed() bool             { return browser.IsInstalled() }
func (device) SafariTab() bool             { return browser.IsIOSSafariTab() }
func (device) CanInstall() bool            { return browser.CanInstall() }
func (device) Install(ctx context.Context) { _, _ = browser.Install(ctx) }
func (device) CanPickContact() bool        { return browser.CanPickContact() }
func (device) PickContact(ctx context.Context) (name, phone, email string, err error) {
	return browser.PickContact(ctx)
}
func (device) CanDial() bool             { return browser.CanDial() }
func (device) AllowSound()               { browser.AllowSound() }
func (device) SoundAllowed() bool        { return browser.SoundAllowed() }
func (device) Chime(after time.Duration) { browser.Chime(after) }
func (device) Hush()                     { browser.Hush() }
func (device) Vibrate()                  { browser.Vibrate() }
func (device) StayAwake(on bool)         { browser.StayAwake(on) }
func (device) Badge(n int)               { browser.Badge(n) }
func (device) UpdateReady() bool         { return browser.UpdateReady() }
func (device) ApplyUpdate()              { _ = browser.ApplyUpdate() }
func (device) Version() string           { return browser.Version() }
