#include "textflag.h"
#include "funcdata.h"

// func enter()
// Waits, and leaves the context of a closure as it was. What called it put the beginning of a function where enter
// comes back to.
TEXT ·enter(SB), NOSPLIT, $16-0
	NO_LOCAL_POINTERS
	MOVD CTXT, 0(SP)
	CALL ·wait(SB)
	MOVD 8(SP), CTXT
	RET
