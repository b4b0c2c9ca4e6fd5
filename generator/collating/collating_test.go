package collating

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"provtryck/generator/collation"
	"provtryck/generator/preview"
)

const body = "<h2>Dos</h2><p>Ge 5 mg en gång om dagen till vuxna.</p><p>Ge inte mer än så till barn under tolv år.</p>" +
	"<h2>Uppföljning</h2><ul><li>Fråga hur det går efter en vecka.</li><li>Mät blodtrycket igen efter en månad.</li></ul>"

// desk compares with two texts.
func desk(t *testing.T) Desk {
	t.Helper()
	var texts []*collation.Text
	for _, f := range []collation.Fields{{Name: "kliniska-kunskapsstod/dos.md", Title: "Dos"}, {Name: "kliniska-kunskapsstod/annan.md", Title: "Annan"}} {
		of := body
		if f.Title == "Annan" {
			of = "<h2>Samtal</h2><p>Lyssna utan att avbryta, och sammanfatta det som har sagts.</p>"
		}
		text, err := collation.NewText([]byte(of), f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	return Desk{Texts: func() ([]*collation.Text, error) { return texts, nil }}
}

// pageOf returns a page of 1177 with a body.
func pageOf(body string) string {
	return "<!doctype html><html><head><title>Dos</title></head><body><main><h1>Dos</h1>" + body + "</main></body></html>"
}

// ask sends a request as the page of a running preview does, and returns the status and the answer.
func ask(t *testing.T, d Desk, request string) (int, outcome, string) {
	t.Helper()
	s := preview.NewServer(8399, http.Header{})
	for name, action := range d.Actions() {
		s.AllowDocument(name, action)
	}
	s.Swap(&preview.Build{ID: "1", Page: func(string) (preview.File, bool) {
		return preview.File{Data: []byte("<html><head></head><body></body></html>"), Type: "text/html"}, true
	}})
	send := func(method, address, body, token string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, address, strings.NewReader(body))
		r.Host, r.RemoteAddr = "localhost:8399", "127.0.0.1:50000"
		r.Header.Set("Origin", "http://localhost:8399")
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Provtryck-Token", token)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	shown := send(http.MethodGet, "/", "", "").Body.String()
	token := regexp.MustCompile(`provtryck-token" content="([^"]+)"`).FindStringSubmatch(shown)
	if token == nil {
		t.Fatalf("the page has no token: %s", shown)
	}
	w := send(http.MethodPost, "/_provtryck/gor/jamfor", request, token[1])
	var o outcome
	if err := json.Unmarshal(w.Body.Bytes(), &o); err != nil {
		t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	return w.Code, o, w.Body.String()
}

func jsonOf(t *testing.T, request map[string]string) string {
	t.Helper()
	data, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestCollate sends pages as files and pasted, and reads what is shown of each.
func TestCollate(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want []string // what is shown of each difference; nil where the page is as the text
	}{
		"the same":    {body, nil},
		"dose":        {strings.Replace(body, "5 mg", "50 mg", 1), []string{"Stycke skiljer sig, under ”Dos” [dos eller enhet] Ge -5-+50+ mg en gång om dagen till vuxna."}},
		"missing not": {strings.Replace(body, "Ge inte mer", "Ge mer", 1), []string{"Stycke skiljer sig, under ”Dos” [nekande ord] Ge- inte- mer än så till barn under tolv år."}},
		"missing":     {strings.Replace(body, "<li>Fråga hur det går efter en vecka.</li>", "", 1), []string{"Punkt i lista saknas, under ”Uppföljning” [tid] -Fråga hur det går efter en vecka.-"}},
		"doubled":     {body + "<p>Ge 5 mg en gång om dagen till vuxna.</p>", []string{"Stycke dubblerad, under ”Uppföljning” [dos eller enhet; tid; vem] +Ge 5 mg en gång om dagen till vuxna.+"}},
		"extra":       {body + "<p>Skriv <b>&lt;script&gt;alert(1)&lt;/script&gt;</b> i journalen.</p>", []string{"Stycke extra, under ”Uppföljning” [gräns; tal] +Skriv <script>alert(1)</script> i journalen.+"}},
		"harmless first in the page": {strings.NewReplacer("Fråga hur", "Undra hur", "5 mg", "6 mg").Replace(body),
			[]string{"Stycke skiljer sig, under ”Dos” [dos eller enhet] Ge -5-+6+ mg en gång om dagen till vuxna.",
				"Punkt i lista skiljer sig, under ”Uppföljning” [] -Fråga-+Undra+ hur det går efter en vecka."}},
		"cosmetic": {strings.Replace(body, "5 mg", "5&nbsp;mg", 1), nil},
	} {
		d := desk(t)
		page := pageOf(c.body)
		for _, request := range []map[string]string{
			{"fil": base64.StdEncoding.EncodeToString([]byte(page)), "filnamn": "dos.html"}, {"html": page},
		} {
			status, o, said := ask(t, d, jsonOf(t, request))
			if status != http.StatusOK || o.Titel != "Dos" || o.Adress != "/kliniska-kunskapsstod/dos/" || o.Fel != "" || o.Summa == "" ||
				len(o.Skillnader) != len(c.want) || (o.Kosmetiska != "") != (name == "cosmetic") {
				t.Errorf("%s: %d %s", name, status, said)
				continue
			}
			for i, want := range c.want {
				d := o.Skillnader[i]
				got := d.Vad + " [" + strings.Join(d.Galler, "; ") + "] " + marked(t, d.Ord)
				if got != want {
					t.Errorf("%s: %s, want %s", name, got, want)
				}
			}
		}
	}
}

// marked returns the words of HTML with what is marked in it; what could act fails the test.
func marked(t *testing.T, src string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		sign := map[string]string{"ins": "+", "del": "-"}[n.Data]
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			return
		case n.Data == "script":
			t.Errorf("%s can act", src)
		case n.Data == "span" && len(n.Attr) > 0 && n.Attr[0].Val == "visually-hidden": // for those who hear the page
			return
		}
		b.WriteString(sign)
		for inner := range n.ChildNodes() {
			walk(inner)
		}
		b.WriteString(sign)
	}
	walk(doc)
	return b.String()
}

// TestNotCollated sends what is not the page of any text: each time a reason is shown.
func TestNotCollated(t *testing.T) {
	for _, c := range []struct {
		request map[string]string
		want    string
	}{
		{map[string]string{}, "Sidan är tom"},
		{map[string]string{"html": "bara ord"}, "ingen webbsida"},
		{map[string]string{"html": pageOf("<p>Något helt annat om helt andra saker, som ingen text har.</p>")}, "inte någon av texternas"},
		{map[string]string{"html": pageOf(`<form><input type="password"></form>`)}, "inloggningssida"},
		{map[string]string{"fil": base64.StdEncoding.EncodeToString([]byte("%PDF-1.7")), "filnamn": "dos.pdf"}, "pdf"},
	} {
		status, o, said := ask(t, desk(t), jsonOf(t, c.request))
		if status != http.StatusOK || !strings.Contains(strings.ToLower(o.Fel), strings.ToLower(c.want)) || len(o.Skillnader) > 0 || o.Summa != "" {
			t.Errorf("%v: %d %s, want %q", c.request, status, said, c.want)
		}
	}
	for request, want := range map[string]string{"[": "ladda om sidan", `{"fil":"%%%","filnamn":"a.html"}`: "välj den igen"} {
		if status, _, said := ask(t, desk(t), request); status != http.StatusUnprocessableEntity || !strings.Contains(said, want) {
			t.Errorf("%s: %d %s, want %q", request, status, said, want)
		}
	}
}
