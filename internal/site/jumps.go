package site

// frame is what a function of Go has around its code: perhaps a block whose end gives up for now, perhaps the loop around the
// table, and the blocks that the table leads out of.
type frame struct {
	head   int   // where the blocks begin
	unwind bool  // whether the first block is the one that gives up
	loop   int   // which of the blocks is the loop; -1 without one
	outer  int   // how many of the blocks are those two
	table  []int // which block each place is behind, counted from the innermost
	body   int   // where the code begins that is in all of the blocks
}

// places is how many blocks the table leads out of.
func (w frame) places() int {
	if len(w.table) == 0 {
		return 0
	}
	return w.table[len(w.table)-1] + 1
}

// frame finds the frame; ok is false for a function of another kind.
func (f *function) frame() (w frame, ok bool) {
	w = frame{head: 2, loop: -1}
	if follow(f.code[2:], opI64Const, opSet) && f.code[2].a == int64(f.number)<<placeBits {
		w.head = 4
	}
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
	if f.code[w.head+w.outer].op == opLoop {
		w.loop = w.outer
		w.outer++
	}
	return w, at-w.head == w.outer+w.places()
}

// jumps leads what goes forward straight out of the right block, without the table, and what gives up straight out of the
// function: how many blocks out that was changed at every call.
func (f *function) jumps() {
	w, ok := f.frame()
	if !ok {
		return
	}
	all := w.outer + w.places()
	open, closed := all, 0 // blocks that are open, and how many of the table's were closed
	back, up := false, false
	out := append(make([]instr, 0, len(f.code)), f.code[:w.body]...)
	for at := w.body; at < len(f.code); at++ {
		i := f.code[at]
		which := open - 1 - int(i.a) // which block a branch leads to
		switch i.op {
		case opBlock, opLoop, opIf:
			open++
		case opEnd:
			if open--; open < all-closed && closed < w.places() {
				closed++
			}
		case opI32Const:
			if c := f.code[at:]; w.loop >= 0 && follow(c, opI32Const, opSet, opBr) && c[1].a == localPlace && open-1-int(c[2].a) == w.loop {
				if to := w.table[min(int(i.a), len(w.table)-1)]; to >= closed {
					out = append(out, instr{op: opBr, a: int64(open - all + to)})
					at += 2
					continue
				}
			}
		case opBr:
			back, up = back || which == w.loop, up || w.unwind && which == 0
		case opBrIf:
			if w.unwind && which == 0 {
				out = append(out, instr{op: opIf, a: emptyType}, instr{op: opI32Const, a: 1}, instr{op: opReturn}, instr{op: opEnd})
				continue
			}
			back = back || which == w.loop
		}
		out = append(out, i)
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
