package search

import "math/bits"

// numbers are whole numbers from zero, written in as few bits as what has come before them lets one expect: by
// arithmetic coding, bit by bit, where each bit has a chance of being set that follows the bits like it. Compression
// as of files cannot do that for numbers, and does not make them smaller. It is MarshalText that ends them. They are
// read by NumberReader in assets/js/search/decode.js, with the same sums, for which 30 bits are what browsers are
// quick with.
type numbers struct {
	low, high uint32 // what is written next is within them
	written   []byte // digits of six bits
	models    map[int]*model
}

// A model is what the numbers of one context have been.
type model struct {
	chances [modelSize]uint16 // of a bit being set, of 65,536
	seen    [modelSize]uint8  // how many bits the chance is of
}

const (
	numberSizes  = 32              // of numbers, in bits
	modelSize    = 4 * numberSizes // a bit for each size, and three for the two below the highest of each
	slowest      = 6               // the share of a new bit in its chance is 1/64 at least
	even         = 1 << 15         // a chance
	endMark      = 0xA5C3
	endBits      = 16 // of the mark
	maxMagnitude = 2 * numberSizes

	width = 30 // of low and high
	most  = 1<<width - 1
	// digits have no slash, so that no number looks like an address.
	digits    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	digitBits = 6
)

// add adds a number. The context is what is known of it before it is read: those with the same are like each other.
func (n *numbers) add(context, value int) {
	n.begin()
	m := n.models[context]
	if m == nil {
		m = &model{}
		for i := range m.chances {
			m.chances[i] = even
		}
		n.models[context] = m
	}
	size := bits.Len(uint(value+1)) - 1
	for i := range size {
		n.bit(m, i, 1)
	}
	n.bit(m, size, 0)
	at := numberSizes + 3*size
	for i := size - 1; i >= 0; i-- {
		bit := uint32(value+1) >> i & 1
		switch size - i {
		case 1:
			n.bit(m, at, bit)
			at += 1 + int(bit)
		case 2:
			n.bit(m, at, bit)
		default:
			n.write(bit, even)
		}
	}
}

func (n *numbers) begin() {
	if n.models == nil {
		n.high, n.models = most, map[int]*model{}
	}
}

// bit adds a bit by its chance, which follows it: quickly at first.
func (n *numbers) bit(m *model, at int, bit uint32) {
	n.write(bit, m.chances[at])
	m.seen[at] = min(m.seen[at]+1, 1<<slowest-1)
	share := bits.Len8(m.seen[at])
	if bit == 1 {
		m.chances[at] += uint16((1<<16 - uint32(m.chances[at])) >> share)
	} else {
		m.chances[at] -= m.chances[at] >> share
	}
}

// write writes a bit with a chance of being set.
func (n *numbers) write(bit uint32, chance uint16) {
	within := n.high - n.low
	middle := n.low + within>>16*uint32(chance) + within&0xFFFF*uint32(chance)>>16
	if bit == 1 {
		n.high = middle
	} else {
		n.low = middle + 1
	}
	for (n.low^n.high)>>(width-digitBits) == 0 {
		n.shift()
	}
}

// shift writes the digit that low and high have in common.
func (n *numbers) shift() {
	n.written = append(n.written, digits[n.high>>(width-digitBits)])
	n.low, n.high = n.low<<digitBits&most, (n.high<<digitBits|(1<<digitBits-1))&most
}

// MarshalText returns the numbers in digits, with a mark after them that shows that nothing is lost.
func (n numbers) MarshalText() ([]byte, error) {
	n.begin()
	for i := endBits - 1; i >= 0; i-- {
		n.write(endMark>>i&1, even)
	}
	for range width / digitBits {
		n.shift()
	}
	return n.written, nil
}

// magnitude returns twice the logarithm of a number, about.
func magnitude(n int) int {
	size := bits.Len(uint(n))
	if size < 2 {
		return size
	}
	return 2*size - 2 + n>>(size-2)&1
}
