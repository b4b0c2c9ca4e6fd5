package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"
)

// nextPorts is how many ports after the wanted one are tried.
const nextPorts = 20

// Listen takes a port on this machine, the wanted one or the next that is free, and
// returns which. With an empty host it cannot be reached from other machines; host
// is otherwise one more address of this machine, or 0.0.0.0 for all. There is a
// second listener where the machine has IPv6, since "localhost" is then often that
// address.
func Listen(host string, port int) ([]net.Listener, int, error) {
	addresses, err := addressesFor(host)
	if err != nil {
		return nil, 0, err
	}
	if port < 0 || port > 65535 {
		return nil, 0, fmt.Errorf("porten %d finns inte; ange ett tal mellan 1 och 65535", port)
	}
	var first error
	for p := port; p <= min(port+nextPorts, 65535); p++ {
		listeners, err := listenOn(addresses, p)
		if err == nil {
			return listeners, listeners[0].Addr().(*net.TCPAddr).Port, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, 0, fmt.Errorf("ingen av portarna %d–%d kan användas. Ange en annan port: %w",
		port, port+nextPorts, first)
}

// hasAddress reports whether this machine can listen on an address.
func hasAddress(network, host string) bool {
	ln, err := net.Listen(network, net.JoinHostPort(host, "0"))
	if err != nil {
		return false
	}
	ln.Close()
	return true
}

// addressesFor returns where to listen: this machine's own addresses, and host.
func addressesFor(host string) ([]string, error) {
	own := []string{"127.0.0.1"}
	// With IPv6 known to work, an error on a port means that the port is taken,
	// whatever the system calls it.
	if hasAddress("tcp6", "::1") {
		own = append(own, "::1")
	}
	if host == "" || host == "localhost" {
		return own, nil
	}
	ip := net.ParseIP(host)
	if ip == nil {
		return nil, fmt.Errorf("%q är ingen adress; "+
			"ange en av datorns adresser, som 192.168.1.20, eller 0.0.0.0 för alla", host)
	}
	if !hasAddress("tcp", host) {
		return nil, fmt.Errorf("den här datorn har inte adressen %s; ange 0.0.0.0 för alla adresser som den har", host)
	}
	switch {
	case ip.IsLoopback():
		return own, nil
	case ip.IsUnspecified():
		return append([]string{"0.0.0.0"}, own[1:]...), nil
	}
	return append(own, host), nil
}

// listenOn takes the port on all addresses or on none: if another program
// answered on one of them, the browser could end up there.
func listenOn(addresses []string, port int) ([]net.Listener, error) {
	var taken []net.Listener
	for _, address := range addresses {
		network := "tcp4"
		if net.ParseIP(address).To4() == nil {
			network = "tcp6"
		}
		ln, err := net.Listen(network, net.JoinHostPort(address, strconv.Itoa(port)))
		if err != nil {
			for _, other := range taken {
				other.Close()
			}
			return nil, err
		}
		port = ln.Addr().(*net.TCPAddr).Port
		taken = append(taken, ln)
	}
	return taken, nil
}

// Run answers requests until ctx is done, and then ends at once: a page that is
// half sent is no loss, and a listening page reconnects by itself.
func (s *Server) Run(ctx context.Context, listeners []net.Listener) error {
	server := &http.Server{
		Handler:           s,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		// The guard answers "OPTIONS *" too.
		DisableGeneralOptionsHandler: true,
	}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	ended := make(chan error, len(listeners))
	for _, ln := range listeners {
		go func() { ended <- server.Serve(strictListener{ln}) }()
	}
	var failed error
	for range listeners {
		err := <-ended
		server.Close() // one without the other is of no use
		if !errors.Is(err, http.ErrServerClosed) {
			failed = errors.Join(failed, fmt.Errorf("förhandsvisningen avbröts: %w", err))
		}
	}
	return failed
}

// A strictListener has connections that fail at a line that does not end with CR LF: other
// servers take such a line for part of the one before or after. net/http then answers 400 and closes.
type strictListener struct{ net.Listener }

// Accept waits for the next connection.
func (l strictListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if tcp, ok := conn.(*net.TCPConn); ok {
		return &strictConn{TCPConn: tcp}, err
	}
	return conn, err
}

type strictConn struct {
	*net.TCPConn
	last   byte // that has been read
	broken bool // a lone LF has come
}

var errBareLF = errors.New("a line ends with LF alone")

// Read reads no further than to a lone LF.
func (c *strictConn) Read(p []byte) (int, error) {
	if c.broken {
		return 0, errBareLF
	}
	n, err := c.TCPConn.Read(p)
	for i, b := range p[:n] {
		if c.broken = b == '\n' && c.last != '\r'; c.broken {
			return i, errBareLF
		}
		c.last = b
	}
	return n, err
}
