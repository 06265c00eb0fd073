package calc

// Role is one's side in a negotiation (F66).
type Role string

// The roles. Whoever sells hopes for more, whoever buys for less.
const (
	Seller Role = "seller"
	Buyer  Role = "buyer"
)

// Negotiation is the range within which both can say yes (F66), in dollars. A
// seller walks away below a price, a buyer above one.
//
//	zone_low   = the seller's walk-away
//	zone_high  = the buyer's walk-away
//	zone_width = zone_high − zone_low; negative when there is no zone, and
//	             zone_low and zone_high are then left out
//	open_at    = my_best, or my_target when there is none
//
// my_best, my_target and their_target may be left out. Each side's target is no
// worse for it than its walk-away, and its best no worse than its target.
func Negotiation(role Role, in Numbers) (Numbers, error) {
	f := form{in: in}
	side := func(seller bool, fields ...string) (walkAway, hopes float64) {
		walkAway = f.amount(fields[0])
		worst := walkAway
		hopes = nan
		for _, field := range fields[1:] {
			if !f.given(field) {
				continue
			}
			hopes = f.amount(field)
			if seller && hopes < worst || !seller && hopes > worst {
				hopes = f.refuse(field, KindOrder)
			}
			if finite(hopes) {
				worst = hopes
			}
		}
		return walkAway, hopes
	}
	mine, open := side(role != Buyer, "my_walk_away", "my_target", "my_best")
	theirs, _ := side(role == Buyer, "their_walk_away", "their_target")
	low, high := mine, theirs
	if role == Buyer {
		low, high = theirs, mine
	}
	out := Numbers{"zone_width": high - low, "open_at": open}
	if high >= low {
		out["zone_low"], out["zone_high"] = low, high
	}
	return f.done(out)
}
