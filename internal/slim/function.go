package slim

import (
	"encoding/binary"
	"math"
)

// How Go 1.26 writes its functions for the browser (cmd/internal/obj/wasm): arguments lie on a stack in memory, a return
// address tells the function and the place in it where it goes on, and a function begins with one block for each such place
// and a table that leads out of the right one. Jumps set the place and go back to the table, in a loop around it.
const (
	localPlace    = 0 // the parameter: the place to go on at
	localSP       = 1
	localFirst    = 2 // ours: the return address of the first place
	localHere     = 3 // ours: that of the place where the code goes on now
	globalSP      = 0
	globalContext = 1
	placeBits     = 16     // of a return address: its place in the function, below the function's number
	firstFunc     = 0x1000 // the number of the first function

	i32, i64  = 0x7f, 0x7e
	emptyType = 0x40 // of a block that gives nothing
)

// function is one function while it is made smaller.
type function struct {
	number int // as return addresses tell it

	kind, reaches int // of one of ours: the number of its type, and the memory that it needs
	locals        []localGroup
	code          []instr
	framed        bool // whether there is a frame on the stack from place 1 on, always as large

	newly   []int // the number of each place now, by the one that it had; nil where they kept their numbers
	returns []int // then, by place, where the call at its end came back, as places were numbered; 0 without a call
}

type localGroup struct {
	n    int
	kind byte
}

func readFunction(number int, framed bool, body []byte) (*function, error) {
	f := &function{number: number, framed: framed}
	r := reader{b: body}
	for n := r.uint(); n > 0 && !r.bad; n-- {
		f.locals = append(f.locals, localGroup{r.uint(), r.byte()})
	}
	var err error
	f.code, err = readCode(r)
	return f, err
}

func (f *function) bytes() []byte {
	b := binary.AppendUvarint(nil, uint64(len(f.locals)))
	for _, g := range f.locals {
		b = append(binary.AppendUvarint(b, uint64(g.n)), g.kind)
	}
	return appendCode(b, f.code)
}

// shrink rewrites the function so that what comes again and again is written with the same bytes each time: that is what
// compression lives on. A function by other rules than Go's own, as some of the runtime's are, stays as it is.
func (f *function) shrink(h helpers) {
	if len(f.locals) == 0 || f.locals[0] != (localGroup{1, i32}) || !follow(f.code, opGlobalGet, opSet) ||
		f.code[0].a != globalSP || f.code[1].a != localSP {
		return
	}
	f.fold()
	f.replace(tidy)
	f.outline(h)
	f.jumps()
	f.address()
	f.replace(branch)
	f.replace(leave)
}

// fold puts what is added to an address on the stack into the instruction that reads or writes there.
func (f *function) fold() {
	gone := make([]bool, len(f.code))
	for n := range f.code {
		c := f.code[n:]
		if !follow(c, opExtend, opI64Const, opI64Add, opWrap) || c[1].a < 0 || c[1].a > math.MaxInt32 {
			continue
		}
		gone[n], gone[n+3] = true, true
		c[1].op, c[2].op = opI32Const, opI32Add
		if user := f.user(n + 4); user > 0 && f.code[n-1].op == opGet && f.code[n-1].a == localSP {
			f.code[user].b += uint64(c[1].a)
			gone[n+1], gone[n+2] = true, true
		}
	}
	kept := f.code[:0]
	for n, i := range f.code {
		if !gone[n] {
			kept = append(kept, i)
		}
	}
	f.code = kept
}

// user is the load or store that takes the value on the stack before code[n] for its address, or 0.
func (f *function) user(n int) int {
	for above := 0; n < len(f.code); n++ {
		takes, puts, ok := f.code[n].stack()
		if !ok || takes > above {
			if ok && (f.code[n].loads() && above == 0 || f.code[n].stores() && above == 1) {
				return n
			}
			return 0
		}
		above += puts - takes
	}
	return 0
}

// replace goes through the code once; by gives what stands for the first n instructions of what is left, n being 0 where
// nothing else does.
func (f *function) replace(by func(code []instr) (n int, with []instr)) {
	out := make([]instr, 0, len(f.code))
	for at := 0; at < len(f.code); {
		n, with := by(f.code[at:])
		if n == 0 {
			n, with = 1, f.code[at:at+1]
		}
		out = append(out, with...)
		at += n
	}
	f.code = out
}

