package calculators

import "trousse/internal/calc"

// lostClient words what a lost client costs (F60).
func lostClient(w words, in numbers) (outcome, error) {
	lc := calc.LostClient{
		AverageTransaction: in["average_transaction"], TransactionsPerYear: in["transactions_per_year"], Years: in["years"],
		PeopleTold: in["people_told"], Circle: in["circle"],
		TargetShare: in.share("target_share"), AvoidShare: in.share("avoid_share"), Doubt: in.share("doubt"),
		Margin: in.share("margin"), Retention: in.share("retention"), Discount: in.share("discount"),
	}
	r, err := lc.Compute()
	if err != nil {
		return outcome{}, err
	}
	out := outcome{main: "total_cost", values: map[string]result{
		"yearly_value":   w.money(r.YearlyValue),
		"lifetime_value": w.money(r.LifetimeValue),
		"lost_clients":   {raw: r.LostClients, words: w.number(r.LostClients)},
		"indirect_cost":  w.money(r.IndirectCost),
		"total_cost":     w.money(r.TotalCost),
		"total_low":      w.money(r.TotalLow),
		"total_high":     w.money(r.TotalHigh),
	}}
	yearly, lifetime, indirect := w.say.Money(r.YearlyValue), w.say.Money(r.LifetimeValue), w.say.Money(r.IndirectCost)
	departures := w.count("departures", r.LostClients)
	before := w.count("departures", r.LostBeforeDoubt)
	out.arith = []string{
		w.sentence("yearly", "average_transaction", w.say.Money(lc.AverageTransaction.Value), "purchases", w.count("purchases", lc.TransactionsPerYear.Value), "yearly_value", yearly),
		w.sentence("lifetime", "yearly_value", yearly, "years", w.count("years", lc.Years.Value), "lifetime_value", lifetime),
		w.sentence("snowball", "people", w.count("people", lc.PeopleTold.Value), "acquaintances", w.count("acquaintances", lc.Circle.Value),
			"target_share", w.say.Percent(lc.TargetShare.Value, 4), "avoid_share", w.say.Percent(lc.AvoidShare.Value, 4), "departures", before),
	}
	if r.Doubted {
		out.arith = append(out.arith, w.sentence("doubted", "departures_before", before, "doubt", w.say.Percent(lc.Doubt.Value, 2), "departures", departures))
	}
	out.arith = append(out.arith,
		w.sentence("indirect", "departures", departures, "lifetime_value", lifetime, "indirect_cost", indirect),
		w.sentence("total", "lifetime_value", lifetime, "indirect_cost", indirect, "total_cost", w.say.Money(r.TotalCost)))
	out.closing = w.sentence("conclusion", "lifetime_value", lifetime, "departures_follow", w.count("departures_follow", r.LostClients),
		"indirect_cost", indirect, "total_cost", w.say.Money(r.TotalCost))
	if r.LostClients == 0 {
		out.closing = w.sentence("conclusion_alone", "lifetime_value", lifetime)
	}
	out.low = &point{r.TotalLow, w.say.Money(r.TotalLow), w.count("people", calc.ToldLow)}
	out.mid = &point{r.TotalCost, w.say.Money(r.TotalCost), w.count("people", lc.PeopleTold.Value)}
	out.high = &point{r.TotalHigh, w.say.Money(r.TotalHigh), w.count("people", calc.ToldHigh)}
	out.notes = []string{w.c.Notes["revenue"], w.c.Notes["acquisition"], w.c.Notes["upper"]}
	if r.Refined {
		refine(w, r, &out)
	}
	return out, nil
}

// refine adds what margin, retention and discount change: the discounted values, and nothing else.
func refine(w words, r calc.LostClientResult, out *outcome) {
	out.values["discounted_value"] = w.money(r.DiscountedValue)
	if r.PerpetualValue.Set {
		out.values["perpetual_value"] = w.money(r.PerpetualValue.Value)
		return
	}
	out.notes = append(out.notes, w.c.Notes["retention_guard"])
}
