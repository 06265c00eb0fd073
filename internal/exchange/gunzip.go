package exchange

import (
	"bufio"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
)

// gzipMagic begins a file compressed with gzip.
const gzipMagic = "\x1f\x8b\x08"

// The parts that a gzip header may have beside its ten bytes.
const (
	gzipCheck = 1 << (iota + 1)
	gzipExtra
	gzipName
	gzipComment
)

var errGzip = errors.New("not compressed as it should be")

// gunzip unpacks what was compressed with gzip (RFC 1952), one member and nothing after it. It leaves the CRC to the
// hash that every backup ends with: the library that checks it takes twice the room in the program.
func gunzip(in *bufio.Reader) (io.Reader, error) {
	var head [10]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return nil, err
	}
	flags := head[3]
	if flags&gzipExtra != 0 {
		var size [2]byte
		if _, err := io.ReadFull(in, size[:]); err != nil {
			return nil, err
		}
		if _, err := in.Discard(int(binary.LittleEndian.Uint16(size[:]))); err != nil {
			return nil, err
		}
	}
	for _, text := range []byte{gzipName, gzipComment} {
		for flags&text != 0 {
			c, err := in.ReadByte()
			if err != nil {
				return nil, err
			}
			if c == 0 {
				break
			}
		}
	}
	if flags&gzipCheck != 0 {
		if _, err := in.Discard(2); err != nil {
			return nil, err
		}
	}
	return &member{in: in, plain: flate.NewReader(in)}, nil
}

// member is what a gzip member holds.
type member struct {
	in    *bufio.Reader
	plain io.Reader
	n     uint32 // bytes so far, as gzip counts them
}

func (m *member) Read(b []byte) (int, error) {
	n, err := m.plain.Read(b)
	m.n += uint32(n)
	if err == io.EOF {
		var tail [8]byte
		if _, err := io.ReadFull(m.in, tail[:]); err != nil {
			return n, errGzip
		}
		if binary.LittleEndian.Uint32(tail[4:]) != m.n {
			return n, errGzip
		}
		if _, err := m.in.ReadByte(); err != io.EOF {
			return n, errGzip
		}
	}
	return n, err
}
