package settings

import (
	"context"
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/exchange/contacts"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// run brings in whom the preview has shown, one batch after the other. Killed, what came in is told, and can be taken back
// or gone on with.
func (s *Import) run(ctx app.Context, _ app.Event) {
	if s.env.Importing != nil || s.plan == nil {
		return
	}
	a, bg := s.plan, context.WithoutCancel(ctx)
	imp := journal.Import{ID: journal.NewID(), At: s.env.Now(), Stage: journal.ImportUnderWay, People: len(a.is)}
	s.env.Importing = &ui.Importing{ID: imp.ID, Of: len(a.is)}
	s.said, s.trouble = "", ""
	s.env.Top("")
	ctx.Async(func() {
		defer store.Sparing()()
		imp, err := bring(bg, s.env, a, imp)
		if err == nil {
			s.env.Device.AskPersist(bg)
			_ = s.env.Book.HousekeepNow(bg) // so that the next start is as quick as ever
		}
		s.env.Do(func(ctx app.Context) {
			s.env.Importing = nil
			if err != nil {
				s.trouble = ui.Trouble(s.env.Say, err)
				if imp.Done > 0 {
					s.trouble = s.env.Say.T("import.stopped", "why", s.trouble)
					a.file.Rows, s.plan = a.file.Rows[imp.Done:], nil // whoever is in does not come again
				}
			} else {
				s.said, s.came = s.env.Say.T("import.done", "what", came(s.env.Say, imp)), true
				s.clear()
			}
			s.env.Reread()
		})
	})
}

// clear lets go of the file: it has come in.
func (s *Import) clear() {
	s.turn++
	s.file, s.plan, s.brought = nil, nil, nil
	if e := app.Window().GetElementByID("import_file"); e.Truthy() {
		e.Set("value", "")
	}
}

// foldAfter is how many batches come in before the index is folded: much at once takes memory, and a start after a kill reads
// what is not folded.
const foldAfter = 20

// bring saves the people of a file, lets go of those rows, and tells how far that has come.
func bring(ctx context.Context, env *ui.Env, a *arrivals, imp journal.Import) (journal.Import, error) {
	plan, n := contacts.NewPlan(a.decisions), 0
	for from := 0; from < len(a.is); from += store.MaxBatch {
		to := min(from+store.MaxBatch, len(a.is))
		list := a.contacts(from, to)
		next, saved, err := batch(ctx, env, plan, list, a.decisions[from:to], imp, n)
		for tries := 0; (errors.Is(err, store.ErrConflict) || errors.Is(err, store.ErrErased)) && tries < 3; tries++ { // somebody was written to meanwhile: read them again
			next, saved, err = batch(ctx, env, plan, list, a.decisions[from:to], imp, n)
		}
		if err != nil {
			return imp, err
		}
		imp = next
		clear(a.file.Rows[from:to])
		if saved {
			n++
			if n%foldAfter == 0 {
				_ = env.Book.HousekeepNow(ctx)
			}
		}
		env.Do(func(app.Context) {
			if env.Importing != nil {
				env.Importing.Done = imp.Done
			}
		})
	}
	return imp, nil
}

// batch saves some of the people, and the import with them: n of its revisions are kept so far. Where there is nothing to
// save, only the end of the import is.
func batch(ctx context.Context, env *ui.Env, plan *contacts.Plan, list []contacts.Contact, decisions []contacts.Decision, imp journal.Import, n int) (journal.Import, bool, error) {
	current := map[string]contacts.Current{}
	for _, id := range plan.Completes(decisions) {
		v, err := env.Book.Get(ctx, id)
		if c, ok := v.Record.(journal.Client); ok && err == nil {
			current[id] = contacts.Current{Client: c, N: v.N}
		}
	}
	writes := []store.Write{{Base: n}}
	for _, w := range plan.Writes(list, decisions, current, env.Say, journal.NewID) {
		if w.Base == 0 {
			imp.Added++
		} else {
			imp.Completed++
		}
		writes = append(writes, store.Write{Record: w.Client, Base: w.Base})
	}
	imp.Done += len(list)
	if imp.Done == imp.People {
		imp.Stage = journal.ImportDone
	}
	if len(writes) == 1 && (imp.Stage != journal.ImportDone || n == 0) {
		return imp, false, nil
	}
	writes[0].Record = imp
	_, err := env.Book.Save(ctx, "", writes...)
	return imp, true, err
}

// came says how many came in.
func came(say *i18n.Printer, imp journal.Import) string {
	added, completed := say.N("import.added", float64(imp.Added)), say.N("import.completed", float64(imp.Completed))
	switch {
	case imp.Completed == 0:
		return added
	case imp.Added == 0:
		return completed
	}
	return added + ", " + completed
}

// undo takes back all that came in with a file.
func (s *Import) undo(ctx app.Context, imp journal.Import) {
	if s.env.Importing != nil {
		return
	}
	s.env.Importing = &ui.Importing{ID: imp.ID, Of: imp.Added + imp.Completed, Undo: true}
	s.said, s.trouble, s.plan, s.came = "", "", nil, false
	s.env.Top("")
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		left, err := s.env.Book.UndoImport(bg, imp.ID, func(done int) {
			s.env.Do(func(app.Context) {
				if s.env.Importing != nil {
					s.env.Importing.Done = done
				}
			})
		})
		s.env.Do(func(ctx app.Context) {
			s.env.Importing = nil
			switch {
			case err != nil:
				s.trouble = ui.Trouble(s.env.Say, err)
			case left > 0:
				s.said = s.env.Say.N("import.undone_but", float64(left))
			default:
				s.said = s.env.Say.T("import.undone")
			}
			s.env.Reread()
		})
	})
}
