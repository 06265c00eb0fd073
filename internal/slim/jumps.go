package slim

// frame is what a function of Go has around its code: perhaps a block whose end gives up for now, perhaps the loop around the
// table, and the blocks that the table leads out of, one for each place.
type frame struct {
	head   int   // where the blocks begin
	unwind bool  // whether the first block is the one that gives up
	loop   int   // which of the blocks is the loop; -1 without one
	outer  int   // how many of the blocks are those two
	table  []int // by number of a place, the block that it is behind, counted from the innermost
	places int   // how many those are
	body   int   // where the code begins that is in all of the blocks
}

// frame finds the frame; ok is false for a function of another kind.
func (f *function) frame() (w frame, ok bool) {
	w = frame{head: 2, loop: -1}
	end := len(f.code) - 4
	w.unwind = end > w.head && f.code[w.head].op == opBlock && follow(f.code[end:], opUnreachable, opEnd, opI32Const, opEnd)
	if w.unwind {
		w.outer++
	}
	at := w.head
	for at < len(f.code) && (f.code[at].op == opBlock || f.code[at].op == opLoop) {
		at++
	}
	if !follow(f.code[at:], opGet, opBrTable, opEnd) || f.code[at].a != localPlace {
		w.body = w.head + w.outer
		return w, true
	}
	w.table, w.body = f.code[at+1].to, at+2
	w.places = w.table[len(w.table)-1] + 1
	if f.code[w.head+w.outer].op == opLoop {
		w.loop = w.outer
		w.outer++
	}
	return w, at-w.head == w.outer+w.places
}

// begins says whether a place with that number begins behind block n: those between two places stand for the first one.
func (w frame) begins(number, n int) bool {
	return number < len(w.table) && w.table[number] == n && (number == 0 || w.table[number-1] < n)
}

// walk goes through the code and tells each instruction with how many blocks are open, and how many of the table's closed.
func (f *function) walk(w frame, each func(at, open, closed int)) {
	open, closed := w.outer+w.places, 0
	for at := w.body; at < len(f.code); at++ {
		switch f.code[at].op {
		case opBlock, opLoop, opIf:
			open++
		case opEnd:
			if open--; open < w.outer+w.places-closed && closed < w.places {
				closed++
			}
		}
		each(at, open, closed)
	}
}

// regular says whether each call comes back where the next place begins: then places can be numbered one after the other.
func (f *function) regular(w frame) bool {
	ok := w.places > 0
	f.walk(w, func(at, open, closed int) {
		if f.calls(f.code[at:]) && (open != w.outer+w.places-closed || !w.begins(placeOf(f.code[at+6]), closed)) {
			ok = false
		}
	})
	return ok
}

// jumps leads what goes forward straight out of the right block, without the table, and what gives up straight out of the
// function: how many blocks out that was changed at every call. Places are numbered one after the other.
func (f *function) jumps() {
	w, ok := f.frame()
	if !ok {
		return
	}
	regular := f.framed && f.regular(w)
	if regular {
		f.returns, f.newly = make([]int, w.places), w.table
	}
	var (
		all      = w.outer + w.places
		out      = append(make([]instr, 0, len(f.code)), f.code[:w.body]...)
		back, up = false, false             // what leads to the loop, and to the first block
		target   = make([]bool, w.places+1) // whether jumps lead to a place
		here     = w.places > 0             // whether localHere tells the place
		called   = false                    // whether the last thing was a call
		skip     = 0                        // how many instructions were seen to
		begun    = 0                        // how many places have begun
	)
	f.walk(w, func(at, open, closed int) {
		if skip > 0 {
			skip--
			return
		}
		c := f.code[at:]
		i := c[0]
		which := open - 1 - int(i.a) // which block a branch leads to
		switch i.op {
		case opEnd:
			if closed > begun {
				here = !target[begun] && (called || ends(out))
				begun = closed
			}
		case opGet:
			if regular && f.calls(c) {
				n := closed - 1
				f.returns[n] = placeOf(c[6])
				from, add := int64(firstLater), int64(n+1)
				if here {
					from, add = hereLater, 1
				}
				out = append(out, c[:6]...)
				out = append(out, instr{op: opGet, a: from}, instr{op: opI64Const, a: add}, instr{op: opI64Add}, instr{op: opTee, a: hereLater}, c[7])
				skip = 7
				return
			}
		case opI32Const:
			if w.loop >= 0 && follow(c, opI32Const, opSet, opBr) && c[1].a == localPlace && open-1-int(c[2].a) == w.loop {
				to := w.table[min(int(i.a), len(w.table)-1)]
				if skip = 2; to >= closed {
					target[to] = true
					out = append(out, instr{op: opBr, a: int64(open - all + to)})
					return
				}
				back = true
				if regular {
					i.a = int64(to)
				}
				out = append(out, i, c[1], c[2])
				return
			}
		case opBr:
			back, up = back || which == w.loop, up || w.unwind && which == 0
		case opBrIf:
			if w.unwind && which == 0 {
				out = append(out, instr{op: opIf, a: emptyType}, instr{op: opI32Const, a: 1}, instr{op: opReturn}, instr{op: opEnd})
				called = true
				return
			}
			back = back || which == w.loop
		}
		called = false
		out = append(out, i)
	})
	if regular {
		table := make([]int, w.places)
		for n := range table {
			table[n] = n
		}
		out[w.body-1].to = table
	}
	f.code = out
	if up {
		return
	}
	if w.unwind { // nobody leaves by it
		end := len(f.code)
		f.code = append(f.code[:end-3], f.code[end-1])
		f.code = append(f.code[:w.head], f.code[w.head+1:]...)
	}
	if end := len(f.code); w.loop >= 0 && !back && follow(f.code[end-3:], opEnd, opUnreachable, opEnd) {
		f.code = append(f.code[:end-3], f.code[end-2:]...)
		f.code = append(f.code[:w.head], f.code[w.head+1:]...)
	}
}

// ends says whether nothing goes on behind the code.
func ends(code []instr) bool {
	last := code[len(code)-1].op
	return last == opBr || last == opBrTable || last == opReturn || last == opUnreachable
}
