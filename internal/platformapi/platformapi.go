// Package platformapi answers as the platforms' APIs for signing keys do, on this machine,
// with keys in memory: for tests that take a key from its creation to its deletion. The exact
// replies of each platform are checked in core/account; here a platform keeps what it was
// asked to make.
package platformapi

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"playtoken/core/secret"
)

// The paths below which each platform is found.
var paths = map[string]string{
	"fastpix":    "/iam/signing-keys",
	"bitmovin":   "/streams/signing-keys",
	"mux":        "/system/v1/signing-keys",
	"cloudflare": "/accounts/" + CloudflareAccount + "/stream/keys",
	"fastevo":    "/api/v1/projects/mediaProtection/configurations/general",
}

// CloudflareAccount is the ID of the one account at Cloudflare.
const CloudflareAccount = "023e105f4ecef8ad9ca31a8372d0c353"

// credentials are those that a platform accepts, by the name under which an account has them.
var credentials = map[string]map[string]string{
	"fastpix":    {"token_id": "5c1d7e90-2b64-4f0a-9d8e-3a7f61b0c2d4", "token_secret": "canary-fastpix-f1e2d3c4"},
	"bitmovin":   {"api_key": "canary-bitmovin-1f3b5c77"},
	"mux":        {"token_id": "44c819de-4add-4c9f-b2e9-384a0a71bede", "token_secret": "canary-mux-INKxCoZ"},
	"cloudflare": {"account_id": CloudflareAccount, "api_token": "canary-cloudflare-8M7wS6hCpXVc"},
	"fastevo":    {"api_key": "canary-fastevo-5b7c9d1e"},
}

// Server is one platform.
type Server struct {
	Base string // what stands in for the platform's own address
	// Now gives createdAt and Date; set it before the first request.
	Now func() time.Time

	platform string
	mu       sync.Mutex
	keys     []Key
	replies  map[string]Key // by Idempotency-Key
	secret   string
	policy   string
	requests []string
	before   func(w http.ResponseWriter, r *http.Request) (answered bool)
	after    func(r *http.Request)
}

// Key is a key that the platform has.
type Key struct {
	ID        string
	CreatedAt time.Time
	Private   *rsa.PrivateKey
}

// PrivatePEM is the private half, in PKCS #8.
func (k Key) PrivatePEM() []byte {
	der, err := x509.MarshalPKCS8PrivateKey(k.Private)
	return inPEM("PRIVATE KEY", der, err)
}

// PublicPEM is the public half, in PKIX.
func (k Key) PublicPEM() []byte {
	der, err := x509.MarshalPKIXPublicKey(k.Private.Public())
	return inPEM("PUBLIC KEY", der, err)
}

func inPEM(kind string, der []byte, err error) []byte {
	if err != nil { // an RSA key can always be written
		panic(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

// New starts a platform, which ends with the test.
func New(tb testing.TB, platform string) *Server {
	tb.Helper()
	s := &Server{platform: platform, Now: time.Now, replies: map[string]Key{}, secret: newSecret(), policy: "unsigned"}
	if paths[platform] == "" {
		tb.Fatalf("no platform is called %q", platform)
	}
	web := httptest.NewServer(s)
	tb.Cleanup(web.Close)
	s.Base = web.URL
	return s
}

// Credentials are those that the platform accepts.
func (s *Server) Credentials() map[string]secret.Bytes { return Credentials(s.platform) }

// Credentials are those that a platform accepts here.
func Credentials(platform string) map[string]secret.Bytes {
	list := map[string]secret.Bytes{}
	for name, text := range credentials[platform] {
		list[name] = secret.New([]byte(text))
	}
	return list
}

// Before is asked at each request: it may answer in the platform's place.
func (s *Server) Before(f func(w http.ResponseWriter, r *http.Request) (answered bool)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.before = f
}

// After is called when a request was carried out and not yet answered.
func (s *Server) After(f func(r *http.Request)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.after = f
}

// Keys lists the keys of the platform, the newest first.
func (s *Server) Keys() []Key {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Key(nil), s.keys...)
}

// Secret is the one secret of the project, at a platform that has one.
func (s *Server) Secret() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.secret
}

// Requests lists what was asked for: "POST /iam/signing-keys".
func (s *Server) Requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.requests...)
}

