package page

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// policy lets the page load nothing that is not its own, run no script within its text and be framed by nobody.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// guarded refuses what another site's page might send here: requests from elsewhere, and names that only pretend to be this
// machine's.
func guarded(next http.Handler) http.Handler {
	same := http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		h := rw.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-cache")
		if !byNumber(r.Host) {
			http.Error(rw, "This page is reached as localhost or by its address in numbers.", http.StatusMisdirectedRequest)
			return
		}
		same.ServeHTTP(rw, r)
	})
}

// byNumber reports that a Host header is localhost or an address: a name that somebody else's server gives out cannot be.
func byNumber(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	_, err = netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil || name == "localhost"
}
