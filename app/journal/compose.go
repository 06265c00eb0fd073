package journal

import (
	"strconv"
	"strings"
	"time"

	"trousse/app/ui"
	"trousse/internal/i18n"
	domain "trousse/internal/journal"
	"trousse/internal/search"
	"trousse/internal/store"
)

// filled is what a log form holds when it is sent.
type filled struct {
	values map[string]string
	photos []domain.Photo
	picked string // id of the client chosen, or empty for a new one
	now    time.Time
	author string              // who logs it, by their id
	say    *i18n.Printer       // reads the numbers, and knows a quote by its name
	edit   *domain.Interaction // the conversation being corrected, or nil
	// ask makes an improvement asked for of what a client said; nil when it is none.
	ask func(client, what string) domain.Complaint
}

// client is the new record asked for by the form.
func (f filled) client() (domain.Client, error) {
	name, phone := ui.NameAndPhone(f.values["client"])
	c := domain.Client{ID: domain.NewID(), ClientKind: domain.ClientKind(f.values["kind"]), Name: name, Phone: phone, Email: f.values["email"]}.Tidy()
	if typed := f.values["phone"]; typed != "" {
		stored, err := i18n.NormalizePhone(typed)
		if err != nil {
			return c, &domain.FieldError{Field: "phone", Problem: domain.BadPhone}
		}
		c.Phone = stored
	}
	if c.Name == "" { // someone who called, and said no name
		c.Name = f.say.Phone(c.Phone)
	}
	if ch := domain.Channel(f.values["channel"]); ch == domain.Phone || ch == domain.Text || ch == domain.Email {
		c.BestChannel = ch
	}
	return c, c.Check()
}

// interaction is the conversation itself.
func (f filled) interaction(client string) (domain.Interaction, error) {
	i := domain.Interaction{ID: domain.NewID(), At: f.now, Author: f.author}
	if f.edit != nil {
		i = *f.edit
	}
	i.Client = client
	i.Channel = domain.Channel(f.values["channel"])
	if f.edit == nil {
		i.Complaint = f.values["_complaint"]
	}
	i.About, i.Request, i.Notes = f.values["about"], f.values["request"], f.values["notes"]
	i.FeelingBefore, i.FeelingAfter = feeling(f.values["feeling_before"]), feeling(f.values["feeling_after"])
	i.Recommend = nil
	if n, err := strconv.Atoi(f.values["recommend"]); err == nil {
		i.Recommend = &n
	}
	i.RecommendFrom = domain.RecommendFrom(f.values["recommend_from"])
	if f.edit != nil {
		a, err := f.avoidable()
		if err != nil {
			return i, err
		}
		i.Avoidable = a
	}
	i.Wait, i.Length = seconds(f.values["wait"], i.Wait), seconds(f.values["length"], i.Length)
	i.Photos = f.photos
	i = i.Tidy()
	return i, i.Check()
}

// promise is what was promised, or nil when nothing was.
func (f filled) promise(client, interaction string) (*domain.Promise, error) {
	what, due := f.values["promise"], domain.Day(f.values["promise_date"])
	if strings.TrimSpace(what) == "" && due == "" {
		return nil, nil
	}
	p := domain.Promise{ID: domain.NewID(), Client: client, Interaction: interaction, What: what, Made: domain.DayOf(f.now), Due: due,
		Quote: IsQuote(f.say, what), EstimateHours: hours(f.values["estimate_hours"])}.Tidy()
	return &p, p.Check()
}

// complaint is the improvement that was asked for in a conversation, in the words that were noted of it.
func (f filled) complaint(i domain.Interaction) (domain.Complaint, error) {
	what := i.Request
	if i.Notes != "" {
		what = i.Notes
	}
	if what == "" {
		return domain.Complaint{}, &domain.FieldError{Field: "request", Problem: domain.Missing}
	}
	c := f.ask(i.Client, what)
	c.Interaction, c.Channel = i.ID, i.Channel
	c = c.Tidy()
	return c, c.Check()
}

// IsQuote tells whether what is promised is a quote, by its name.
func IsQuote(say *i18n.Printer, what string) bool { return names(what, say.T("log.quote_words")) }

// names tells whether one of the words is in a text.
func names(text, words string) bool {
	text = " " + search.Fold(text) + " "
	for _, w := range strings.Fields(search.Fold(words)) {
		if strings.Contains(text, " "+w+" ") {
			return true
		}
	}
	return false
}

// hours reads how long the work was thought to take, which a calculator has handed over: no field shows it, so what cannot
// be kept is let go.
func hours(s string) float64 {
	h, err := strconv.ParseFloat(s, 64)
	if err != nil || !(h > 0 && h <= domain.MaxHours) {
		return 0
	}
	return h
}

// seconds reads what a timer has handed over; without it, what was there stays.
func seconds(s string, was int) int {
	if n, err := strconv.Atoi(s); err == nil {
		return min(max(n, 0), domain.MaxSeconds)
	}
	return was
}

func feeling(s string) domain.Feeling {
	n, _ := strconv.Atoi(s)
	return domain.Feeling(n)
}

// compose turns the form into the records to save, all of them or none. An error is the first refused field.
func (f filled) compose(base int) (writes []store.Write, saved ui.LastSave, err error) {
	client := f.picked
	if client == "" {
		c, err := f.client()
		if err != nil {
			return nil, saved, err
		}
		client = c.ID
		writes = append(writes, store.Write{Record: c})
	}
	i, err := f.interaction(client)
	if err != nil {
		return nil, saved, err
	}
	p, err := f.promise(client, i.ID)
	if err != nil {
		return nil, saved, err
	}
	saved = ui.LastSave{Path: "/interactions/" + i.ID, Client: client}
	if f.ask != nil {
		c, err := f.complaint(i)
		if err != nil {
			return nil, saved, err
		}
		i.Complaint, saved.Path = c.ID, "/complaints/"+c.ID
		writes = append(writes, store.Write{Record: c})
	}
	writes = append(writes, store.Write{Record: i, Base: base})
	if p != nil {
		writes = append(writes, store.Write{Record: *p})
		saved.Promise = p.ID
	}
	return writes, saved, nil
}