// Add puts a key there that was made elsewhere, and returns its ID.
func (s *Server) Add(tb testing.TB, createdAt time.Time) string {
	tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.create(createdAt).ID
}

// Forget takes a key away, as somebody else does in the platform's own pages.
func (s *Server) Forget(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys = slices.DeleteFunc(s.keys, func(k Key) bool { return k.ID == id })
}

func (s *Server) create(at time.Time) Key {
	k := Key{ID: s.newID(), CreatedAt: at.UTC(), Private: pool[len(s.keys)%len(pool)]()}
	s.keys = append([]Key{k}, s.keys...)
	return k
}

// pool are a few keys that the platforms give out in turn: to make one takes long.
var pool = [4]func() *rsa.PrivateKey{sync.OnceValue(newKey), sync.OnceValue(newKey), sync.OnceValue(newKey), sync.OnceValue(newKey)}

func newKey() *rsa.PrivateKey {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return k
}

func newSecret() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// newID is a UUID, of 32 digits at Cloudflare.
func (s *Server) newID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b)
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	if s.platform == "cloudflare" {
		return fmt.Sprintf("%x", b)
	}
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// ServeHTTP answers a call.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests = append(s.requests, r.Method+" "+r.URL.Path)
	before, after := s.before, s.after
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Date", s.Now().UTC().Format(http.TimeFormat))
	if before != nil && before(w, r) {
		return
	}
	status, body := s.answer(r)
	if after != nil {
		after(r)
	}
	w.WriteHeader(status)
	if body != nil {
		_ = json.NewEncoder(w).Encode(body)
	}
}

type object = map[string]any

func (s *Server) answer(r *http.Request) (int, any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rest, ok := strings.CutPrefix(r.URL.Path, paths[s.platform])
	id := strings.TrimPrefix(rest, "/")
	switch {
	case !s.knows(r):
		return s.refusal(401)
	case !ok:
		return s.refusal(404)
	case s.platform == "fastevo":
		return s.project(r, id)
	case r.Method == http.MethodPost && id == "":
		return s.made(r)
	case r.Method == http.MethodGet && id == "":
		return s.list(r)
	}
	for i, k := range s.keys {
		switch {
		case k.ID != id:
		case r.Method == http.MethodGet:
			return s.one(k)
		case r.Method == http.MethodDelete:
			s.keys = append(s.keys[:i:i], s.keys[i+1:]...)
			return s.deleted()
		}
	}
	return s.refusal(404)
}

// knows checks the credentials.
func (s *Server) knows(r *http.Request) bool {
	c := credentials[s.platform]
	switch user, password, _ := r.BasicAuth(); s.platform {
	case "bitmovin":
		return r.Header.Get("X-Api-Key") == c["api_key"]
	case "fastpix", "mux":
		return user == c["token_id"] && password == c["token_secret"]
	case "fastevo":
		return r.Header.Get("Authorization") == "Bearer "+c["api_key"]
	default:
		return r.Header.Get("Authorization") == "Bearer "+c["api_token"]
	}
}

// made makes a key, or answers as before a request that is known.
func (s *Server) made(r *http.Request) (int, any) {
	if s.platform == "bitmovin" && len(s.keys) >= 2 {
		return s.refusal(409)
	}
	request := r.Header.Get("Idempotency-Key")
	k, before := s.replies[request]
	if !before {
		k = s.create(s.Now())
	}
	if request != "" {
		s.replies[request] = k
	}
	at := s.moment(k.CreatedAt)
	private := base64.StdEncoding.EncodeToString(k.PrivatePEM())
	switch s.platform {
	case "bitmovin":
		return 201, object{"requestId": "r", "status": "SUCCESS", "data": object{"result": object{"keyId": k.ID, "privateKey": private}}}
	case "mux":
		return 201, object{"data": object{"id": k.ID, "private_key": private, "created_at": at}}
	case "cloudflare":
		return 200, object{"success": true, "errors": []any{}, "result": object{"id": k.ID, "pem": private, "created": at}}
	default:
		return 201, object{"success": true, "data": object{"id": k.ID, "privateKey": private, "createdAt": at}}
	}
}

