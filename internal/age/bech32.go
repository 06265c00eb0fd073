package age

import "strings"

const bech32Digits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// encodeBech32 writes bytes as BIP 173 does, but for the length, which age leaves free.
func encodeBech32(prefix string, b []byte) string {
	values := regroup(b, 8, 5, true)
	sum := checksum(prefix, append(values, 0, 0, 0, 0, 0, 0)) ^ 1
	for i := range 6 {
		values = append(values, byte(sum>>(5*(5-i)))&31)
	}
	var text strings.Builder
	text.WriteString(prefix + "1")
	for _, v := range values {
		text.WriteByte(bech32Digits[v])
	}
	return text.String()
}

// decodeBech32 reads what is in small letters throughout.
func decodeBech32(text string) (prefix string, b []byte, err error) {
	at := strings.LastIndexByte(text, '1')
	if at < 1 || len(text)-at-1 < 6 || len(text) > 1000 {
		return "", nil, ErrText
	}
	values := make([]byte, 0, len(text))
	for _, c := range text[at+1:] {
		v := strings.IndexRune(bech32Digits, c)
		if v < 0 {
			return "", nil, ErrText
		}
		values = append(values, byte(v))
	}
	prefix = text[:at]
	if checksum(prefix, values) != 1 {
		return "", nil, ErrText
	}
	if b = regroup(values[:len(values)-6], 5, 8, false); b == nil {
		return "", nil, ErrText
	}
	return prefix, b, nil
}

// regroup cuts bits into groups of another size. The last may be filled with zeros, or else must be nothing but that:
// then it is nil if it is not.
func regroup(b []byte, from, to uint, fill bool) []byte {
	out := make([]byte, 0, len(b)*8/int(to)+1)
	var bits, held uint
	for _, v := range b {
		bits, held = bits<<from|uint(v), held+from
		for held >= to {
			held -= to
			out = append(out, byte(bits>>held)&(1<<to-1))
		}
		bits &= 1<<held - 1
	}
	switch {
	case fill && held > 0:
		out = append(out, byte(bits<<(to-held)))
	case !fill && (held >= from || bits != 0):
		return nil
	}
	return out
}

func checksum(prefix string, values []byte) uint32 {
	sum := uint32(1)
	step := func(v byte) {
		top := sum >> 25
		sum = sum&0x1ffffff<<5 ^ uint32(v)
		for i, g := range [...]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				sum ^= g
			}
		}
	}
	for i := range len(prefix) {
		step(prefix[i] >> 5)
	}
	step(0)
	for i := range len(prefix) {
		step(prefix[i] & 31)
	}
	for _, v := range values {
		step(v)
	}
	return sum
}
