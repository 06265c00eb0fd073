package slim

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// neverBack are the functions that do not come back to who called them. By a call of the first nothing is found but the size
// of the caller's frame, for which any place in the caller will do; the others begin the caller again, at its first place.
var neverBack = []struct {
	name     string
	anyPlace bool
}{{"runtime.sigpanic", true}, {"runtime.morestack", false}, {"runtime.morestack_noctxt", false}}

// helper is a function of ours.
type helper struct {
	number   int64
	anyPlace bool
}

// shrinkCode makes the functions of a program smaller, in the sections that were read from it, and then tells the table where
// their places went. It gives the second part of the program, if there is one: those functions that later says come there.
func shrinkCode(sections []section, t *funcTable, from, base int, image []byte, later func(name string) bool) (second []byte, err error) {
	part := map[byte]*section{}
	for n := range sections {
		part[sections[n].id] = &sections[n]
	}
	var counted [6]int
	for n, id := range []byte{typeSection, importSection, functionSection, codeSection, exportSection, elementSection} {
		if part[id] == nil {
			return nil, fmt.Errorf("%w: a part is missing", ErrLayout)
		}
		r := reader{b: part[id].body}
		counted[n] = r.uint()
	}
	types, imports, functions := counted[0], counted[1], counted[2]
	if functions != counted[3] || types >= 0x80 {
		return nil, fmt.Errorf("%w: functions without a type", ErrLayout)
	}

	named, framed, err := t.known()
	if err != nil {
		return nil, err
	}
	h := helpers{}
	var own []*function
	for n, callee := range neverBack {
		number, ok := named[callee.name]
		if !ok {
			return nil, fmt.Errorf("%w: no %s", ErrLayout, callee.name)
		}
		h[int64(imports+number)] = helper{int64(imports + functions + n), callee.anyPlace}
		own = append(own, callFor(int64(imports+number), callee.anyPlace))
	}
	kinds := bytes.Repeat([]byte{byte(types)}, len(own))
	p, err := t.part(imports, part[functionSection].body, later)
	if err != nil {
		return nil, err
	}
	if p != nil {
		p.pointed(from, image[:base])
		p.pointed(from+base+t.end, image[base+t.end:])
	}

	r := reader{b: part[codeSection].body}
	r.uint()
	bodies := make([][]byte, functions)
	all := make([]*function, functions)
	for n := range functions {
		f, err := readFunction(firstFunc+n, framed[n], r.take(r.uint()))
		if err != nil || r.bad {
			return nil, fmt.Errorf("%w: function %d cannot be read", ErrLayout, n)
		}
		f.shrink(h)
		if p != nil {
			if err := p.cross(n, f); err != nil {
				return nil, err
			}
		}
		bodies[n] = f.bytes()
		f.code, all[n] = nil, f
	}
	ours := own
	if p != nil {
		p.move(bodies, int64(imports+functions+len(own)))
		ours = append(ours[:len(ours):len(ours)], p.waitFor(false), p.waitFor(true))
		kinds = append(kinds, 0, 0)
	}
	for _, f := range ours {
		bodies = append(bodies, f.bytes())
	}
	code := binary.AppendUvarint(nil, uint64(len(bodies)))
	for _, b := range bodies {
		code = append(binary.AppendUvarint(code, uint64(len(b))), b...)
	}
	part[codeSection].body = code
	part[typeSection].body = recount(part[typeSection].body, types+1, 0x60, 1, i64, 1, i32)
	part[functionSection].body = recount(part[functionSection].body, len(bodies), kinds...)
	if p != nil {
		part[exportSection].body = exports(part[exportSection].body)
		if part[elementSection].body, err = p.places(part[elementSection].body); err != nil {
			return nil, err
		}
		if second, err = p.second(part[typeSection].body, own, byte(types)); err != nil {
			return nil, err
		}
	}
	return second, t.renumber(all)
}

// recount gives a part of n things, of which more is the last one or those.
func recount(body []byte, n int, more ...byte) []byte {
	r := reader{b: body}
	r.uint()
	return append(append(binary.AppendUvarint(nil, uint64(n)), r.b...), more...)
}

func appendFunction(b []byte, f *function) []byte {
	body := f.bytes()
	return append(binary.AppendUvarint(b, uint64(len(body))), body...)
}

// callFor is the function that calls the function callee for another one, whose return address it is given. Where any place
// will do it makes the place an odd one: at place 0 there is no frame yet.
func callFor(callee int64, anyPlace bool) *function {
	f := &function{code: []instr{
		{op: opGlobalGet, a: globalSP}, {op: opI32Const, a: 8}, {op: opI32Sub}, {op: opGlobalSet, a: globalSP},
		{op: opGlobalGet, a: globalSP}, {op: opGet, a: 0},
	}}
	if anyPlace {
		f.code = append(f.code, instr{op: opI64Const, a: 1}, instr{op: opI64Or})
	}
	f.code = append(f.code, instr{op: opStore64, a: 3}, instr{op: opI32Const, a: 0}, instr{op: opCall, a: callee}, instr{op: opEnd})
	return f
}