// tidy takes out what only turns a value around and back.
func tidy(c []instr) (int, []instr) {
	switch {
	case follow(c, opExtend, opWrap):
		return 2, nil
	case follow(c, opI64Const, opWrap):
		return 2, []instr{{op: opI32Const, a: int64(int32(c[0].a))}}
	case follow(c, opI64Eqz, opExtend, opI64Eqz, opI32Eqz), follow(c, opI32Eqz, opExtend, opI64Eqz, opI32Eqz):
		return 4, c[:1]
	case follow(c, opExtend, opI64Eqz):
		return 2, []instr{{op: opI32Eqz}}
	}
	return 0, nil
}

// branch makes one instruction of a jump that depends on something.
func branch(c []instr) (int, []instr) {
	if follow(c, opIf, opBr, opEnd) && c[1].a > 0 {
		return 3, []instr{{op: opBrIf, a: c[1].a - 1}}
	}
	return 0, nil
}

// leave takes a function's frame and its return address off the stack in one.
func leave(c []instr) (int, []instr) {
	if !follow(c, opGet, opI32Const, opI32Add, opTee, opGlobalSet, opGet, opI32Const, opI32Add, opTee, opGlobalSet, opI32Const, opReturn) ||
		c[0].a != localSP || c[3].a != localSP || c[4].a != globalSP || c[5].a != localSP || c[6].a != 8 || c[9].a != globalSP {
		return 0, nil
	}
	return 12, []instr{c[0], {op: opI32Const, a: c[1].a + 8}, c[2], c[4], c[10], c[11]}
}

// helpers are, by the number of a function that does not come back, ours that calls it.
type helpers map[int64]helper

// These stand for localFirst and localHere until all other locals have made room for them.
const firstLater, hereLater = -2, -1

// outline calls what does not come back through a helper.
func (f *function) outline(h helpers) {
	f.replace(func(c []instr) (int, []instr) {
		if !follow(c, opIf) || !f.calls(c[1:]) || !follow(c[9:], opI32Const, opCall, opGlobalGet, opSet, opBrIf, opEnd) {
			return 0, nil
		}
		helper, ok := h[c[10].a]
		if !ok || !helper.anyPlace && placeOf(c[7]) != 0 {
			return 0, nil
		}
		return 15, []instr{c[0], {op: opGet, a: firstLater}, {op: opCall, a: helper.number}, {op: opReturn}, {op: opEnd}}
	})
}

// calls says whether the code puts a return address of this function on the stack.
func (f *function) calls(c []instr) bool {
	return follow(c, opGet, opI32Const, opI32Sub, opTee, opGlobalSet, opGet, opI64Const, opStore64) &&
		c[0].a == localSP && c[1].a == 8 && c[3].a == localSP && c[4].a == globalSP && c[5].a == localSP &&
		c[6].a>>placeBits == int64(f.number) && c[7].b == 0
}

// placeOf is the place that a return address tells.
func placeOf(i instr) int { return int(i.a & (1<<placeBits - 1)) }

// address writes the function's number once, in a local of its own, and at each call no more than the place: in a second
// local where all that leads to the call left the right place there.
func (f *function) address() {
	uses := map[int64]bool{}
	f.replace(func(c []instr) (int, []instr) {
		if f.calls(c) {
			uses[firstLater] = true
			return 8, []instr{c[0], c[1], c[2], c[3], c[4], c[5], {op: opGet, a: firstLater},
				{op: opI64Const, a: int64(placeOf(c[6]))}, {op: opI64Add}, c[7]}
		}
		if c[0].op == opGet {
			uses[c[0].a] = true
		}
		return 0, nil
	})
	if !uses[firstLater] && !uses[hereLater] {
		return
	}
	for n := range f.code {
		if i := &f.code[n]; i.op >= opGet && i.op <= opTee {
			switch {
			case i.a == firstLater:
				i.a = localFirst
			case i.a == hereLater:
				i.a = localHere
			case i.a >= localFirst:
				i.a += 2
			}
		}
	}
	if len(f.locals) > 1 && f.locals[1].kind == i64 {
		f.locals[1].n += 2
	} else {
		f.locals = append([]localGroup{f.locals[0], {2, i64}}, f.locals[1:]...)
	}
	f.code = append([]instr{f.code[0], f.code[1], {op: opI64Const, a: int64(f.number) << placeBits}, {op: opSet, a: localFirst}}, f.code[2:]...)
	if at := 4; uses[hereLater] {
		for !follow(f.code[at:], opGet, opBrTable) {
			at++
		}
		f.code = append(f.code[:at:at], append([]instr{{op: opGet, a: localFirst}, {op: opGet, a: localPlace}, {op: opExtend}, {op: opI64Add},
			{op: opSet, a: localHere}}, f.code[at:]...)...)
	}
}
