package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"path"
	"sort"
	"strings"
)

// Manifest is the web app manifest. Its addresses are relative to the manifest itself, which sits at the
// site's root, so that only ID depends on the base path.
type Manifest struct {
	ID              string            `json:"id"`
	Name            string            `json:"name"`
	NameIn          map[string]string `json:"name_localized,omitempty"`
	ShortName       string            `json:"short_name"`
	ShortNameIn     map[string]string `json:"short_name_localized,omitempty"`
	Description     string            `json:"description"`
	DescriptionIn   map[string]string `json:"description_localized,omitempty"`
	Lang            string            `json:"lang"`
	Dir             string            `json:"dir"`
	StartURL        string            `json:"start_url"`
	Scope           string            `json:"scope"`
	Display         string            `json:"display"`
	DisplayOverride []string          `json:"display_override"`
	BackgroundColor string            `json:"background_color"`
	ThemeColor      string            `json:"theme_color"`
	Categories      []string          `json:"categories"`
	LaunchHandler   launchHandler     `json:"launch_handler"`
	ShareTarget     shareTarget       `json:"share_target"`
	FileHandlers    []fileHandler     `json:"file_handlers"`
	Icons           []picture         `json:"icons"`
	Shortcuts       []shortcut        `json:"shortcuts"`
	Screenshots     []picture         `json:"screenshots,omitempty"`
}

type launchHandler struct {
	ClientMode string `json:"client_mode"`
}

// shareTarget is where another app's words and files come in: as a body, which no address holds. The worker answers.
type shareTarget struct {
	Action  string         `json:"action"`
	Method  string         `json:"method"`
	Enctype string         `json:"enctype"`
	Params  map[string]any `json:"params"`
}

type fileHandler struct {
	Action string              `json:"action"`
	Accept map[string][]string `json:"accept"`
}

type picture struct {
	Src        string `json:"src"`
	Sizes      string `json:"sizes"`
	Type       string `json:"type"`
	Purpose    string `json:"purpose,omitempty"`
	FormFactor string `json:"form_factor,omitempty"`
	Label      string `json:"label,omitempty"`
}

type shortcut struct {
	Name   string            `json:"name"`
	NameIn map[string]string `json:"name_localized,omitempty"`
	URL    string            `json:"url"`
	Icons  []picture         `json:"icons"`
}

// shareName is where another app's words and files are sent, from the root.
const shareName = "share"

// The words of the manifest and of the page's head, which stand before any program runs.
const (
	descriptionFR = "Tout ce qu’il faut pour bien servir, sous le pouce, même sans réseau."
	descriptionEN = "Everything it takes to serve people well, within reach of your thumb, even without a network."
)

// NewManifest describes the kit with the icons and screenshots found among the assets. The content of each
// PNG gives its size. A screenshot is named "narrow-1-today.png" or "wide-1-today.png"; its label is looked
// up by its last word.
func NewManifest(assets []Asset, content map[string][]byte) (Manifest, error) {
	m := Manifest{
		Name: "Trousse", NameIn: map[string]string{"en": "Trousse"},
		ShortName: "Trousse", ShortNameIn: map[string]string{"en": "Trousse"},
		Description: descriptionFR, DescriptionIn: map[string]string{"en": descriptionEN},
		Lang: "fr-CA", Dir: "ltr", StartURL: "./", Scope: "./",
		Display: "standalone", DisplayOverride: []string{"standalone", "minimal-ui"},
		BackgroundColor: "#f0f3ef", ThemeColor: "#0f3d33",
		Categories:    []string{"business", "productivity"},
		LaunchHandler: launchHandler{ClientMode: "navigate-existing"},
		ShareTarget: shareTarget{"./" + shareName, "POST", "multipart/form-data", map[string]any{
			"title": "title", "text": "text", "url": "url",
			"files": []any{map[string]any{"name": "file", "accept": []string{"text/vcard", "text/x-vcard", ".vcf", "text/csv", ".csv", ".age", ".jsonl"}}}}},
		FileHandlers: []fileHandler{{Action: "./settings/backup", Accept: map[string][]string{
			"application/x-age": {".age"}, "application/jsonl": {".jsonl"}}}},
	}
	marks := map[string]picture{}
	for _, a := range assets {
		kind, file := path.Split(a.Name)
		if kind != "icons/" && kind != "screenshots/" {
			continue
		}
		img, err := describe(a, content[a.Name])
		if err != nil {
			return Manifest{}, err
		}
		stem := strings.TrimSuffix(file, path.Ext(file))
		first, _, _ := strings.Cut(stem, "-")
		switch {
		case kind == "screenshots/":
			img.FormFactor, img.Label = first, labels[stem[strings.LastIndex(stem, "-")+1:]]
			if first != "narrow" && first != "wide" || img.Label == "" {
				return Manifest{}, fmt.Errorf("screenshot %s: its name must be narrow-… or wide-… and end in a known room", file)
			}
			m.Screenshots = append(m.Screenshots, img)
		case first == "any", file == "mark.svg":
			m.Icons = append(m.Icons, img)
		case first == "maskable", first == "monochrome":
			img.Purpose = first
			m.Icons = append(m.Icons, img)
		case first == "shortcut":
			marks[strings.TrimPrefix(stem, "shortcut-")] = img
		}
	}
	sort.SliceStable(m.Icons, func(i, j int) bool { return m.Icons[i].Purpose < m.Icons[j].Purpose })
	for _, s := range []struct{ mark, fr, en, url string }{
		{"log", "Noter", "Log", "log"},
		{"clients", "Clientèle", "Clients", "clients"},
		{"backup", "Sauvegarder", "Back up", "settings/backup"},
	} {
		mark, ok := marks[s.mark]
		if !ok {
			return Manifest{}, fmt.Errorf("no icon for the shortcut %s", s.mark)
		}
		m.Shortcuts = append(m.Shortcuts, shortcut{Name: s.fr, NameIn: map[string]string{"en": s.en}, URL: s.url, Icons: []picture{mark}})
	}
	return m, nil
}

// labels of the screenshots, by room.
var labels = map[string]string{
	"today":      "Aujourd’hui : ce qui est promis",
	"log":        "Noter une conversation en six gestes",
	"client":     "Une personne, sa manière, ses promesses",
	"script":     "Des mots prêts à dire",
	"calculator": "Ce que coûte un départ",
	"help":       "Aide immédiate : quoi faire maintenant",
	"playbook":   "Quoi faire, une étape à la fois",
	"promises":   "Ce qui est promis, et pour quand",
	"kit":        "Tout ce que la trousse sait, en deux touches",
	"insights":   "Ce qui change pour les gens",
}

func describe(a Asset, content []byte) (picture, error) {
	t, _ := ContentType(a.Path)
	if path.Ext(a.Path) == ".svg" {
		return picture{Src: a.Path, Sizes: "any", Type: t}, nil
	}
	c, err := png.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return picture{}, fmt.Errorf("%s: %w", a.Name, err)
	}
	return picture{Src: a.Path, Sizes: fmt.Sprintf("%dx%d", c.Width, c.Height), Type: t}, nil
}

// at writes the manifest for a site at that base path.
func (m Manifest) at(base string) ([]byte, error) {
	m.ID = base
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(m)
	return b.Bytes(), err
}
