package contacts

import "strings"

// Field is what a column can become.
type Field string

// The fields. Several columns may become the same one: the best value takes the field, the others become details.
const (
	Ignore        Field = ""
	Name          Field = "name" // a whole name
	GivenName     Field = "given_name"
	MiddleName    Field = "middle_name"
	FamilyName    Field = "family_name"
	Prefix        Field = "prefix" // Madame, Dr
	Suffix        Field = "suffix" // fils, ing.
	PreferredName Field = "preferred_name"
	SpokenName    Field = "spoken_name"
	OtherName     Field = "other_name" // stands in for a name, or tells more than it
	FormOfAddress Field = "form_of_address"
	ClientKind    Field = "kind"
	Phone         Field = "phone"
	Email         Field = "email"
	Language      Field = "language"
	BestChannel   Field = "best_channel"
	BestHours     Field = "best_hours" // when to reach them, in words
	Attentions    Field = "attentions" // as it stands
	Avoid         Field = "avoid"
	Organisation  Field = "organisation"
	JobTitle      Field = "job_title"
	Address       Field = "address"
	Birthday      Field = "birthday"
	Website       Field = "website"
	Tags          Field = "tags"  // several, parted by semicolons
	Other         Field = "other" // a line of its own in the attentions, under the column's name
	UID           Field = "uid"
)

// Fields lists them in the order in which they are offered.
var Fields = []Field{
	Ignore, Name, GivenName, MiddleName, FamilyName, Prefix, Suffix, PreferredName, SpokenName, OtherName, FormOfAddress,
	ClientKind, Phone, Email, Language, BestChannel, BestHours, Attentions, Avoid, Organisation, JobTitle, Address, Birthday, Website,
	Tags, Other, UID,
}

// kind tells what a telephone number, an e-mail or an address is for. The attentions name it in words.
type kind string

const (
	plainKind kind = ""
	cell      kind = "cell"
	home      kind = "home"
	work      kind = "work"
	mainKind  kind = "main"
	car       kind = "car"
	pager     kind = "pager"
	fax       kind = "fax"
	assistant kind = "assistant" // somebody else's
)

// kindWords are the words, folded, by which headers and labels name the kinds; the first kind that fits wins, so that
// “business fax” is a fax. The last line says nothing.
const kindWords = `fax:|fax|telecopie|telecopieur|homefax|workfax|
pager:|pager|beeper|teleavertisseur|radiomessagerie|bip|
assistant:|assistant|assistante|assistantphone|
cell:|mobile|cell|pcs|cellular|cellulaire|cellphone|portable|gsm|iphone|
main:|main|primary|principal|principale|
car:|car|voiture|
work:|work|business|bureau|travail|office|company|societe|professionnel|professionnelle|pro|entreprise|
home:|home|domicile|maison|personal|personnel|personnelle|residence|house|perso|
:|phone|telephone|tel|numero|number|de|du|la|le|a|au|l|d|recepteur|radio|mobilephone|email|mail|e|courriel|adresse|address|type|`

// kindOf finds the kind that a folded text names, and whether that is all it says. Numbers say nothing.
func kindOf(folded string) (k kind, all bool) {
	all = true
	best := len(kindWords)
	for _, w := range strings.Fields(folded) {
		i := strings.Index(kindWords, "|"+w+"|")
		if i < 0 {
			all = all && isNumber(w)
			continue
		}
		line := strings.LastIndexByte(kindWords[:i+1], '\n') + 1
		if line < best {
			best = line
			name, _, _ := strings.Cut(kindWords[line:], ":")
			k = kind(name)
		}
	}
	return k, all
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// hasWord tells whether a list of words parted by spaces has the word.
func hasWord(list, word string) bool { return strings.Contains(" "+list+" ", " "+word+" ") }
