package main

import (
	"fmt"
	"net"
	"strconv"

	"rsc.io/qr"
)

// lanAddresses returns the addresses where others reach a server that listens on host:
// host itself, or for 0.0.0.0 those of this machine in private networks.
func lanAddresses(host string) []string {
	if ip := net.ParseIP(host); ip != nil && !ip.IsUnspecified() {
		return []string{host}
	}
	var list []string
	addresses, _ := net.InterfaceAddrs() // none on error
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsPrivate() {
			list = append(list, n.IP.String())
		}
	}
	return list
}

// invite prints how to open the preview on a phone, and a warning.
func (t *terminal) invite(addresses []string, port int) {
	fmt.Fprintln(t, t.paint(yellow, "Varning: alla på samma nätverk kan läsa texterna så länge förhandsvisningen är igång."))
	if len(addresses) == 0 {
		fmt.Fprintln(t, "Den här datorn har ingen adress i ett lokalt nätverk, så ingen annan når förhandsvisningen.")
		return
	}
	for i, host := range addresses {
		address := "http://" + net.JoinHostPort(host, strconv.Itoa(port)) + "/"
		fmt.Fprintf(t, "Öppna på telefonen: %s\n", t.paint(bold, address))
		if i == 0 {
			fmt.Fprint(t, t.qrCode(address))
		}
	}
}

// qrCode draws an address as a QR code (ISO/IEC 18004) in the characters of a terminal,
// two squares in each, with the white edge that cameras look for. Without colours it
// is empty: dark on light is part of the code.
func (t *terminal) qrCode(address string) string {
	code, err := qr.Encode(address, qr.L)
	if err != nil || !t.colours {
		return "" // longer than a code can hold; the address is on the screen
	}
	const edge = 4
	var b []rune
	for y := -edge; y < code.Size+edge; y += 2 {
		b = append(b, []rune(t.begin(blackOnWhite))...)
		for x := -edge; x < code.Size+edge; x++ {
			b = append(b, [2][2]rune{{' ', '▄'}, {'▀', '█'}}[dark(code, x, y)][dark(code, x, y+1)])
		}
		b = append(b, []rune(t.begin(plain)+"\n")...)
	}
	return string(b)
}

// dark is 1 for a dark square; outside the code all are light.
func dark(code *qr.Code, x, y int) int {
	if code.Black(x, y) {
		return 1
	}
	return 0
}
