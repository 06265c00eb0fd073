package today

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
	"trousse/internal/store"
)

// sample is the week that nobody lived, to look around in: what of it is here, and how loading and wiping it went.
type sample struct {
	here    bool // something of it is, that can be wiped
	sure    bool // wiping it was asked for once
	working bool
	said    string
	trouble string
}

// look finds what of the sample is here.
func (s *Today) lookForSample(ctx context.Context) {
	found, err := s.env.Book.Sample(ctx)
	s.env.Do(func(app.Context) {
		if err == nil {
			s.sample.here = len(found.Goes) > 0
		}
	})
}

// sampleOffer offers the sample week, while nothing is kept.
func (s *Today) sampleOffer() app.UI {
	say := s.env.Say
	return html.Div().Class("choices").Body(
		ui.Button("btn", "load_sample", "people", say.T("sample.load"), s.loadSample).Flag("disabled", s.sample.working),
		html.P().Class("hint").Text(say.T("sample.load_hint")),
		ui.ErrorLine("load_sample", s.sample.trouble))
}

// sampled says that the sample week is here, and wipes it, which is asked twice; or what became of it.
func (s *Today) sampled() app.UI {
	say := s.env.Say
	switch {
	case s.sample.here && s.sample.sure:
		return html.Section().Body(ui.Banner("warn", "alert", say.T("sample.sure"),
			ui.Button("btn", "wipe_keep", "", say.T("erase.keep"), func(app.Context, app.Event) { s.sample.sure = false }).Flag("disabled", s.sample.working),
			ui.Button("btn btn--danger", "wipe_confirm", "erase", say.T("erase.confirm"), s.wipeSample).Flag("disabled", s.sample.working)),
			ui.ErrorLine("wipe_confirm", s.sample.trouble))
	case s.sample.here:
		return html.Div().Body(ui.Banner("", "info", say.T("sample.here"),
			ui.Button("btn", "wipe_sample", "erase", say.T("sample.wipe"), func(app.Context, app.Event) { s.sample.sure = true })))
	}
	return ui.If(s.sample.said != "", func() app.UI { return ui.Banner("good", "check", s.sample.said) })
}

// loadSample keeps the sample week, as it would what was typed.
func (s *Today) loadSample(ctx app.Context, _ app.Event) {
	s.changeSample(ctx, func(bg context.Context) error {
		file, err := s.env.Device.Fetch(bg, "sample-"+string(s.env.Say.Lang())+".json")
		if err != nil {
			return err
		}
		records, err := journal.Sample(file, s.env.Now())
		if err != nil {
			return err
		}
		writes := make([]store.Write, len(records))
		for i, r := range records {
			writes[i].Record = r
		}
		_, err = s.env.Book.Save(bg, "", writes...)
		return err
	}, nil)
}

// wipeSample takes the sample week away for good, and nothing else.
func (s *Today) wipeSample(ctx app.Context, _ app.Event) {
	var left store.Sampled
	s.changeSample(ctx, func(bg context.Context) (err error) {
		left, err = s.env.Book.WipeSample(bg, s.env.Today())
		return err
	}, func() {
		s.sample.said = s.env.Say.T("sample.gone")
		if n := len(left.Stays); n > 0 {
			s.sample.said = s.env.Say.N("sample.stays", float64(n))
		}
		s.env.Last = nil // it may be gone
	})
}

func (s *Today) changeSample(ctx app.Context, act func(context.Context) error, done func()) {
	if s.sample.working {
		return
	}
	s.sample.working, s.sample.said, s.sample.trouble = true, "", ""
	bg := context.WithoutCancel(ctx)
	ctx.Async(func() {
		err := act(bg)
		s.env.Do(func(ctx app.Context) {
			s.sample.working, s.sample.sure = false, s.sample.sure && err != nil
			s.still.early[sampled] = true // what was pressed for is seen at once
			if err != nil {
				s.sample.trouble = ui.Trouble(s.env.Say, err)
				return
			}
			if done != nil {
				done()
			}
			s.env.Top("top")
			s.env.LoadIndex(ctx, s.Refresh)
		})
		s.lookForSample(bg)
	})
}
