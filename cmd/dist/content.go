package main

import (
	"fmt"

	"trousse/internal/content"
	"trousse/internal/content/data"
)

// bundles adds what the kit knows, one file per language, to what was made.
func bundles(made map[string][]byte) error {
	for _, lang := range []string{"fr", "en"} {
		b, err := content.Load(data.FS, lang)
		if err != nil {
			return fmt.Errorf("content in %s: %w", lang, err)
		}
		encoded, err := b.Encode()
		if err != nil {
			return fmt.Errorf("content in %s: %w", lang, err)
		}
		made["content-"+lang+".json"] = encoded
	}
	return nil
}
