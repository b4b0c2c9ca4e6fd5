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

// Listen takes a port on this machine, out of reach for others: the wanted one
// or, when that is taken, the next that is free. It gives the port that it
// took. There is a second listener where the machine has IPv6, since
// "localhost" is then often that address.
func Listen(port int) ([]net.Listener, int, error) {
	if port < 0 || port > 65535 {
		return nil, 0, fmt.Errorf("porten %d finns inte; ange ett tal mellan 1 och 65535", port)
	}
	six := hasIPv6()
	var first error
	for p := port; p <= min(port+nextPorts, 65535); p++ {
		listeners, err := listenOn(p, six)
		if err == nil {
			return listeners, listeners[0].Addr().(*net.TCPAddr).Port, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, 0, fmt.Errorf("ingen av portarna %d–%d kan användas. Ange en annan port: %w", port, port+nextPorts, first)
}

// hasIPv6 asks for any port on the IPv6 address. With that known, an error on
// a certain port means that it is taken, whatever the system calls it.
func hasIPv6() bool {
	ln, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		return false
	}
	ln.Close()
	return true
}

// listenOn takes the port on all addresses or on none: if another program
// answered on one of them, the browser could end up there.
func listenOn(port int, six bool) ([]net.Listener, error) {
	four, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, err
	}
	if !six {
		return []net.Listener{four}, nil
	}
	port = four.Addr().(*net.TCPAddr).Port
	other, err := net.Listen("tcp6", net.JoinHostPort("::1", strconv.Itoa(port)))
	if err != nil {
		four.Close()
		return nil, err
	}
	return []net.Listener{four, other}, nil
}

// Run answers requests until ctx is done, and then ends at once: a page that
// is half sent is no loss, and a listening page connects again by itself.
func (s *Server) Run(ctx context.Context, listeners []net.Listener) error {
	server := &http.Server{
		Handler:           s,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	ended := make(chan error, len(listeners))
	for _, ln := range listeners {
		go func() { ended <- server.Serve(ln) }()
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
