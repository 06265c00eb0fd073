package backup

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"trousse/app/ui"
	"trousse/internal/journal"
)

// What is remembered of the folder in local storage: its name, the files that this kit wrote there, a line each with the
// records it counts, and whether the last one failed.
const (
	folderKey = "trousse.folder"
	filesKey  = "trousse.folder_files"
	failedKey = "trousse.folder_failed"
)

// When backups are made into the folder, and how many stay there.
const (
	autoAfter = 10 // changes on a day that has its backup already
	mostKept  = 5
)

// kept is a backup that this kit wrote into the folder.
type kept struct {
	name    string
	records int
}

// keptFiles lists them, the oldest first.
func keptFiles(env *ui.Env) (all []kept) {
	for line := range strings.Lines(env.Device.LocalGet(filesKey)) {
		name, n, _ := strings.Cut(strings.TrimSpace(line), " ")
		records, err := strconv.Atoi(n)
		if err == nil && ours(name) {
			all = append(all, kept{name, records})
		}
	}
	return all
}

func remember(env *ui.Env, all []kept) {
	var b strings.Builder
	for _, k := range all {
		b.WriteString(k.name + " " + strconv.Itoa(k.records) + "\n")
	}
	env.Device.LocalSet(filesKey, b.String())
}

// ours tells whether a name is one that the kit gives: nothing else is ever taken away.
func ours(name string) bool {
	rest, ok := strings.CutPrefix(name, "trousse-")
	day, _, _ := strings.Cut(rest, ".")
	if !ok || len(day) < len("2026-11-22-1405") || strings.Trim(day, "0123456789-") != "" {
		return false
	}
	ending := rest[len(day):]
	return ending == ".jsonl" || ending == ".jsonl.age"
}

// spare tells which files may go, now that the last of them was written: the oldest of what is too many. One that holds far
// more records than the last stays: it may be all that is left of them.
func spare(all []kept) (stay, gone []kept) {
	last := all[len(all)-1]
	for i, k := range all {
		if len(all)-len(gone) > mostKept && i < len(all)-1 && !fewer(last, k) {
			gone = append(gone, k)
			continue
		}
		stay = append(stay, k)
	}
	return stay, gone
}

// fewer tells whether a backup holds far fewer records than another.
func fewer(a, b kept) bool { return 2*a.records < b.records }

// shrunk tells whether the last backup in the folder holds far fewer than the one before.
func shrunk(all []kept) (last, before int, yes bool) {
	if n := len(all); n > 1 && fewer(all[n-1], all[n-2]) {
		return all[n-1].records, all[n-2].records, true
	}
	return 0, 0, false
}

var errFolder = errors.New("the folder cannot be written to")

// put writes a backup into the folder, reads it there again, and takes away what is too old.
func put(ctx context.Context, env *ui.Env, into ui.Folder, f *file) error {
	records := 0
	for kind, n := range f.sum.Counts {
		if kind != journal.KindSettings {
			records += n
		}
	}
	name, err := free(ctx, into, f.name)
	if err == nil {
		err = into.Put(ctx, name, f.File, func(there ui.File) error { return same(f.File.Reader(ctx), there.Reader(ctx)) })
	}
	if err != nil {
		env.Device.LocalSet(failedKey, string(env.Today()))
		return err
	}
	env.Device.LocalSet(failedKey, "")
	stay, gone := spare(append(keptFiles(env), kept{name, records}))
	remember(env, stay)
	for _, k := range gone {
		_ = into.Remove(ctx, k.name) // it is one more, that is all
	}
	f.name, f.folder, f.File = name, into.Name(), nil // nothing of it stays in memory
	return nil
}

// free is a name that nothing in the folder has.
func free(ctx context.Context, into ui.Folder, name string) (string, error) {
	stem, ending, _ := strings.Cut(name, ".")
	for n := 2; ; n++ {
		taken, err := into.Has(ctx, name)
		if err != nil || !taken {
			return name, err
		}
		name = stem + "-" + strconv.Itoa(n) + "." + ending
	}
}

// same tells whether two files hold the same.
func same(a, b io.Reader) error {
	var turn ui.Breather
	x, y := make([]byte, 64<<10), make([]byte, 64<<10)
	for {
		n, errA := io.ReadFull(a, x)
		m, errB := io.ReadFull(b, y)
		if !bytes.Equal(x[:n], y[:m]) {
			return errFolder
		}
		if errA != nil || errB != nil {
			if ended(errA) && ended(errB) {
				return nil
			}
			return errFolder
		}
		turn.Breathe()
	}
}

func ended(err error) bool { return err == io.EOF || err == io.ErrUnexpectedEOF }
