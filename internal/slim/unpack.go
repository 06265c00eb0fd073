package slim

import (
	"fmt"
	"strconv"
	"strings"
)

// unpackText is the function that writes the rows of columns when the program begins, before Go does. The codes lie at CODES,
// what is new at NEWS, and from HAD on there is room for the new numbers of a column. Where there is no number, what is loaded from
// below that room is not taken. In the end all of it is zeros again, as Go wants memory.
const unpackText = `
const CODES set p
const NEWS set q
block loop
	read p get v tee left eqz br_if 1
	read p get v set at
	read p get v set stride
	const 0 read p get v sub set none
	const 0 set last
	const 2 set count
	loop
		get at
		read p
		get v const 1 eq if
			read q
			get v const 1 shr_u const 0 get v const 1 and sub xor get last add set last
			get count set v
			slot get last store
			get count const 1 add set count
		end
		slot load get none get v select
		store
		get at get stride add set at
		get left const 1 sub tee left br_if 0
	end
	br 0
end end
const CODES const 0 const SIZE fill
end`

// readText reads a number of seven bits a byte from where FROM says, into v, and moves it on.
const readText = `
const 0 set v const 0 set shift
loop
	get FROM load8 tee byte const 127 and get shift shl get v or set v
	get FROM const 1 add set FROM
	get shift const 7 add set shift
	get byte const 128 ge_u br_if 0
end`

// slotText is where the number lies that v says, which counts from 2.
const slotText = `get v const 2 shl const HAD add const 8 sub`

var textOps = map[string]byte{
	"block": opBlock, "loop": opLoop, "if": opIf, "end": opEnd, "br": opBr, "br_if": opBrIf, "get": opGet, "set": opSet, "tee": opTee,
	"const": opI32Const, "load": opLoad, "load8": 0x2d, "store": opStore, "fill": opMore, "select": opSelect, "eqz": opI32Eqz, "eq": 0x46,
	"ge_u": 0x4f, "add": opI32Add, "sub": opI32Sub, "and": 0x71, "or": 0x72, "xor": 0x73, "shl": 0x74, "shr_u": 0x76,
}

// unpacker is that function, for what lies at these addresses.
func unpacker(codes, news, had, end int) (*function, error) {
	text := strings.ReplaceAll(unpackText, "slot ", slotText+" ")
	for _, from := range []string{"p", "q"} {
		text = strings.ReplaceAll(text, "read "+from, strings.ReplaceAll(readText, "FROM", from))
	}
	for name, n := range map[string]int{"CODES": codes, "NEWS": news, "HAD": had, "SIZE": end - codes} {
		text = strings.ReplaceAll(text, name, strconv.Itoa(n))
	}
	locals := map[string]int{}
	f := &function{reaches: end}
	for words := strings.Fields(text); len(words) > 0; words = words[1:] {
		op, ok := textOps[words[0]]
		i := instr{op: op}
		switch {
		case !ok:
			return nil, fmt.Errorf("no instruction %s", words[0])
		case op == opBlock || op == opLoop || op == opIf:
			i.a = emptyType
		case op == opMore:
			i.more = moreFill
		case op == opBr || op == opBrIf || op == opI32Const:
			n, err := strconv.Atoi(words[1])
			if err != nil {
				return nil, err
			}
			i.a, words = int64(n), words[1:]
		case op >= opGet && op <= opTee:
			if _, ok := locals[words[1]]; !ok {
				locals[words[1]] = len(locals)
			}
			i.a, words = int64(locals[words[1]]), words[1:]
		}
		f.code = append(f.code, i)
	}
	f.locals = []localGroup{{len(locals), i32}}
	return f, nil
}
