package insights

import (
	"math"

	"trousse/app/ui"
	"trousse/internal/calc"
	"trousse/internal/insight"
)

// line is one measure of the review, in both months.
type line struct {
	name, label string
	raw         string
	is, was     string
}

// lines are the measures that one of the two months has cases of.
func lines(env *ui.Env, is, was *insight.Insight) []line {
	m := months{env: env, is: is, was: was}
	m.count("talks", func(i *insight.Insight) int { return i.Talks })
	m.rate("felt_better", (*insight.Insight).FeltBetter)
	m.rate("kept_rate", (*insight.Insight).Kept)
	m.count("overdue", func(i *insight.Insight) int { return i.N[insight.Overdue] })
	m.mean("recommend_score", insight.Enough, m.points)
	m.rate("content_rate", (*insight.Insight).Content)
	m.rate("first_rate", (*insight.Insight).FirstTime)
	m.rate("answered_rate", (*insight.Insight).Answered)
	m.mean("first_answer", insight.Enough, m.firstAnswer)
	m.mean("longest_wait", 1, m.longestWait)
	m.mean("error_cost", 1, m.errorCost)
	m.rate("avoidable_share", (*insight.Insight).Avoidable)
	m.rate("told_rate", (*insight.Insight).ToldBack)
	m.mean("good_words", 1, m.goodWords)
	return m.lines
}

// months makes lines of what two months come to.
type months struct {
	env     *ui.Env
	is, was *insight.Insight
	lines   []line
}

// add adds a measure that there are any cases of.
func (m *months) add(name string, any int, raw, is, was string) {
	if any > 0 {
		m.lines = append(m.lines, line{name, m.env.Say.T("figure." + name), raw, is, was})
	}
}

func (m *months) number(n int) string { return m.env.Say.Number(float64(n), 0) }

// count adds a measure that is a number of cases.
func (m *months) count(name string, of func(*insight.Insight) int) {
	is, was := of(m.is), of(m.was)
	m.add(name, is+was, ui.Count(is), m.number(is), m.number(was))
}

// rate adds a measure that is a share of its cases, withheld while these are few.
func (m *months) rate(name string, of func(*insight.Insight) insight.Rate) {
	is, was := of(m.is), of(m.was)
	raw := ""
	if is.Told() {
		raw = calc.Raw(is.Share())
	}
	m.add(name, is.Of+was.Of, raw, m.share(is), m.share(was))
}

func (m *months) share(r insight.Rate) string {
	return m.told(m.env.Say.T("promises.of", "n", m.number(r.N), "total", m.number(r.Of)), r.Of, r.Told())
}

// mean adds a figure over some cases, withheld as a rate is when it says more than a fact.
func (m *months) mean(name string, enough int, of func(*insight.Insight) (raw, words string, n int)) {
	raw, is, n := of(m.is)
	_, was, before := of(m.was)
	if n < enough {
		raw = ""
	}
	m.add(name, n+before, raw, m.told(is, n, n >= enough), m.told(was, before, before >= enough))
}

// told is what is said of so many cases, when they are enough to say it.
func (m *months) told(words string, n int, enough bool) string {
	switch {
	case n == 0:
		return "–"
	case !enough:
		return m.env.Say.T("review.few", "n", m.number(n))
	}
	return words
}

func (m *months) points(i *insight.Insight) (raw, words string, n int) {
	points, of := i.Promoters(true)
	return calc.Raw(points), m.env.Say.N("insights.points", math.Round(points)), of
}

func (m *months) firstAnswer(i *insight.Insight) (raw, words string, n int) {
	median, _, of := i.FirstAnswer()
	return ui.Count(median), m.env.Long(seconds(median)), of
}

func (m *months) longestWait(i *insight.Insight) (raw, words string, n int) {
	_, longest, of := i.Waits()
	return ui.Count(longest), ui.Duration(m.env.Say, seconds(longest)), of
}

func (m *months) errorCost(i *insight.Insight) (raw, words string, n int) {
	n, cents := i.Errors()
	cost := float64(cents) / 100
	return calc.Raw(cost), m.env.Say.T("review.errors", "n", m.number(n), "cost", m.env.Say.Money(cost)), n
}

func (m *months) goodWords(i *insight.Insight) (raw, words string, n int) {
	good, low, high := i.Words()
	words = m.number(good) + " · " + m.number(high)
	if high > 0 {
		words = m.env.Say.T("review.words", "good", m.number(good), "low", m.number(low), "high", m.number(high))
	}
	return ui.Count(good), words, good + high
}
