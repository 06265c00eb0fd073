package journal

// PrivacyCase is a line of the registers that Law 25 asks for: what someone asked about the information kept on them, or an
// incident that touched such information.
type PrivacyCase struct {
	ID       string   `json:"id"`
	CaseKind CaseKind `json:"kind"`
	Client   string   `json:"client,omitempty"` // who asked, while they have a record
	Whose    string   `json:"whose,omitempty"`  // who asked, without one; incident: whose information, and which
	On       Day      `json:"on"`               // when it was received, or happened
	What     string   `json:"what,omitempty"`   // what is asked, what happened
	Done     string   `json:"done,omitempty"`   // what was answered; what was done so that it does not happen again
	Answered Day      `json:"answered,omitempty"`

	// Of an incident.
	Known          Day    `json:"known,omitempty"` // when it was found out
	Risk           Risk   `json:"risk,omitempty"`
	Why            string `json:"why,omitempty"`             // what makes the risk serious, or not
	ToldCommission Day    `json:"told_commission,omitempty"` // the Commission d’accès à l’information
	ToldPeople     Day    `json:"told_people,omitempty"`
}

// CaseKind tells what a line of the registers is.
type CaseKind string

// The kinds of lines: three that a person may ask for, and incidents.
const (
	AskAccess     CaseKind = "access"
	AskCorrection CaseKind = "correction"
	AskDeletion   CaseKind = "deletion"
	IncidentCase  CaseKind = "incident"
)

// Asks lists what a person may ask for, in the order in which it is offered.
var Asks = []CaseKind{AskAccess, AskCorrection, AskDeletion}

// Risk tells whether an incident may do someone serious injury.
type Risk string

// The risks; empty: not judged yet.
const (
	RiskSerious Risk = "serious"
	RiskSmall   Risk = "small"
)

// answerWithin is how many days there are to answer a request (P-39.1, s. 32).
const answerWithin = 30

// Kind implements [Record].
func (PrivacyCase) Kind() Kind { return KindPrivacy }

// Key implements [Record].
func (c PrivacyCase) Key() string { return c.ID }

// Tidy returns the line with its words cleaned of what nobody typed on purpose.
func (c PrivacyCase) Tidy() PrivacyCase {
	for _, f := range []*string{&c.Whose, &c.What, &c.Done, &c.Why} {
		*f = prose(*f)
	}
	return c
}

// Check implements [Record]. Nobody may be named in a request: who asked may have been erased since.
func (c PrivacyCase) Check() error {
	incident := c.CaseKind == IncidentCase
	switch {
	case c.CaseKind == "":
		return refuse("ask", Missing)
	case c.On == "":
		return refuse("case_on", NoDate)
	case incident && c.What == "":
		return refuse("what", Missing)
	}
	return first(
		checkDay("case_on", c.On),
		checkDay("answered", c.Answered),
		checkDay("known", c.Known),
		checkDay("told_commission", c.ToldCommission),
		checkDay("told_people", c.ToldPeople),
		oneOf("ask", c.CaseKind, append(Asks, IncidentCase)...),
		oneOf("risk", c.Risk, "", RiskSerious, RiskSmall),
		tooLong("whose", c.Whose, MaxNotes),
		tooLong("what", c.What, MaxNotes),
		tooLong("why", c.Why, MaxNotes),
		tooLong("done", c.Done, MaxNotes),
	)
}

// Due is the day by which a request is to be answered; none for an incident, and once it is.
func (c PrivacyCase) Due() Day {
	if c.CaseKind == IncidentCase || c.Answered != "" {
		return ""
	}
	return c.On.Add(answerWithin)
}
