package slim

import (
	"encoding/binary"
	"fmt"
)

// What the WebAssembly format calls the instructions that the kit's program is looked at by.
const (
	opUnreachable = 0x00
	opBlock       = 0x02
	opLoop        = 0x03
	opIf          = 0x04
	opElse        = 0x05
	opBr          = 0x0c
	opBrIf        = 0x0d
	opBrTable     = 0x0e
	opReturn      = 0x0f
	opCall        = 0x10
	opIndirect    = 0x11
	opDrop        = 0x1a
	opSelect      = 0x1b
	opGet         = 0x20
	opSet         = 0x21
	opTee         = 0x22
	opGlobalGet   = 0x23
	opGlobalSet   = 0x24
	opLoad        = 0x28 // the first one, of 32 bits
	opLoad64U32   = 0x35 // the last one
	opStore       = 0x36 // the first one
	opStore64     = 0x37
	opStore64As32 = 0x3e // the last one
	opMemorySize  = 0x3f
	opMemoryGrow  = 0x40
	opI64Const    = 0x42
	opF32Const    = 0x43
	opF64Const    = 0x44
	opI32Eqz      = 0x45
	opI64Eqz      = 0x50
	opI32Add      = 0x6a
	opI32Sub      = 0x6b
	opI64Add      = 0x7c
	opI64Or       = 0x84
	opI64Shl      = 0x86
	opWrap        = 0xa7 // 64 bits to 32
	opExtend      = 0xad // 32 bits to 64, unsigned
	opLastPlain   = 0xc4
	opMore        = 0xfc // what came later to the format: a number says what
	moreSaturate  = 7    // the last of those that make a number of a float
	moreCopy      = 10
	moreFill      = 11
)

// instr is one instruction.
type instr struct {
	op   byte
	more byte   // what it is, for opMore
	a    int64  // a constant, an index, how many blocks out, how an address is aligned
	b    uint64 // what is added to an address
	to   []int  // where a table leads
	raw  []byte // the bytes of a float
}

// readCode reads the instructions of a function.
func readCode(r reader) ([]instr, error) {
	code := make([]instr, 0, len(r.b)/2)
	for len(r.b) > 0 && !r.bad {
		i := instr{op: r.byte()}
		switch op := i.op; {
		case op == opBlock || op == opLoop || op == opIf:
			i.a = int64(r.byte())
		case op == opBr || op == opBrIf || op == opCall || op >= opGet && op <= opGlobalSet || op == opMemorySize || op == opMemoryGrow:
			i.a = int64(r.uint())
		case op == opBrTable:
			for n := r.uint(); n >= 0 && !r.bad; n-- {
				i.to = append(i.to, r.uint())
			}
		case op == opIndirect || op >= opLoad && op <= opStore64As32:
			i.a, i.b = int64(r.uint()), uint64(r.uint())
		case op == opI32Const || op == opI64Const:
			i.a = r.signed()
		case op == opF32Const:
			i.raw = r.take(4)
		case op == opF64Const:
			i.raw = r.take(8)
		case op == opMore:
			i.more = r.byte()
			switch {
			case i.more == moreCopy:
				i.a, i.b = int64(r.uint()), uint64(r.uint())
			case i.more == moreFill:
				i.a = int64(r.uint())
			case i.more > moreSaturate:
				r.take(-1)
			}
		case op > opIndirect && op != opDrop && op != opSelect && op < opGet || op > opElse && op < opEnd || op > opLastPlain:
			r.take(-1)
		}
		code = append(code, i)
	}
	if r.bad {
		return nil, fmt.Errorf("%w: an instruction of another kind", ErrLayout)
	}
	return code, nil
}

// appendCode writes instructions.
func appendCode(b []byte, code []instr) []byte {
	for _, i := range code {
		b = append(b, i.op)
		switch op := i.op; {
		case op == opBlock || op == opLoop || op == opIf:
			b = append(b, byte(i.a))
		case op == opBr || op == opBrIf || op == opCall || op >= opGet && op <= opGlobalSet || op == opMemorySize || op == opMemoryGrow:
			b = binary.AppendUvarint(b, uint64(i.a))
		case op == opBrTable:
			b = binary.AppendUvarint(b, uint64(len(i.to)-1))
			for _, to := range i.to {
				b = binary.AppendUvarint(b, uint64(to))
			}
		case op == opIndirect || op >= opLoad && op <= opStore64As32:
			b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(i.a)), i.b)
		case op == opI32Const || op == opI64Const:
			b = appendInt(b, int(i.a))
		case op == opF32Const || op == opF64Const:
			b = append(b, i.raw...)
		case op == opMore:
			b = append(b, i.more)
			switch i.more {
			case moreCopy:
				b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(i.a)), i.b)
			case moreFill:
				b = binary.AppendUvarint(b, uint64(i.a))
			}
		}
	}
	return b
}

// signed reads a signed number of at most 64 bits.
func (r *reader) signed() int64 {
	v := int64(0)
	for shift := 0; shift < 70; shift += 7 {
		c := r.byte()
		v |= int64(c&0x7f) << shift
		if c < 0x80 {
			if shift < 57 && c&0x40 != 0 {
				v |= -1 << (shift + 7)
			}
			return v
		}
	}
	r.take(-1)
	return 0
}

// stack is how many values an instruction takes from the stack and puts there; ok is false where that depends.
func (i instr) stack() (takes, puts int, ok bool) {
	switch op := i.op; {
	case op == opGet || op == opGlobalGet || op >= opI32Const && op <= opF64Const || op == opMemorySize:
		return 0, 1, true
	case op == opSet || op == opGlobalSet || op == opDrop:
		return 1, 0, true
	case op == opTee || i.loads() || op == opI32Eqz || op == opI64Eqz || op >= opWrap && op <= opLastPlain || op == opMore && i.more <= moreSaturate,
		op >= 0x67 && op <= 0x69, op >= 0x79 && op <= 0x7b, op >= 0x8b && op <= 0x91, op >= 0x99 && op <= 0x9f: // counts of bits, roots and signs
		return 1, 1, true
	case i.stores():
		return 2, 0, true
	case op > opI32Eqz && op < opWrap:
		return 2, 1, true
	case op == opSelect:
		return 3, 1, true
	}
	return 0, 0, false
}

func (i instr) loads() bool  { return i.op >= opLoad && i.op <= opLoad64U32 }
func (i instr) stores() bool { return i.op >= opStore && i.op <= opStore64As32 }

// follow says whether instructions of these kinds stand at the beginning of code.
func follow(code []instr, ops ...byte) bool {
	if len(code) < len(ops) {
		return false
	}
	for n, op := range ops {
		if code[n].op != op {
			return false
		}
	}
	return true
}
