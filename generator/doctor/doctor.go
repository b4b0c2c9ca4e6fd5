// Package doctor finds what on a computer could be in the way of the program:
// how the folder with the texts is kept, what it is called, and what is missing.
// It changes nothing.
package doctor

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/spelling"
)

// A Patient is what is examined.
type Patient struct {
	Folder string   // with the texts, whole path
	Names  []string // of all files and folders in it, slash-separated
}

// A Finding is something that could be in the way.
type Finding struct {
	Grave  bool   // must be put right
	What   string // a sentence, or a list of names after one
	Advice string
}

// An Examination looks at one thing that has been in the way of somebody.
type Examination struct {
	Well string // what is said when nothing was found
	Look func(context.Context, Patient) []Finding
}

// Examinations returns all that can be examined without reading the texts, in the
// order in which it is told. The preview listens on the port unless told otherwise.
func Examinations(port int) []Examination {
	return []Examination{
		{"Mappen synkas inte av något annat program.", synced},
		{"Datorn kan tala om när en fil ändras.", notices},
		{"Inga namn har å, ä eller ö lagrade på det gamla sättet.", decomposed},
		{"Inga namn är så lika att andra datorer tar dem för ett.", alike},
		{"Inga sökvägar är för långa.", long},
		{"Git finns och hela historiken är hämtad.", history},
		portFree(port),
	}
}

// most is how many names a finding lists.
const most = 3

// syncers are what the folders of programs that synchronise are called.
var syncers = regexp.MustCompile(`(?i)(onedrive|dropbox|google ?drive|googledrive|icloud|mobile documents|cloudstorage|box sync|nextcloud|sharepoint)`)

func synced(_ context.Context, p Patient) []Finding {
	if m := syncers.FindString(p.Folder); m != "" {
		return []Finding{{false, "Mappen verkar synkas av ett annat program (" + m + "): " + p.Folder,
			"Det går, men filer kan låsas och ändras av andra samtidigt, och git-mappar kan gå sönder. Ha hellre projektet i en vanlig mapp."}}
	}
	return nil
}

var windowsDisk = regexp.MustCompile(`^/mnt/[a-z]/`)

func notices(_ context.Context, p Patient) []Finding {
	late := "Ändringar syns ändå, men ett par sekunder senare."
	switch {
	case strings.HasPrefix(p.Folder, `\\`):
		return []Finding{{false, "Mappen ligger på en delad disk som inte säger till när en fil ändras.", late}}
	case runtime.GOOS == "linux" && windowsDisk.MatchString(p.Folder) && inWSL():
		return []Finding{{false, "Mappen ligger på Windows disk och läses från Linux, som då inte får veta när en fil ändras.", late + " Lägg projektet i Linux hemmapp, eller kör Provtryck för Windows."}}
	}
	folders := slices.DeleteFunc(slices.Clone(p.Names), func(name string) bool {
		info, err := os.Lstat(filepath.Join(p.Folder, filepath.FromSlash(name)))
		return err != nil || !info.IsDir()
	})
	if limit := watchLimit(); limit > 0 && len(folders) > limit {
		return []Finding{{false, fmt.Sprintf("Systemet kan bevaka %d mappar, men texterna ligger i %d.", limit, len(folders)), late + " Höj fs.inotify.max_user_watches om det stör."}}
	}
	return nil
}

func inWSL() bool {
	version, _ := os.ReadFile("/proc/version")
	return bytes.Contains(bytes.ToLower(version), []byte("microsoft"))
}

// watchLimit is how many folders the system can watch, 0 when it sets no limit
// that can be read.
func watchLimit() int {
	data, _ := os.ReadFile("/proc/sys/fs/inotify/max_user_watches")
	n, _ := strconv.Atoi(strings.TrimSpace(string(data)))
	return n
}

func decomposed(_ context.Context, p Patient) []Finding {
	odd := slices.DeleteFunc(slices.Clone(p.Names), norm.NFC.IsNormalString)
	if len(odd) == 0 {
		return nil
	}
	return []Finding{{false, "Namn med å, ä eller ö lagrade på det gamla sättet (NFD): " + spelling.Some(odd, most), "Byt namn till bara a–z; då blir namnen lika på alla datorer."}}
}

func alike(_ context.Context, p Patient) []Finding {
	first := map[string]string{}
	var found []Finding
	for _, name := range p.Names {
		key := strings.ToLower(norm.NFC.String(name))
		if other, taken := first[key]; taken {
			found = append(found, Finding{true, fmt.Sprintf("%s och %s är samma namn på Windows och Mac", other, name), "Byt namn på den ena."})
			continue
		}
		first[key] = name
	}
	return found
}

// longestPath is in characters; Windows stops at 260 with what it adds itself.
const longestPath = 240

func long(_ context.Context, p Patient) []Finding {
	var long []string
	for _, name := range p.Names {
		if len([]rune(filepath.Join(p.Folder, name))) > longestPath {
			long = append(long, name)
		}
	}
	if len(long) == 0 {
		return nil
	}
	return []Finding{{runtime.GOOS == "windows", fmt.Sprintf("Sökvägar är längre än %d tecken: %s", longestPath, spelling.Some(long, most)), "Windows kan inte öppna dem. Korta namnen, eller lägg projektet närmare diskens rot."}}
}

func history(ctx context.Context, p Patient) []Finding {
	if _, err := exec.LookPath("git"); err != nil {
		return []Finding{{false, "Git finns inte på datorn.", "Det behövs inte för att läsa och skriva, men för att skicka in ändringar. Hämta det från git-scm.com."}}
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	answer, err := exec.CommandContext(ctx, "git", "-C", p.Folder, "rev-parse", "--is-shallow-repository").Output()
	switch {
	case err != nil:
		return []Finding{{false, "Mappen hör inte till något git-projekt.", "Hämta projektet med git clone om ändringarna ska skickas in."}}
	case strings.TrimSpace(string(answer)) == "true":
		return []Finding{{false, "Bara den senaste delen av historiken är hämtad.", "Datum för äldre ändringar kan inte visas. Hämta resten med git fetch --unshallow."}}
	}
	return nil
}

// portFree looks at a port of this machine.
func portFree(port int) Examination {
	look := func(context.Context, Patient) []Finding {
		ln, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			ln.Close()
			return nil
		}
		what := "är upptagen, kanske av en förhandsvisning som redan är igång"
		if errors.Is(err, fs.ErrPermission) {
			what = "får inte användas"
		}
		return []Finding{{false, fmt.Sprintf("Port %d %s.", port, what), "Förhandsvisningen tar nästa lediga, eller den som anges med --port."}}
	}
	return Examination{fmt.Sprintf("Port %d är ledig.", port), look}
}
