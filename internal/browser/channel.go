//go:build js && wasm

package browser

import "syscall/js"

// Channel carries short messages to the other windows of the kit, not to this one's own channel.
type Channel struct {
	channel js.Value
	stops   []func()
}

// OpenChannel joins the channel with that name.
func OpenChannel(name string) (*Channel, error) {
	c := &Channel{}
	err := Try(func() { c.channel = path("BroadcastChannel").New(name) })
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Post sends a message. It is lost when no other window listens.
func (c *Channel) Post(message string) { _, _ = call(c.channel, "postMessage", message) }

// OnMessage calls fn with each message of another window, until Close.
func (c *Channel) OnMessage(fn func(message string)) {
	c.stops = append(c.stops, listen(c.channel, func(e js.Value) {
		if data := prop(e, "data"); data.Type() == js.TypeString {
			fn(data.String())
		}
	}, "message"))
}

// Close leaves the channel.
func (c *Channel) Close() {
	for _, stop := range c.stops {
		stop()
	}
	c.stops = nil
	_, _ = call(c.channel, "close")
}
