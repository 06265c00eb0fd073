package journal

// Improvement is something to do better, and where the idea came from (F50). A complaint is one that a client asks for.
type Improvement struct {
	ID    string           `json:"id"`
	What  string           `json:"what"`
	Seen  Day              `json:"seen"`
	State ImprovementState `json:"state"`
	Run   string           `json:"run,omitempty"`  // the run of a checklist that it came from
	Item  string           `json:"item,omitempty"` // and the item

	Source Source `json:"source,omitempty"`
	From   string `json:"from,omitempty"` // the conversation, complaint or observation that it came from

	Level  Level  `json:"level,omitempty"` // where in the house it can be done; empty: not known yet
	Who    string `json:"who,omitempty"`   // by whom, in words
	Done   string `json:"done,omitempty"`  // what was done: this is what the clients are told
	Passed Day    `json:"passed,omitempty"`
	Acted  Day    `json:"acted,omitempty"`
	Told   Day    `json:"told,omitempty"` // when the last of those who asked was told

	Asked []Asker `json:"asked,omitempty"`
}

// Asker is a client who asked for an improvement.
type Asker struct {
	Client string  `json:"client"`
	Told   Day     `json:"told,omitempty"` // when they were told what was done
	By     Channel `json:"by,omitempty"`
}

// Source tells what an improvement came from (F50).
type Source string

// The sources; empty: not said.
const (
	FromConversation Source = "conversation"
	FromComplaint    Source = "complaint"
	FromObservation  Source = "observation" // service lived as a client (F13)
	FromReflection   Source = "reflection"
	FromChecklist    Source = "checklist"
)

// Sources lists the sources in the order in which they are offered.
var Sources = []Source{FromConversation, FromComplaint, FromObservation, FromReflection, FromChecklist}

// Level is a step of the pyramid upside down, under the clients: who can act (F50).
type Level string

// The levels, from the clients down.
const (
	FirstLine  Level = "first_line"
	Manager    Level = "manager"
	Leadership Level = "leadership"
)

// Levels lists the levels from the clients down.
var Levels = []Level{FirstLine, Manager, Leadership}

// ImprovementState tells how far an improvement has come, from the client to whoever can act and back (F50).
type ImprovementState string

// The states of an improvement.
const (
	Heard    ImprovementState = "heard"
	PassedOn ImprovementState = "passed_on"
	ActedOn  ImprovementState = "acted_on"
	ToldBack ImprovementState = "told"
)

// ImprovementStates lists the states in their order.
var ImprovementStates = []ImprovementState{Heard, PassedOn, ActedOn, ToldBack}

// MaxAskers is the most clients that are listed to be told.
const MaxAskers = 100

// Kind implements [Record].
func (Improvement) Kind() Kind { return KindImprovement }

// Key implements [Record].
func (i Improvement) Key() string { return i.ID }

// Tidy returns the improvement with its words cleaned of what nobody typed on purpose.
func (i Improvement) Tidy() Improvement {
	i.What, i.Who, i.Done = prose(i.What), line(i.Who), prose(i.Done)
	if i.State == "" {
		i.State = Heard
	}
	if i.Source == "" && i.Run != "" {
		i.Source = FromChecklist
	}
	return i
}

// Check implements [Record].
func (i Improvement) Check() error {
	if i.What == "" {
		return refuse("what", Missing)
	}
	if i.Seen == "" {
		return refuse("seen", Missing)
	}
	return first(
		tooLong("what", i.What, MaxNotes),
		checkDay("seen", i.Seen),
		oneOf("state", i.State, ImprovementStates...),
		tooLong("run", i.Run, MaxName),
		tooLong("item", i.Item, MaxName),
		oneOf("source", i.Source, append(Sources, "")...),
		tooLong("from", i.From, MaxName),
		oneOf("level", i.Level, append(Levels, "")...),
		tooLong("who", i.Who, MaxName),
		tooLong("done", i.Done, MaxNotes),
		checkDay("passed", i.Passed), checkDay("acted", i.Acted), checkDay("told", i.Told),
		i.checkAsked(),
	)
}

func (i Improvement) checkAsked() error {
	if err := tooMany("asked", len(i.Asked), MaxAskers); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, a := range i.Asked {
		if a.Client == "" || seen[a.Client] {
			return refuse("asked", NotListed)
		}
		seen[a.Client] = true
		if err := first(checkDay("told", a.Told), oneOf("told_by", a.By, append(Channels, "")...)); err != nil {
			return err
		}
		if i.State == ToldBack && a.Told == "" {
			return refuse("told", Untold)
		}
	}
	return nil
}