// moment writes a time as the platform does.
func (s *Server) moment(t time.Time) string {
	if s.platform == "mux" {
		return strconv.FormatInt(t.Unix(), 10)
	}
	return t.Format("2006-01-02T15:04:05.000000Z")
}

func (s *Server) list(r *http.Request) (int, any) {
	list := []any{}
	for _, k := range s.keys {
		at := s.moment(k.CreatedAt)
		switch s.platform {
		case "bitmovin":
			list = append(list, object{"keyId": k.ID, "createdAt": at})
		case "mux":
			list = append(list, object{"id": k.ID, "created_at": at})
		case "cloudflare":
			list = append(list, object{"id": k.ID, "created": at})
		default:
			list = append(list, object{"id": k.ID, "createdAt": at})
		}
	}
	switch s.platform {
	case "bitmovin":
		return 200, object{"status": "SUCCESS", "data": object{"result": object{"publicKeys": list}}}
	case "cloudflare":
		return 200, object{"success": true, "errors": []any{}, "result": list}
	case "mux":
		return 200, object{"data": page(list, r, "page")}
	default:
		limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
		limit = max(1, limit)
		return 200, object{
			"success": true, "data": page(list, r, "offset"),
			"pagination": object{"totalRecords": len(list), "currentOffset": 1, "offsetCount": (len(list) + limit - 1) / limit},
		}
	}
}

// page is the part of a list that was asked for.
func page(list []any, r *http.Request, name string) []any {
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	n, _ := strconv.Atoi(r.URL.Query().Get(name))
	from := min(len(list), max(0, n-1)*limit)
	return list[from:min(len(list), from+limit)]
}

func (s *Server) one(k Key) (int, any) {
	switch s.platform {
	case "fastpix":
		return 200, object{"success": true, "data": object{"workspaceId": "w", "signingKeyId": k.ID, "publicKey": string(k.PublicPEM())}}
	case "mux":
		return 200, object{"data": object{"id": k.ID, "created_at": s.moment(k.CreatedAt)}}
	}
	return s.refusal(404)
}

func (s *Server) deleted() (int, any) {
	switch s.platform {
	case "fastpix":
		return 200, object{"success": true, "data": object{"message": "signing key deleted successfully"}}
	case "cloudflare":
		return 200, object{"success": true, "errors": []any{}, "result": "Revoked"}
	}
	return 204, nil
}

// project answers for the platform that has one secret for a project.
func (s *Server) project(r *http.Request, what string) (int, any) {
	const policy = "engageKitAccessPolicy"
	switch r.Method + " " + what {
	case "POST rotateTokenSigningKeySecret":
		s.secret = newSecret()
		return 200, object{"tokenSigningKeySecret": s.secret}
	case "GET tokenSigningKeySecret":
		return 200, object{"tokenSigningKeySecret": s.secret}
	case "PUT " + policy:
		var body map[string]string
		if json.NewDecoder(r.Body).Decode(&body) != nil || body[policy] == "" {
			return s.refusal(400)
		}
		s.policy = body[policy]
		return 200, nil
	case "GET " + policy:
		return 200, object{policy: s.policy}
	}
	return s.refusal(404)
}

func (s *Server) refusal(status int) (int, any) {
	switch s.platform {
	case "bitmovin":
		return status, object{"requestId": "r", "status": "ERROR", "data": object{"code": status, "message": "refused", "developerMessage": "refused"}}
	case "mux":
		return status, object{"error": object{"type": "refused", "messages": []string{"refused"}}}
	case "cloudflare":
		return status, object{"success": false, "result": nil, "errors": []any{object{"code": 10000, "message": "Authentication error"}}}
	case "fastevo":
		return status, object{"message": "refused"}
	default:
		return status, object{"success": false, "error": object{"code": status, "message": "refused"}}
	}
}
