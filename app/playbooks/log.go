package playbooks

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"trousse/app/ui"
	"trousse/internal/content"
)

// log notes the encounter, under the playbook's name.
func (s *Playbook) log(p content.Playbook) app.UI {
	return s.env.LogThis("btn btn--soft", s.env.Say.T("playbook.log"), func() ui.Handed {
		return ui.Handed{Values: map[string]string{"about": p.Short}}
	})
}
