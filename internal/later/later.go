package later

import (
	"sync"
	"unsafe"
)

var (
	here   = make(chan struct{})
	arrive sync.Once

	// Ask, when it is set, is called each time that somebody begins to wait.
	Ask func()

	keep func() // has the linker keep enter, which only the second part's functions call
)

// Arrived lets all go on that wait. Once the second part is here, nobody waits any more.
func Arrived() {
	arrive.Do(func() {
		keep = enter
		close(here)
	})
}

// wait gives back what it got, once the second part is here: a pointer that nothing else may hold meanwhile.
func wait(context unsafe.Pointer) unsafe.Pointer {
	if Ask != nil {
		Ask()
	}
	<-here
	return context
}
