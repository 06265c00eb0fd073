package checklists

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/app/ui"
	"trousse/internal/journal"
)

// items are the lines of the list, each with its words and its place.
func (s *Edit) items() app.UI {
	say := s.env.Say
	var rows []app.UI
	for i, id := range s.lines {
		n := strconv.Itoa(i + 1)
		rows = append(rows, html.Li().Class("card own-item").Body(
			ui.Field{Form: s.form, Name: control(id), Label: say.T("own_list.line", "n", n), Lines: true}.View(),
			html.Div().Class("own-moves").Body(
				s.move("up", say.T("own_list.up", "n", n), id, i == 0, -1),
				s.move("down", say.T("own_list.down", "n", n), id, i == len(s.lines)-1, 1),
				ui.IconButton("remove", "erase", say.T("own_list.remove", "n", n), func(ctx app.Context, e app.Event) { s.remove(ctx, id) }, id).Attr("value", id),
			)))
	}
	return html.Section().Class("block").Aria("labelledby", "k-lines").Body(
		html.Div().Class("block-head").Body(html.H2().ID("k-lines").Text(say.T("own_list.lines"))),
		html.Ol().Class("pane pane--tight").Body(rows...),
		ui.Slot(ui.ErrorLine("items", s.form.Errors["items"]), ui.If(s.out != nil, func() app.UI {
			return ui.Banner("", "erase", say.T("own_list.removed"),
				ui.Button("btn", "put_back", "undo", say.T("own_list.put_back"), func(ctx app.Context, e app.Event) { s.putBack(ctx) }))
		})),
		ui.Button("btn", "add_item", "plus", say.T("own_list.add"), func(ctx app.Context, e app.Event) {
			id := journal.NewID()
			s.lines = append(s.lines, id)
			s.show(control(id))
			s.draft.Touch(ctx)
		}))
}

// move is the button that moves an item up or down.
func (s *Edit) move(name, label, id string, off bool, by int) app.UI {
	return ui.IconButton(name, name, label, func(ctx app.Context, e app.Event) {
		i := slices.Index(s.lines, id)
		if to := i + by; i >= 0 && to >= 0 && to < len(s.lines) {
			s.lines[i], s.lines[to] = s.lines[to], s.lines[i]
			focus := name + "-" + id
			if to == 0 || to == len(s.lines)-1 { // the button is off at the end: the words are not
				focus = control(id)
			}
			s.show(focus)
			s.draft.Touch(ctx)
		}
	}, id, by).Attr("value", id).ID(name+"-"+id).Flag("disabled", off)
}

func (s *Edit) remove(ctx app.Context, id string) {
	i := slices.Index(s.lines, id)
	if i < 0 {
		return
	}
	s.lines = slices.Delete(slices.Clone(s.lines), i, i+1)
	delete(s.form.Errors, control(id))
	s.out = &cut{id, i}
	if strings.TrimSpace(s.form.Get(control(id))) == "" {
		s.out = nil
	}
	s.show("")
	s.draft.Touch(ctx)
}

// putBack undoes the last removal.
func (s *Edit) putBack(ctx app.Context) {
	if s.out == nil {
		return
	}
	s.lines = slices.Insert(slices.Clone(s.lines), min(s.out.at, len(s.lines)), s.out.id)
	id := s.out.id
	s.out = nil
	s.show(control(id))
	s.draft.Touch(ctx)
}

// show brings the words to where their items now stand: the page keeps its controls in their places and only gives them
// other names. Focus is an element's id, or empty.
func (s *Edit) show(focus string) {
	s.note()
	for _, id := range s.lines {
		s.form.Start[control(id)] = s.form.Get(control(id))
	}
	s.env.After(func() {
		for _, id := range s.lines {
			if e := app.Window().GetElementByID(control(id)); e.Truthy() {
				e.Set("value", s.form.Get(control(id)))
			}
		}
		if e := app.Window().GetElementByID(focus); e.Truthy() {
			e.Call("focus")
		}
	})
}
