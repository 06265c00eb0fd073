package main

import (
	"errors"
	"fmt"

	"trousse/internal/content"
	"trousse/internal/content/data"
	"trousse/internal/i18n"
)

// bundles adds what the kit knows, one file per language, to what was made. Content with faults fails the build, which
// names all of them.
func bundles(made map[string][]byte) error {
	if faults := content.Validate(data.FS); len(faults) > 0 {
		return errors.Join(faults...)
	}
	for name, lang := range map[string]i18n.Lang{"content-fr.json": i18n.FR, "content-en.json": i18n.EN} {
		bundle, err := content.Load(data.FS, lang)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if made[name], err = bundle.Encode(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
