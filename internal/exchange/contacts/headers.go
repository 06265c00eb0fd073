package contacts

import (
	"strings"
	"sync"

	"trousse/internal/i18n"
	"trousse/internal/search"
)

// headerWords are the names of columns, folded and without numbers, of the tables that Google, Outlook, Apple and people
// make in English and in French. A name that begins with * is of no use to anybody who serves.
const headerWords = `given_name:|first name|first|given name|firstname|givenname|prenom|prenoms|forename|
middle_name:|middle name|middle|additional name|middlename|deuxieme prenom|second prenom|autres prenoms|autre prenom|
family_name:|last name|last|family name|surname|lastname|familyname|sur name|nom de famille|patronyme|
prefix:|title|titre|name prefix|prefix|civilite|salutation|prefixe|titre de civilite|honorific prefix|prefixe du nom|
suffix:|suffix|name suffix|suffixe|suffixe du nom|honorific suffix|
name:|name|full name|fullname|customer full name|client full name|contact full name|nom|nom complet|nom et prenom|prenom et nom|nom prenom|prenom nom|client|cliente|clients|contact|client name|customer|customer name|contact name|nom du client|nom du contact|display name|displayname|nom affiche|personne|person|
other_name:|file as|classer sous|e mail display name|email display name|nom complet de l adresse de messagerie|short name|maiden name|nom de jeune fille|nom de naissance|
preferred_name:|nickname|surnom|preferred name|nick name|sobriquet|alias|nom usuel|
spoken_name:|phonetic first name|phonetic middle name|phonetic last name|given name yomi|additional name yomi|family name yomi|surname yomi|yomi name|given yomi|phonetic name|pronunciation|prononciation|prenom phonetique|nom phonetique|deuxieme prenom phonetique|
organisation:|company|organization|organisation|organization name|company name|employer|business|business name|societe|entreprise|compagnie|employeur|raison sociale|nom de l entreprise|nom de l organisation|
job_title:|job title|organization title|poste|fonction|occupation|profession|role|jobtitle|intitule du poste|titre du poste|emploi|
birthday:|birthday|date of birth|birth date|birthdate|dob|anniversaire|date de naissance|naissance|
website:|web page|website|website value|web site|page web|site web|site internet|url|web|personal web page|business web page|
tags:|categories|category|labels|group membership|groups|group|tags|tag|etiquettes|etiquette|groupes|groupe|categorie|keywords|mots cles|mot s cle s|
attentions:|notes|note|remarques|remarque|commentaires|commentaire|comments|comment|remarks|memo|observations|
language:|language|langue|preferred language|langue de correspondance|langue preferee|
uid:|uid|trousse id|
:|priority|priorite|sensitivity|private|prive|gender|sexe|initials|initiales|mileage|kilometrage|directory server|serveur d annuaire|internet free busy|disponibilite internet|photo|e mail type|email type|type de messagerie|phone type|phone label|e mail label|email label|address type|address label|website type|website label|event type|event label|relation type|relation label|custom field type|custom field label|im type|im label|im service|organization type|organization label|organization symbol|organization yomi name|organization location|company yomi|societe yomi|subject|government id number|code gouvernement|critere de diffusion|phonetic organization name|created time|last modified time|`

// own are the columns of this kit's own tables, by their names in both languages.
var own = sync.OnceValue(func() map[string]tableColumn {
	m := make(map[string]tableColumn)
	for _, lang := range []i18n.Lang{i18n.FR, i18n.EN} {
		for _, c := range tableColumns {
			m[search.Fold(i18n.For(lang).T(c.key))] = c
		}
	}
	return m
})

// named guesses what a column is from its folded name. A name that says nothing is [Other]: a line of its own.
func named(folded string) (Field, kind) {
	if folded == "" {
		return Other, ""
	}
	if c, ok := own()[folded]; ok {
		return c.field, ""
	}
	name := withoutNumbers(folded)
	if i := strings.Index(headerWords, "|"+name+"|"); i >= 0 {
		field, _, _ := strings.Cut(headerWords[strings.LastIndexByte(headerWords[:i], '\n')+1:], ":")
		return Field(field), ""
	}
	k, _ := kindOf(name)
	some := func(words string) bool {
		for _, w := range strings.Fields(name) {
			if hasWord(words, w) {
				return true
			}
		}
		return false
	}
	switch {
	case some("marketing subscription status consent statut consentement abonnement"): // about an address, and none itself
		return Other, ""
	case some("phone telephone"):
		return Phone, k
	case some("mail email mails emails courriel courriels messagerie mel"):
		return Email, k
	case some("address adresse street rue city ville state province region postal zip zipcode country pays box boite") || strings.HasPrefix(name, "b p "):
		return Address, k
	case some("nom name naam"): // of an assistant, of a manager
		return Other, ""
	case some("phones telephones tel tels cell cellulaire mobile mobilephone portable gsm fax telecopie telecopieur pager teleavertisseur radiomessagerie callback rappel isdn rnis telex tty telephonenumber cellphone homephone workphone iphone"):
		return Phone, k
	}
	return Other, k
}

// withoutNumbers takes the numbers out of a folded name: “e mail 2 address” is any address.
func withoutNumbers(folded string) string {
	words := strings.Fields(folded)
	for i, w := range words {
		if isNumber(w) {
			words[i] = ""
		}
	}
	return join(" ", words...)
}

// addressParts are the words that name a part of an address; what is left of the column's name tells which address it is.
const addressParts = "address adresse street rue city ville state province region dep postal zip zipcode code country pays box boite po postale b p extended formatted complement no numero civique ligne line"

// addressGroup tells which address a column is a part of, and whether it holds the whole of it.
func addressGroup(folded string) (group string, whole bool) {
	words := strings.Fields(folded)
	google := len(words) > 2 && words[0] == "address" && isNumber(words[1]) // “address 1 street”: the number tells which
	for i, w := range words {
		if hasWord(addressParts, w) || isNumber(w) && !(google && i == 1) || w == "du" || w == "de" {
			whole = whole || w == "formatted"
			continue
		}
		group += w + " "
	}
	return group, whole
}
