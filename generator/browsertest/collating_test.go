package browsertest

import (
	"encoding/json"
	"testing"
)

// TestCollating pastes the source of a page that is of no text, and then nothing: each time a reason is shown.
func TestCollating(t *testing.T) {
	p := serve(t, map[string]string{samplePath: sample})
	ctx := p.open(t, "/granskning/jamforelse/")
	paste := func(src string) {
		t.Helper()
		text, err := json.Marshal(src)
		if err != nil {
			t.Fatal(err)
		}
		evaluate[any](t, ctx, `{
			const clipboardData = new DataTransfer();
			clipboardData.setData("text/plain", `+string(text)+`);
			document.querySelector("#kod").dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
		}`)
	}
	paste("<!doctype html><html><body><p>Helt andra ord som ingen text har.</p></body></html>")
	becomes(t, ctx, `document.querySelector(".paste__said").textContent.includes("1 kunde inte jämföras")`)
	becomes(t, ctx, `document.querySelector(".collated").textContent.includes("Inte jämförd: ")`)
	paste(" ")
	becomes(t, ctx, `document.querySelector(".collated").textContent.includes("Sidan är tom")`)
}
