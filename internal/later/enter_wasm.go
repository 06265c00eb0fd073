package later

// enter is called by no Go code.
func enter()
