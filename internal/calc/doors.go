package calc

// Door is one of the doors by which clients leave (F09, F65), with the share
// that the published split gives it.
type Door struct {
	Name      string
	Published float64 // 0 for Other, which the published split does not have
	Avoidable bool
}

// Doors are all of them, in the order of the published split.
var Doors = [...]Door{
	{Name: "moved", Published: 0.03},
	{Name: "died", Published: 0.01},
	{Name: "friends", Published: 0.05},
	{Name: "competitor", Published: 0.09},
	{Name: "product", Published: 0.14, Avoidable: true},
	{Name: "indifference", Published: 0.68, Avoidable: true},
	{Name: "other"},
}

// DoorsOut is by which door one's own clients left (F65). A door left empty
// counts none; without any departure there is no share.
//
//	departures      = the sum of the doors                        clients
//	<door>_share    = door ÷ departures                           share
//	avoidable       = product + indifference                      clients
//	avoidable_share = avoidable ÷ departures                      share
func DoorsOut(in Numbers) (Numbers, error) {
	f := form{in: in}
	out := Numbers{}
	all, avoidable := 0.0, 0.0
	for _, d := range Doors {
		n := f.amountOr(d.Name, 0)
		out[d.Name] = n
		all += n
		if d.Avoidable {
			avoidable += n
		}
	}
	for _, d := range Doors {
		out[d.Name+"_share"] = out[d.Name] / all // not a number without departures: left out
	}
	out["departures"], out["avoidable"], out["avoidable_share"] = all, avoidable, avoidable/all
	return f.done(out)
}
