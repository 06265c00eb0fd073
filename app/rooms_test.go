package app

import (
	"context"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/store"
	"trousse/internal/store/mem"
	"trousse/internal/vault/goaead"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, path, x string
		ok               bool
	}{
		{"/", "/", "", true},
		{"/", "", "", true},
		{"/log", "/log", "", true},
		{"/log", "/log/", "", true},
		{"/clients/{id}", "/clients/42", "42", true},
		{"/clients/{id}", "/clients", "", false},
		{"/clients/{id}", "/clients/", "", false},
		{"/clients/{id}", "/clients/42/edit", "", false},
		{"/clients/{id}/edit", "/clients/42/edit", "42", true},
		{"/log", "/logs", "", false},
		{"/scripts/{slug}/for/{id}", "/scripts/hold-ask/for/42", "hold-ask/42", true},
	} {
		if x, ok := match(c.pattern, c.path); x != c.x || ok != c.ok {
			t.Errorf("match(%q, %q) = %q, %v; want %q, %v", c.pattern, c.path, x, ok, c.x, c.ok)
		}
	}
}

var now = time.Date(2026, 11, 21, 14, 5, 0, 0, time.FixedZone("", -5*3600))

// device is a quiet device: what the kit knows comes from its files, and nothing leaves.
type device struct {
	title string
	local map[string]string
}

func (*device) Copy(context.Context, string) error                        { return nil }
func (*device) CanShare() bool                                            { return true }
func (*device) Share(context.Context, string, string) error               { return nil }
func (*device) Download(string, string, []byte) error                     { return nil }
func (*device) PickedFile(context.Context, string, int64) ([]byte, error) { return nil, ui.ErrNoFile }
func (*device) Picked(string) (ui.File, error)                            { return nil, ui.ErrNoFile }
func (*device) Gather() ui.Gathered                                       { return nil }
func (*device) Brought(bool) (ui.Brought, bool)                           { return ui.Brought{}, false }
func (*device) CanPickFolder() bool                                       { return true }
func (*device) PickFolder(context.Context) (ui.Folder, error)             { return nil, ui.ErrNoFile }
func (*device) KeptFolder(context.Context) (ui.Folder, bool)              { return nil, false }
func (*device) ForgetFolder(context.Context) error                        { return nil }
func (*device) Offer(string, ui.File) error                               { return nil }
func (*device) CanHand(string, ui.File) bool                              { return true }
func (*device) Hand(context.Context, string, ui.File) error               { return nil }
func (*device) Picture(context.Context, string, int) (ui.Picture, error) {
	return ui.Picture{}, ui.ErrNoFile
}
func (*device) ObjectURL(string, []byte) string { return "blob:x" }
func (*device) ForgetURL(string)                {}
func (*device) Open(string)                     {}
func (*device) Fetch(_ context.Context, asset string) ([]byte, error) {
	lang := i18n.Lang(strings.TrimSuffix(strings.TrimPrefix(asset, "content-"), ".json"))
	if lang != i18n.FR && lang != i18n.EN {
		return []byte(`[{"module":"m","version":"v1","text":"licence"}]`), nil
	}
	b, err := content.Load(data.FS, lang)
	if err != nil {
		return nil, err
	}
	return b.Encode()
}
func (d *device) LocalGet(key string) string { return d.local[key] }
func (d *device) LocalSet(key, value string) {
	if d.local == nil {
		d.local = map[string]string{}
	}
	d.local[key] = value
}
func (d *device) WindowGet(key string) string                   { return d.LocalGet("window." + key) }
func (d *device) WindowSet(key, value string)                   { d.LocalSet("window."+key, value) }
func (*device) SetLang(string)                                  {}
func (d *device) SetTitle(title string)                         { d.title = title }
func (*device) Mark(string)                                     {}
func (*device) Persisted(context.Context) (granted, known bool) { return false, true }
func (*device) Room(context.Context) (left int64, known bool)   { return 0, false }
func (*device) AskPersist(context.Context)                      {}
func (*device) Installed() bool                                 { return false }
func (*device) SafariTab() bool                                 { return true }
func (*device) CanInstall() bool                                { return true }
func (*device) Install(context.Context)                         {}
func (*device) CanPickContact() bool                            { return true }
func (*device) PickContact(context.Context) (name, phone, email string, err error) {
	return "", "", "", nil
}
func (*device) CanDial() bool       { return true }
func (*device) AllowSound()         {}
func (*device) SoundAllowed() bool  { return true }
func (*device) Chime(time.Duration) {}
func (*device) Hush()               {}
func (*device) Vibrate()            {}
func (*device) StayAwake(bool)      {}
func (*device) Badge(int)           {}
func (*device) UpdateReady() bool   { return true }
func (*device) ApplyUpdate()        {}
func (*device) Version() string     { return "v" }

