package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/html"
	"trousse/internal/i18n"
	"trousse/internal/journal"
)

// Svg is an SVG element with the given class and view box ("" for none).
func Svg(class, viewBox string, body ...app.UI) *html.Elem {
	e := html.Svg("svg").Class(class)
	if viewBox != "" {
		e.Attr("viewBox", viewBox)
	}
	return e.Body(body...)
}

// Shape is one element inside an SVG: name, then attribute pairs.
func Shape(name string, attrs ...string) *html.Elem {
	e := html.Svg(name)
	for i := 0; i+1 < len(attrs); i += 2 {
		e.Attr(attrs[i], attrs[i+1])
	}
	return e
}

func use(id string) app.UI { return Shape("use", "href", "#i-"+id) }

// Icon is a decorative symbol of the sprite.
func Icon(id string) app.UI { return Svg("icon", "", use(id)).Aria("hidden", "true") }

// SmallIcon is a decorative symbol in the size of a line of text.
func SmallIcon(id string) app.UI { return Svg("icon icon--s", "", use(id)).Aria("hidden", "true") }

// Symbol is a decorative symbol with classes of its own.
func Symbol(id, class string) app.UI { return Svg(class, "", use(id)).Aria("hidden", "true") }

// Mark is the kit's own mark.
func Mark(class string) app.UI { return Svg("mark "+class, "", use("mark")).Aria("hidden", "true") }

// Face shows a feeling by shape, with its word for readers.
func Face(say *i18n.Printer, f journal.Feeling) app.UI {
	n := strconv.Itoa(int(f))
	return Svg("face face--s f"+n, "", use("feel-"+n)).Attr("role", "img").Aria("label", say.T("feeling."+n))
}

// Change shows a feeling before and after, whichever were noted.
func Change(say *i18n.Printer, before, after journal.Feeling) app.UI {
	switch {
	case before == 0 && after == 0:
		return nil
	case after == 0:
		return Face(say, before)
	case before == 0:
		return Face(say, after)
	}
	return html.Span().Class("from-to").Body(Face(say, before), SmallIcon("next"), Face(say, after))
}

// ChannelIcon is the symbol of a channel.
func ChannelIcon(c journal.Channel) string {
	switch c {
	case journal.InPerson:
		return "in-person"
	case journal.Phone:
		return "call"
	case journal.Email:
		return "mail"
	case journal.Text:
		return "text"
	}
	return "other"
}
