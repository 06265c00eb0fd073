package vault

import (
	"errors"
	"time"
)

// Cost is what one guess at a passphrase costs: the parameters of Argon2id, which adds 46 kB to the browser's program,
// 6 kB of it compressed.
type Cost struct {
	Memory  uint32 `json:"m"` // KiB
	Time    uint32 `json:"t"` // passes over it
	Threads uint8  `json:"p"`
}

const mib = 1 << 10 // KiB

// DefaultCost is the least that a new passphrase gets. OWASP counts it equal to 19 MiB in two passes, in less time on a
// phone: there is one thread in the browser, so more of them would help whoever guesses and nobody else.
var DefaultCost = Cost{Memory: 46 * mib, Time: 1, Threads: 1}

// The bounds within which a slot's cost is believed. Below, it was meddled with to be guessed; above, it was made to
// stop the kit: 128 MiB ten times over takes some 12 s on a slow phone.
const (
	minMemory  = 7 * mib
	minPasses  = 35 * mib // memory times passes
	maxMemory  = 128 * mib
	maxTime    = 10
	maxThreads = 4
)

// ErrCost is returned for a slot whose cost no kit ever set.
var ErrCost = errors.New("the cost of the passphrase is out of bounds")

func (c Cost) check() error {
	if c.Memory < minMemory || c.Memory > maxMemory || c.Time < 1 || c.Time > maxTime ||
		c.Memory*c.Time < minPasses || c.Threads < 1 || c.Threads > maxThreads {
		return ErrCost
	}
	return nil
}

// aim is how long unlocking may take where the cost is raised: a second, less what a busy device adds.
const aim = 750 * time.Millisecond

// Calibrate is the cost for a device on which [DefaultCost] took so long. It raises the default only where the device
// stays under a second; passes before memory, for what the browser's program once took it never gives back.
func Calibrate(took time.Duration) Cost {
	if took <= 0 {
		return DefaultCost
	}
	passes := uint64(DefaultCost.Memory) * uint64(aim) / uint64(took) // of one KiB, that fit into aim
	for _, memory := range []uint64{64 * mib, maxMemory} {
		time := passes / memory
		if time < 2 {
			break
		}
		if time <= maxTime || memory == maxMemory {
			return Cost{Memory: uint32(memory), Time: uint32(min(time, maxTime)), Threads: 1}
		}
	}
	return DefaultCost
}
