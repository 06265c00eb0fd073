package calc

const weeksPerYear = 52

// HourlyRate is what an hour must bring to whoever works alone: not a price
// that the market has agreed to, but the one under which the year does not add
// up (F49).
//
//	worked_days    = 52 × days_per_week − days_off           days
//	worked_hours   = worked_days × hours_per_day             hours
//	billable_hours = worked_hours × billable_share           hours
//	needed_revenue = wanted_income + yearly_costs            dollars
//	hourly_rate    = needed_revenue ÷ billable_hours         dollars an hour
//	daily_rate     = needed_revenue ÷ worked_days            dollars a day worked
func HourlyRate(in Numbers) (Numbers, error) {
	f := form{in: in}
	needed := f.amount("wanted_income") + f.amount("yearly_costs")
	week := f.positive("days_per_week", 7, KindDay)
	off := f.between("days_off", 0, Max, KindTooLarge)
	if off >= weeksPerYear*week {
		off = f.refuse("days_off", KindTooLarge)
	}
	days := weeksPerYear*week - off
	hours := days * f.positive("hours_per_day", 24, KindDay)
	billable := hours * f.share("billable_share")
	if f.in["billable_share"] == 0 && f.given("billable_share") {
		billable = f.refuse("billable_share", KindPositive)
	}
	return f.done(Numbers{
		"worked_days":    days,
		"worked_hours":   hours,
		"billable_hours": billable,
		"needed_revenue": needed,
		"hourly_rate":    needed / billable,
		"daily_rate":     needed / days,
	})
}