const secret = "Huguette Ouellet-Blais"

// kit is a shell over a journal in memory that holds one person, one conversation, two promises and a run.
func kit(t *testing.T, lang i18n.Lang) (env *ui.Env, shell *Shell, ids map[string]string) {
	t.Helper()
	ctx := t.Context()
	book, err := store.Open(ctx, store.Options{Place: &mem.Place{}, AEAD: goaead.New, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	c := journal.Client{ID: journal.NewID(), Name: secret, PreferredName: "Madame Blais", SpokenName: "blè", ClientKind: journal.Internal,
		FormOfAddress: journal.AddressMadame, Phone: "+14185550142", Email: "h@example.ca", BestChannel: journal.Phone, Language: "en",
		Attentions: "Biscuit, son chat", Avoid: "Les textos"}
	ten := 10
	i := journal.Interaction{ID: journal.NewID(), Client: c.ID, At: now, Channel: journal.Phone, About: "Robinet", Request: "<script>alert(1)</script>",
		FeelingBefore: 2, FeelingAfter: 5, Recommend: &ten, Notes: "شكرا\nmerci"}
	p := journal.Promise{ID: journal.NewID(), Client: c.ID, Interaction: i.ID, What: "Rappeler", Made: "2026-11-18", Due: "2026-11-20", State: journal.Open}
	q := journal.Promise{ID: journal.NewID(), Client: c.ID, What: "Passer", Made: "2026-11-18", Due: "2026-12-24", State: journal.Open}
	r := journal.ChecklistRun{ID: journal.NewID(), List: "every-encounter", At: now, Answers: map[string]string{"smile": "yes"}}
	k := journal.Scenario{ID: journal.NewID(), Calculator: "lost-client", Name: "Blais en 2027", Client: c.ID, At: now, Figures: map[string]string{"years": "10"}}
	l := journal.Scenario{ID: journal.NewID(), Calculator: "lost-client", Name: "Sans le café", At: now, Figures: map[string]string{"years": "5"}}
	x := journal.NewComplaint(journal.NewID(), c.ID, "Le robinet coule encore", now, journal.Settings{}, nil)
	saved, err := book.Save(ctx, "", store.Write{Record: c}, store.Write{Record: i}, store.Write{Record: p}, store.Write{Record: q}, store.Write{Record: r}, store.Write{Record: x}, store.Write{Record: k}, store.Write{Record: l})
	if err != nil {
		t.Fatal(err)
	}
	env = &ui.Env{Book: book, Say: i18n.For(lang), Device: &device{}, Now: func() time.Time { return now }, Base: "/",
		Last: &ui.LastSave{Ref: saved.Refs[0], Path: "/clients/" + c.ID, Client: c.ID, Promise: p.ID}}
	env.Guide = ui.NewGuide(env.Device.Fetch)
	env.Lock.CanPasskey = func(context.Context) bool { return true }
	return env, NewShell(env), map[string]string{"clients": c.ID, "interactions": i.ID, "runs": r.ID, "complaints": x.ID, "promises": p.ID,
		"scenarios": k.ID, "second": l.ID}
}

// visit shows a path and returns the page, after all that it loads has come in.
func visit(t *testing.T, s *Shell, path string) string {
	t.Helper()
	d := goapp.NewClientTester(s.Root())
	defer d.Close()
	d.Nav(&url.URL{Path: path})
	d.Consume()
	return goapp.HTMLString(s.render())
}

func TestEveryRoomShowsItself(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		env, shell, ids := kit(t, lang)
		for _, r := range rooms {
			path := r.pattern
			for room, id := range ids {
				path = strings.Replace(path, "/"+room+"/{id}", "/"+room+"/"+id, 1)
			}
			path = strings.NewReplacer("{client}", ids["clients"], "{talk}", ids["interactions"], "{source}", ids["complaints"], "{matter}", ids["promises"], "/compare/{id}/{id}", "/compare/"+ids["scenarios"]+"/"+ids["second"], "/playbooks/{slug}", "/playbooks/waiting", "/guides/{slug}", "/guides/aggressive-clients", "/resources/{key}", "/resources/none", "/scripts/{slug}", "/scripts/hold-ask",
				"/checklists/{slug}", "/checklists/every-encounter", "/calculators/{slug}", "/calculators/lost-client").Replace(path)
			t.Run(string(lang)+path, func(t *testing.T) {
				page := visit(t, shell, path)
				if n := strings.Count(page, " tab--help"); n != 1 {
					t.Errorf("help is there %d times", n)
				}
				if n := strings.Count(page, "<h1"); n != 1 {
					t.Errorf("%d main headings", n)
				}
				if missing := regexp.MustCompile(`⟦[^⟧]*⟧`).FindAllString(page, -1); missing != nil {
					t.Errorf("messages without words: %v", missing)
				}
				if title := env.Device.(*device).title; strings.Contains(title, "Blais") || !strings.HasSuffix(title, " · Trousse") {
					t.Errorf("title %q", title)
				}
				if n := strings.Count(page, `class="buckle`) + strings.Count(page, "tab--buckle"); strings.Contains(page, "app--task") && n > 2 {
					t.Errorf("%d yellow things on a task", n)
				}
			})
		}
	}
}

// TestNobodyGetsNoForm opens every screen about something for what is not here and every form about a record, also, for one
// that is gone or of another kind.
func TestNobodyGetsNoForm(t *testing.T) {
	env, shell, ids := kit(t, i18n.FR)
	gone := journal.Client{ID: journal.NewID(), Name: "Parti"}.Tidy()
	for _, write := range []store.Write{{Record: gone}, {Record: gone, Base: 1, Gone: true}} {
		if _, err := env.Book.Save(t.Context(), "", write); err != nil {
			t.Fatal(err)
		}
	}
	element := regexp.MustCompile(`{[a-z]+}`)
	for _, r := range rooms {
		if !element.MatchString(r.pattern) {
			continue
		}
		for _, id := range []string{"nope", gone.ID, ids["runs"]} {
			path := strings.Replace(r.pattern, "{slug}", "hold-ask", 1)
			if _, about := enter(env, path); about.ID == "" {
				path, id = r.pattern, "nope"
			}
			path = element.ReplaceAllString(path, id)
			page := visit(t, shell, path)
			if !strings.Contains(page, "Rien à cette adresse") || strings.Contains(page, "<form") || strings.Contains(page, "app--task") {
				t.Errorf("%s does not say that it is not here", path)
			}
		}
	}
}

func TestRoomsShowWhatIsKept(t *testing.T) {
	_, shell, ids := kit(t, i18n.FR)
	for path, wants := range map[string][]string{
		"/":                                    {secret, "Rappeler", "promesse à tenir", "Robinet", `name="undo"`, `name="sms"`, `name="q"`},
		"/clients":                             {secret},
		"/clients/" + ids["clients"]:           {"Madame Blais", "blè", "tel:+14185550142", "Biscuit", "Passer", `name="undo"`, "Blais en 2027", "Ce que coûte un départ"},
		"/interactions/" + ids["interactions"]: {"alert(1)", "شكرا", "10 sur 10", `name="undo"`, `href="/hold/` + ids["clients"]},
		"/complaints":                          {"Le robinet coule encore", secret},
		"/complaints/" + ids["complaints"]:     {"Le robinet coule encore", secret, `name="told_by"`, `name="save"`, `name="undo"`, "/scripts/complaint-received/about/"},
		"/promises":                            {"Passer", "Rappeler", `name="q"`, `name="kind"`, `name="kept_rate"`},
		"/promises/" + ids["promises"]:         {"Rappeler", secret, `name="keep"`, `name="tell"`, `name="move"`, `name="history"`, `name="sms"`, `name="due"`},
		"/checklists/every-encounter":          {`name="smile"`, "Déjà 1 fois"},
		"/checklists/every-encounter/runs/" + ids["runs"]:                            {`name="done"`, "geste", `name="undo"`},
		"/calculators/lost-client":                                                   {`name="total_cost"`, `value="24500"`},
		"/calculators/lost-client/scenarios/" + ids["scenarios"]:                     {"Blais en 2027", secret, `value="49000"`, `name="save_scenario"`, `name="take_away"`, `name="compare"`},
		"/calculators/gesture/scenarios/" + ids["scenarios"]:                         {"Rien à cette adresse"},
		"/calculators/lost-client/compare/" + ids["scenarios"] + "/" + ids["second"]: {"Blais en 2027", "Sans le café", `value="49000"`, `value="24500"`, `name="total_cost_difference"`, `value="-24500"`, "Nombre d’années"},
		"/calculators/silent-complaints":                                             {`name="dissatisfied"`, `value="859950"`},
		"/calculators/keep-or-replace":                                               {`name="difference"`, `value="2670"`},
		"/calculators/gesture":                                                       {`name="gain"`, `name="break_even_cost"`, `href="/settings/latitude"`},
		"/calculators/promise-date":                                                  {`name="promise_date"`, `datetime="2026-11-25"`, `datetime="2026-11-24"`, `name="log_this"`},
		"/calculators/doors-out":                                                     {`name="indifference"`},
		"/calculators/negotiation":                                                   {`name="zone_width"`, `value="150"`, `name="open_at"`},
		"/calculators/word-of-mouth":                                                 {`name="good_words"`, `name="bad_words"`, `name="use_month"`},
		"/calculators/quebec-taxes":                                                  {`name="gst"`, `value="114.98"`},
		"/calculators/hourly-rate":                                                   {`name="hourly_rate"`, `65,22 $`},
		"/settings/backup":                                                           {`name="make_backup"`, `name="backup_file"`},
		"/nowhere/at/all":                                                            {"Rien à cette adresse"},
		"/clients/ffffffff":                                                          {"Rien à cette adresse"},
	} {
		page := strings.ReplaceAll(visit(t, shell, path), "\u00a0", " ")
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
	}
}

// What the worker's own figures are, and what promises have taught, is on the calculators from the start.
func TestCalculatorsStartFromOnesOwnFigures(t *testing.T) {
	env, _, ids := kit(t, i18n.FR)
	writes := []store.Write{{Record: journal.Settings{ID: journal.NewID(), Profile: map[string]string{"lifetime_value": "8000.25", "works": "2", "moved": "6"},
		Latitude: []journal.Gesture{{What: "Rabais", Limit: "jusqu’à 20 $"}}}}}
	for _, ratio := range []float64{1, .9, 1.2, 1.5, 1.1, 1, 1.8, 1, 1.3, 1.1} {
		writes = append(writes, store.Write{Record: journal.Promise{ID: journal.NewID(), Client: ids["clients"], What: "Peindre", Made: "2026-11-02", Due: "2026-11-20",
			State: journal.Kept, Done: "2026-11-20", EstimateHours: 10, ActualHours: 10 * ratio}})
	}
	page := visit(t, NewShell(env), "/calculators/promise-date")
	if strings.Contains(page, "use_learned") || !strings.Contains(page, "0 promesse tenue") {
		t.Error("a margin is learned from nothing")
	}
	if _, err := env.Book.Save(t.Context(), "", writes...); err != nil {
		t.Fatal(err)
	}
	for path, wants := range map[string][]string{
		"/calculators/gesture":      {`value="8000,25"`, "Au-delà de votre limite de 20,00 $"},
		"/calculators/promise-date": {`name="use_learned"`, "Prendre 30 %", "sur 10 promesses tenues", `datetime="2026-12-08"`},
		"/calculators/doors-out":    {"6 sur 6"},
	} {
		page := strings.ReplaceAll(visit(t, NewShell(env), path), "\u00a0", " ")
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
	}
	env.Figures = map[string]string{"lifetime_value": "12"}
	if page := visit(t, NewShell(env), "/calculators/gesture"); !strings.Contains(page, `value="12"`) {
		t.Error("a figure of this session does not go over the profile")
	}
}

// TestARecordKeepsThePast asks for all that was said with one person and promised to them, past what is shown first.
func TestARecordKeepsThePast(t *testing.T) {
	env, _, ids := kit(t, i18n.EN)
	var writes []store.Write
	for n := range 60 {
		writes = append(writes, store.Write{Record: journal.Interaction{ID: journal.NewID(), Client: ids["clients"], At: now.AddDate(0, 0, -n-1), About: "Talk", Channel: journal.Phone}})
	}
	for n := range 5 {
		p := journal.Promise{ID: journal.NewID(), Client: ids["clients"], What: "Paint", Made: "2026-11-02", Due: "2026-11-20", State: journal.Kept, Done: "2026-11-20"}
		if n == 0 {
			p.State, p.Done, p.Reason = journal.Broken, "2026-11-20", "No paint"
		}
		writes = append(writes, store.Write{Record: p})
	}
	if _, err := env.Book.Save(t.Context(), "", writes[:len(writes)-1]...); err != nil {
		t.Fatal(err)
	}
	if page := visit(t, NewShell(env), "/clients/"+ids["clients"]); !strings.Contains(page, "1 more settled promise") {
		t.Error("nothing says why a rate of four is withheld")
	}
	if _, err := env.Book.Save(t.Context(), "", writes[len(writes)-1]); err != nil {
		t.Fatal(err)
	}
	page := visit(t, NewShell(env), "/clients/"+ids["clients"])
	for _, want := range []string{`name="kept_rate"`, `value="0.8"`, "4 of 5", `name="more"`, `name="more_promises"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the record lacks %q", want)
		}
	}
}

// TestPromiseToOneself shows a promise that nobody but the worker waits for: no one is to be told.
func TestPromiseToOneself(t *testing.T) {
	env, shell, ids := kit(t, i18n.EN)
	p := journal.Promise{ID: journal.NewID(), Run: ids["runs"], What: "Smile first", Made: "2026-11-18", Due: "2026-11-30", Remind: "2026-11-21", State: journal.Open}
	if _, err := env.Book.Save(t.Context(), "", store.Write{Record: p}); err != nil {
		t.Fatal(err)
	}
	for path, wants := range map[string][]string{
		"/":                  {"Smile first", "For yourself", "You wanted a reminder", "/promises/" + p.ID},
		"/promises":          {"Smile first", "For yourself"},
		ui.PromisePath(p.ID): {"Smile first", `name="keep"`, "/checklists/every-encounter/runs/" + ids["runs"]},
	} {
		page := visit(t, shell, path)
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
		if strings.HasSuffix(path, p.ID) && (strings.Contains(page, `name="tell"`) || strings.Contains(page, `name="sms"`)) {
			t.Error("there is nobody to tell")
		}
	}
}

// TestFiguresKeptAsGiven shows a calculation that was kept with one figure changed: the others stay the kit's, with how far
// to trust them.
func TestFiguresKeptAsGiven(t *testing.T) {
	env, shell, _ := kit(t, i18n.EN)
	k := journal.Scenario{ID: journal.NewID(), Calculator: "lost-client", Name: "A village", At: now,
		Figures: map[string]string{"people_told": "12", "circle": "300", "target_share": "10", "avoid_share": "2"}}
	if _, err := env.Book.Save(t.Context(), "", store.Write{Record: k}); err != nil {
		t.Fatal(err)
	}
	page := visit(t, shell, "/calculators/lost-client/scenarios/"+k.ID)
	if own, quoted := strings.Count(page, ">Your number<"), strings.Count(page, "Widely quoted"); own != 1 || quoted == 0 {
		t.Errorf("%d figures are one's own, %d quoted", own, quoted)
	}
}

// TestTodayLeadsToWhatIsForLater has nothing to keep soon: the promises stay one press away.
func TestTodayLeadsToWhatIsForLater(t *testing.T) {
	env, shell, ids := kit(t, i18n.EN)
	v, err := env.Book.Get(t.Context(), ids["promises"])
	if err != nil {
		t.Fatal(err)
	}
	p, _ := v.Record.(journal.Promise)
	if _, err := env.Book.Save(t.Context(), "", store.Write{Record: p.Keep("2026-11-20"), Base: v.N}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(visit(t, shell, "/"), `href="/promises"`) {
		t.Error("nothing leads to the promises")
	}
}

func TestAnEmptyKitTeaches(t *testing.T) {
	book, err := store.Open(t.Context(), store.Options{Place: &mem.Place{}, AEAD: goaead.New})
	if err != nil {
		t.Fatal(err)
	}
	env := &ui.Env{Book: book, Say: i18n.For(i18n.EN), Device: &device{}, Now: func() time.Time { return now }, Base: "/"}
	env.Guide = ui.NewGuide(env.Device.Fetch)
	shell := NewShell(env)
	for path, want := range map[string]string{"/": "Your kit is ready", "/clients": "No one yet", "/promises": "Nothing promised", "/settings/backup": "No backup yet"} {
		if !strings.Contains(visit(t, shell, path), want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}

func TestAFaultNeverShowsAWelcome(t *testing.T) {
	for _, fault := range []ui.Fault{ui.FaultOpening, ui.FaultLost, ui.FaultBlocked, ui.FaultNewer, ui.FaultFull, ui.FaultBroken} {
		env := &ui.Env{Say: i18n.For(i18n.FR), Device: &device{}, Now: func() time.Time { return now }, Base: "/", Fault: fault}
		env.Guide = ui.NewGuide(env.Device.Fetch)
		page := visit(t, NewShell(env), "/clients")
		if strings.Contains(page, `href="/clients"`) || !strings.Contains(page, `href="/help-now"`) || !strings.Contains(page, env.Say.T("recovery."+string(fault)+"_title")) {
			t.Errorf("%s: %s", fault, page)
		}
	}
}

// TestHelpNeedsNoJournal calls the buddy while the journal cannot be opened: the number was kept at hand.
func TestHelpNeedsNoJournal(t *testing.T) {
	env, shell, _ := kit(t, i18n.FR)
	_, err := env.Book.Save(t.Context(), "", store.Write{Record: journal.Settings{ID: journal.NewID(), BuddyName: "Karim", BuddyPhone: "+14185550176",
		HelpName: "Sécurité", HelpPhone: ";ext=24"}})
	if err != nil {
		t.Fatal(err)
	}
	visit(t, shell, "/")
	closed := &ui.Env{Say: i18n.For(i18n.FR), Device: env.Device, Now: env.Now, Base: "/", Fault: ui.FaultBlocked}
	closed.Guide = ui.NewGuide(env.Device.Fetch)
	page := visit(t, NewShell(closed), "/help-now")
	for _, want := range []string{`href="tel:911"`, `href="tel:+14185550176"`, "Appeler Karim", `name="call_help"`, "Appeler Sécurité", `name="level"`} {
		if !strings.Contains(page, want) {
			t.Errorf("help lacks %s", want)
		}
	}
	for _, not := range []string{`name="log_this"`, `href="/settings"`, `href="/playbooks`} {
		if strings.Contains(page, not) {
			t.Errorf("help leads to %s, which cannot be had", not)
		}
	}
}

func TestLinksFollowTheBase(t *testing.T) {
	env, shell, _ := kit(t, i18n.FR)
	env.Base = "/trousse/"
	page := visit(t, shell, "/trousse/kit")
	for _, href := range regexp.MustCompile(`href="(/[^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !strings.HasPrefix(href[1], "/trousse/") {
			t.Errorf("link %s leaves the base", href[1])
		}
	}
	if !strings.Contains(page, "/trousse/playbooks") {
		t.Error("the room of a based path was not found")
	}
}
