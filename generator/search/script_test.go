package search

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// numberReader reads numbers as assets/js/search/decode.js does.
type numberReader struct {
	t                *testing.T
	digits           []byte
	low, high, value uint32
	models           map[int]*[modelSize]struct{ chance, seen uint32 }
}

func readerOf(t *testing.T, n numbers) *numberReader {
	text, err := n.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	r := &numberReader{t: t, digits: text, high: 1<<30 - 1, models: map[int]*[modelSize]struct{ chance, seen uint32 }{}}
	for range 5 {
		r.value = r.value<<6 | r.digit()
	}
	return r
}

func (r *numberReader) digit() uint32 {
	if len(r.digits) == 0 {
		r.t.Fatal("no more digits")
	}
	value := strings.IndexByte(digits, r.digits[0])
	if value < 0 {
		r.t.Fatalf("%q is no digit", r.digits[0])
	}
	r.digits = r.digits[1:]
	return uint32(value)
}

func (r *numberReader) read(chance uint32) uint32 {
	within := r.high - r.low
	middle := r.low + uint32(uint64(within>>16)*uint64(chance)) + (within&0xFFFF)*chance>>16
	bit := uint32(0)
	if r.value <= middle {
		bit, r.high = 1, middle
	} else {
		r.low = middle + 1
	}
	for r.low>>24 == r.high>>24 {
		r.low, r.high, r.value = r.low<<6%(1<<30), r.high<<6%(1<<30)+63, r.value<<6%(1<<30)+r.digit()
	}
	return bit
}

func (r *numberReader) next(context int) int {
	m := r.models[context]
	if m == nil {
		m = new([modelSize]struct{ chance, seen uint32 })
		for i := range m {
			m[i].chance = 1 << 15
		}
		r.models[context] = m
	}
	bit := func(at int) uint32 {
		c := &m[at]
		bit := r.read(c.chance)
		c.seen = min(c.seen+1, 63)
		share := uint32(1)
		for 1<<share <= c.seen {
			share++
		}
		if bit == 1 {
			c.chance += (1<<16 - c.chance) >> share
		} else {
			c.chance -= c.chance >> share
		}
		return bit
	}
	size := 0
	for bit(size) == 1 {
		size++
	}
	value, at := 1, 32+3*size
	for i := range size {
		b := uint32(0)
		if i < 2 {
			b = bit(at)
			at += 1 + int(b)
		} else {
			b = r.read(1 << 15)
		}
		value = 2*value + int(b)
	}
	return value - 1
}

func (r *numberReader) end() {
	mark := uint32(0)
	for range 16 {
		mark = mark<<1 | r.read(1<<15)
	}
	if mark != 0xA5C3 || len(r.digits) > 0 {
		r.t.Errorf("the mark is %x, with %d digits after it", mark, len(r.digits))
	}
}

// TestNumbers checks that numbers are read as they were written, and that those alike take little room.
func TestNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	uniform, rare, powers := make([]int, 5000), make([]int, 20_000), []int{}
	for i := range uniform {
		uniform[i] = random.IntN(1_000_000)
	}
	for i := range rare {
		if random.IntN(100) == 0 {
			rare[i] = 1 + random.IntN(9)
		}
	}
	for size := range 30 {
		powers = append(powers, 1<<size-1, 1<<size, 1<<size+1)
	}
	for name, c := range map[string]struct {
		values []int
		most   int // digits
	}{
		"none": {nil, 8}, "one": {[]int{7}, 10}, "the same": {make([]int, 20_000), 100}, "powers": {powers, 450},
		"uniform": {uniform, 5000*20/6 + 300}, "rare": {rare, 450},
	} {
		var n numbers
		for i, value := range c.values {
			n.add(i%3, value)
		}
		r := readerOf(t, n)
		if len(r.digits)+5 > c.most {
			t.Errorf("%s: %d digits, want %d at most", name, len(r.digits)+5, c.most)
		}
		if bytes.ContainsAny(r.digits, "/\\<") {
			t.Errorf("%s: %s", name, r.digits)
		}
		for i, value := range c.values {
			if got := r.next(i % 3); got != value {
				t.Fatalf("%s: number %d is %d, read as %d", name, i, value, got)
			}
		}
		r.end()
	}
}

// TestMagnitude checks what magnitudes the browser must compute.
func TestMagnitude(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 4, 6: 5, 7: 5, 8: 6, 11: 6, 12: 7, 1 << 20: 40} {
		if got := magnitude(n); got != want {
			t.Errorf("%d has magnitude %d, want %d", n, got, want)
		}
	}
}

// TestUnlessMade checks that a name is left out only where the browser surely makes the same.
func TestUnlessMade(t *testing.T) {
	for _, c := range []struct{ name, words, want string }{
		{"malgrupp-eller-situation", "Målgrupp eller situation", fromWords},
		{"ects-2-3", "ECTS (2–3)", fromWords},
		{"referenser-2", "Referenser", "referenser-2"},
		{"", "Referenser", ""},
		{"", "?", ""},
		{"cafe", "cafe\u0301", "cafe"},
		{"naringslara", "närings\u00ADlära", "naringslara"},
		{strings.Repeat("a", 100), strings.Repeat("a", 101), strings.Repeat("a", 100)},
	} {
		if got := unlessMade(c.name, c.words); got != c.want {
			t.Errorf("%q of %q is written %q, want %q", c.name, c.words, got, c.want)
		}
	}
}
