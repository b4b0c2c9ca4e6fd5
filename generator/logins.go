package main

import (
	"fmt"

	"provtryck/generator/output"
)

// loginsVariable holds the names and passwords that open the published site.
const loginsVariable = "PROVTRYCK_BASIC_AUTH"

// logins reads them from the environment. A build that requires a password does
// not come about without one: a pull request from a fork has no secrets, and must
// not for that reason be open to all.
func (p *program) logins(required bool) (output.Logins, error) {
	logins, err := output.ParseLogins(p.getenv(loginsVariable))
	switch {
	case err != nil:
		return logins, fmt.Errorf("miljövariabeln %s går inte att använda: %w", loginsVariable, err)
	case required && logins.None():
		return logins, fmt.Errorf("--require-password kräver lösenord, men miljövariabeln %s är tom; ge den namn:lösenord, eller bygg utan flaggan", loginsVariable)
	}
	return logins, nil
}
