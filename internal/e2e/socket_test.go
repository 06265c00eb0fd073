package e2e

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
)

// calls are commands under way: {id, method, params}, answered by {id, result} or {id, error}. What comes without being asked
// for is heard.
type calls struct {
	send func(b []byte) error
	hear func(method string, params json.RawMessage)

	mu      sync.Mutex
	last    int
	waiting map[int]chan reply
	ended   error
}

type reply struct {
	ID     int             `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  json.RawMessage `json:"error"`
	Words  string          `json:"message"` // beside the error
}

// call sends a command and decodes its result.
func (c *calls) call(ctx context.Context, method string, params, result any) error {
	c.mu.Lock()
	c.last++
	id, answer := c.last, make(chan reply, 1)
	b, err := json.Marshal(map[string]any{"id": id, "method": method, "params": params})
	if err == nil {
		err = c.ended
	}
	if err == nil {
		c.waiting[id] = answer
		err = c.send(b)
	}
	c.mu.Unlock()
	if err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		c.mu.Lock()
		delete(c.waiting, id)
		c.mu.Unlock()
		return fmt.Errorf("%s: %w", method, ctx.Err())
	case r, ok := <-answer:
		if !ok {
			return fmt.Errorf("%s: %w", method, c.why())
		}
		if len(r.Error) > 0 {
			return fmt.Errorf("%s: %s %s", method, r.Error, r.Words)
		}
		if result == nil {
			return nil
		}
		return json.Unmarshal(r.Result, result)
	}
}

// tell sends a command whose answer does not matter.
func (c *calls) tell(method string, params any) error {
	c.mu.Lock()
	c.last++
	b, err := json.Marshal(map[string]any{"id": c.last, "method": method, "params": params})
	c.mu.Unlock()
	if err != nil {
		return err
	}
	return c.send(b)
}

// take gives an answer to whoever waits for it.
func (c *calls) take(b []byte) {
	var r reply
	if json.Unmarshal(b, &r) != nil {
		return
	}
	if r.Method != "" {
		c.hear(r.Method, r.Params)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if answer := c.waiting[r.ID]; answer != nil {
		answer <- r
		delete(c.waiting, r.ID)
	}
}

func (c *calls) why() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
}

// end tells all that wait that nothing will come.
func (c *calls) end(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = err
	for _, answer := range c.waiting {
		close(answer)
	}
	clear(c.waiting)
}

// socket is a WebSocket over which a browser takes calls. It speaks as much of RFC 6455 as two programs on one machine need.
type socket struct {
	calls
	conn net.Conn
	in   *bufio.Reader
	out  sync.Mutex
}

func dial(addr, path string, hear func(method string, params json.RawMessage)) (*socket, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	s := &socket{conn: conn, in: bufio.NewReader(conn)}
	s.calls = calls{hear: hear, waiting: map[int]chan reply{}, send: func(b []byte) error { return s.write(1, b) }}
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n\r\n",
		path, addr, base64.StdEncoding.EncodeToString([]byte(rand.Text())[:16]))
	for first := true; ; first = false {
		line, err := s.in.ReadString('\n')
		if err == nil && first && !strings.Contains(line, " 101 ") {
			err = errors.New("no websocket: " + line)
		}
		if err != nil {
			conn.Close()
			return nil, err
		}
		if line == "\r\n" {
			break
		}
	}
	go s.listen()
	return s, nil
}

func (s *socket) listen() {
	for {
		b, err := s.read()
		if err != nil {
			s.end(err)
			s.conn.Close()
			return
		}
		s.take(b)
	}
}

// write sends one frame, masked as a client's must be.
func (s *socket) write(kind byte, b []byte) error {
	head := []byte{0x80 | kind, 0x80}
	switch n := len(b); {
	case n < 126:
		head[1] |= byte(n)
	case n < 1<<16:
		head[1] |= 126
		head = binary.BigEndian.AppendUint16(head, uint16(n))
	default:
		head[1] |= 127
		head = binary.BigEndian.AppendUint64(head, uint64(n))
	}
	mask := []byte(rand.Text()[:4])
	head = append(head, mask...)
	for i, c := range b {
		head = append(head, c^mask[i%4])
	}
	s.out.Lock()
	defer s.out.Unlock()
	_, err := s.conn.Write(head)
	return err
}

// read is the next message, whole.
func (s *socket) read() (message []byte, err error) {
	for {
		var head [2]byte
		if _, err := io.ReadFull(s.in, head[:]); err != nil {
			return nil, err
		}
		size := uint64(head[1] & 0x7f)
		if more := map[uint64]int{126: 2, 127: 8}[size]; more > 0 {
			var long [8]byte
			if _, err := io.ReadFull(s.in, long[8-more:]); err != nil {
				return nil, err
			}
			size = binary.BigEndian.Uint64(long[:])
		}
		part := make([]byte, size)
		if _, err := io.ReadFull(s.in, part); err != nil {
			return nil, err
		}
		switch head[0] & 0x0f {
		case 8:
			return nil, io.EOF
		case 9:
			if err := s.write(10, part); err != nil {
				return nil, err
			}
		case 0, 1, 2:
			message = append(message, part...)
			if head[0]&0x80 != 0 {
				return message, nil
			}
		}
	}
}
