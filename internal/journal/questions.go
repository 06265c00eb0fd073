package journal

import "strings"

// Questions are those that the worker asks about a product or a service (F01).
type Questions struct {
	About string   `json:"about,omitempty"` // empty: about anything
	Ask   []string `json:"ask"`
}

// The most questions.
const (
	MaxQuestionLists = 30
	MaxQuestions     = 20 // of one list
)

// QuestionsFor are the questions to ask about a product or a service: those of the list that names it, however it is
// written in capitals, or else those about anything.
func (s Settings) QuestionsFor(about string) []string {
	about = strings.ToLower(line(about))
	var any []string
	for _, q := range s.Questions {
		switch {
		case q.About == "":
			any = q.Ask
		case about != "" && strings.Contains(about, strings.ToLower(q.About)):
			return q.Ask
		}
	}
	return any
}

func tidyQuestions(all []Questions) []Questions {
	var kept []Questions
	for _, q := range all {
		q.About = line(q.About)
		var ask []string
		for _, a := range q.Ask {
			if a = line(a); a != "" {
				ask = append(ask, a)
			}
		}
		if q.Ask = ask; len(ask) > 0 {
			kept = append(kept, q)
		}
	}
	return kept
}

func checkQuestions(all []Questions) error {
	if err := tooMany("questions", len(all), MaxQuestionLists); err != nil {
		return err
	}
	for _, q := range all {
		if err := first(tooLong("questions", q.About, MaxName), tooMany("questions", len(q.Ask), MaxQuestions)); err != nil {
			return err
		}
		for _, a := range q.Ask {
			if err := tooLong("questions", a, MaxLine); err != nil {
				return err
			}
		}
	}
	return nil
}
