package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
	"trousse/internal/journal"
	"trousse/internal/vault/words"
)

// bundles adds what the kit knows, one file per language, to what was made, and beside it the words of suggested passphrases and the sample week.
// Content with faults fails the build, which names all of them.
func bundles(made map[string][]byte) error {
	if faults := content.Validate(data.FS); len(faults) > 0 {
		return errors.Join(faults...)
	}
	for name, lang := range map[string]i18n.Lang{"content-fr.json": i18n.FR, "content-en.json": i18n.EN} {
		bundle, err := content.Load(data.FS, lang)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		alphabetical(bundle)
		if made[name], err = bundle.Encode(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if made["sample-"+string(lang)+".json"], err = sample(lang); err != nil {
			return err
		}
		if made["words-"+string(lang)+".json"], err = json.Marshal(words.List(string(lang))); err != nil {
			return err
		}
	}
	return nil
}

// sample makes the sample week, of records that may be kept.
func sample(lang i18n.Lang) ([]byte, error) {
	file, err := content.Sample(data.FS, lang)
	if err != nil {
		return nil, err
	}
	records, err := journal.Sample(file, time.Now())
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		if err := r.Check(); err != nil {
			return nil, fmt.Errorf("sample: %s: %w", r.Kind(), err)
		}
	}
	return file, nil
}

// alphabetical puts what people choose from in the order of their language's dictionaries: the slugs, in English, are an
// order for nobody. The tips keep their numbers, and the scripts the order of their sets.
func alphabetical(b *content.Bundle) {
	c := collate.New(language.MustParse(b.Lang.Tag()))
	slices.SortStableFunc(b.Playbooks, func(x, y content.Playbook) int { return c.CompareString(x.Short, y.Short) })
	slices.SortStableFunc(b.Checklists, func(x, y content.Checklist) int { return c.CompareString(x.Title, y.Title) })
	slices.SortStableFunc(b.Calculators, func(x, y content.Calculator) int { return c.CompareString(x.Title, y.Title) })
	slices.SortStableFunc(b.Guides, func(x, y content.Guide) int { return c.CompareString(x.Title, y.Title) })
}
