// Package doctor finds what on a computer could cause trouble for the program: where
// the folder with the texts is, what its files are called, and what is missing. An
// [Examination] looks at one such thing of a [Folder] and returns a [Finding] for each
// fault. It changes nothing.
package doctor

import (
	"bytes"
	"cmp"
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
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/spelling"
)

// A Folder is the folder with the texts.
type Folder struct {
	Path  string   // absolute
	Names []string // of all files and folders in it, slash-separated
	Away  []string // names of the files for which Away is true
}

// A Finding is something that could cause trouble.
type Finding struct {
	Grave  bool   // must be fixed
	What   string // a sentence, or a list of names after one
	Advice string
}

// An Examination looks at one thing that has caused trouble.
type Examination struct {
	Well string // the message when nothing was found
	Look func(context.Context, Folder) []Finding
}

// Examinations returns all examinations that need not read the texts, in the order of
// the report. Port is the one that the preview normally listens on.
func Examinations(port int) []Examination {
	return []Examination{
		{"Mappen synkas inte av något annat program.", synced},
		{"Alla filers innehåll är hämtat till datorn, så vitt datorn säger.", away},
		{"Provtryck märker när en fil ändras.", notices},
		{"Inga namn har å, ä eller ö lagrade på det gamla sättet.", decomposed},
		{"Inga namn är så lika att andra datorer tar dem för ett.", alike},
		{"Inga sökvägar är för långa.", long},
		{"Git finns och hela historiken är hämtad.", history},
		portFree(port),
	}
}

// most is how many names a finding lists.
const most = 3

// syncers are in the names of folders of programs that synchronise.
var syncers = regexp.MustCompile(`(?i)(onedrive|dropbox|google ?drive|icloud|mobile documents|cloudstorage|` +
	`box sync|nextcloud|sharepoint)`)

func synced(_ context.Context, f Folder) []Finding {
	if m := syncers.FindString(f.Path); m != "" {
		return []Finding{{false, "Mappen verkar synkas av ett annat program (" + m + "): " + f.Path,
			"Det går, men filer kan låsas och ändras av andra samtidigt, och git-mappar kan gå sönder. " +
				"Ha hellre projektet i en vanlig mapp."}}
	}
	return nil
}

var windowsDisk = regexp.MustCompile(`^/mnt/[a-z]/`)

func notices(_ context.Context, f Folder) []Finding {
	late := "Ändringar syns ändå, men ett par sekunder senare."
	if runtime.GOOS == "linux" && windowsDisk.MatchString(f.Path) && inWSL() {
		return []Finding{{false, "Mappen ligger på Windows disk och läses från Linux, som då inte märker när en fil ändras.",
			late + " Lägg projektet i Linux hemmapp, eller kör Provtryck för Windows."}}
	}
	folders := slices.DeleteFunc(slices.Clone(f.Names), func(name string) bool {
		info, err := os.Lstat(filepath.Join(f.Path, filepath.FromSlash(name)))
		return err != nil || !info.IsDir()
	})
	if limit := watchLimit(); limit > 0 && len(folders) > limit {
		what := fmt.Sprintf("Systemet kan bevaka %d mappar, men texterna ligger i %d.", limit, len(folders))
		return []Finding{{false, what, late + " Höj fs.inotify.max_user_watches om det stör."}}
	}
	return nil
}

func inWSL() bool {
	version, _ := os.ReadFile("/proc/version")
	return bytes.Contains(bytes.ToLower(version), []byte("microsoft"))
}

// watchLimit returns how many folders the system can watch; 0 when unknown.
func watchLimit() int {
	data, _ := os.ReadFile("/proc/sys/fs/inotify/max_user_watches")
	n, _ := strconv.Atoi(strings.TrimSpace(string(data)))
	return n
}

func decomposed(_ context.Context, f Folder) []Finding {
	odd := slices.DeleteFunc(slices.Clone(f.Names), norm.NFC.IsNormalString)
	if len(odd) == 0 {
		return nil
	}
	return []Finding{{false, "Namn med å, ä eller ö lagrade på det gamla sättet (NFD): " + spelling.Some(odd, most),
		"Byt namn till bara a–z; då blir namnen lika på alla datorer."}}
}

func alike(_ context.Context, f Folder) []Finding {
	first := map[string]string{}
	var found []Finding
	for _, name := range f.Names {
		key := strings.ToLower(norm.NFC.String(name))
		if other, taken := first[key]; taken {
			what := fmt.Sprintf("%s och %s är samma namn på Windows och Mac", other, name)
			found = append(found, Finding{true, what, "Byt namn på den ena."})
			continue
		}
		first[key] = name
	}
	return found
}

// longestPath is in characters. Many programs on Windows stop at 260 with what is added to a name;
// this one does not.
const longestPath = 240

func long(_ context.Context, f Folder) []Finding {
	names := slices.DeleteFunc(slices.Clone(f.Names), func(name string) bool {
		return utf8.RuneCountInString(filepath.Join(f.Path, name)) <= longestPath
	})
	if len(names) == 0 {
		return nil
	}
	what := fmt.Sprintf("Sökvägar är längre än %d tecken: %s", longestPath, spelling.Some(names, most))
	return []Finding{{false, what, "Provtryck klarar dem, men på Windows kan Anteckningar, Word och andra program kanske inte " +
		"öppna dem, och git behöver git config --global core.longpaths true. " +
		"Korta namnen, eller lägg projektet närmare diskens rot."}}
}

func history(ctx context.Context, f Folder) []Finding {
	if _, err := exec.LookPath("git"); err != nil {
		return []Finding{{false, "Git finns inte på datorn.",
			"Det behövs inte för att läsa och skriva, men för att skicka in ändringar. Hämta det från git-scm.com."}}
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	command := exec.CommandContext(ctx, "git", "-C", f.Path, "rev-parse", "--is-shallow-repository")
	command.Env = append(command.Environ(), "LC_ALL=C")
	answer, err := command.Output()
	why := ""
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		first, _, _ := strings.Cut(string(failed.Stderr), "\n")
		why = strings.TrimPrefix(strings.TrimSpace(first), "fatal: ")
	}
	switch {
	case ctx.Err() != nil:
		return []Finding{{false, "Git har inte svarat.", "Kör git status i mappen och se vad det säger."}}
	case strings.Contains(why, "not a git repository"):
		return []Finding{{false, "Mappen hör inte till något git-projekt.",
			"Hämta projektet med git clone om ändringarna ska skickas in."}}
	case strings.Contains(why, "dubious ownership"):
		return []Finding{{false, "Git läser inte mappen, eftersom någon annan äger den.",
			"Kör git config --global --add safe.directory följt av projektmappens hela sökväg."}}
	case err != nil:
		return []Finding{{false, "Git kan inte läsa mappen: " + cmp.Or(why, err.Error()),
			"Kör git status i mappen, och fråga den som sköter Provtryck."}}
	case strings.TrimSpace(string(answer)) == "true":
		return []Finding{{false, "Bara den senaste delen av historiken är hämtad.",
			"Datum för äldre ändringar kan inte visas. Hämta resten med git fetch --unshallow."}}
	}
	return nil
}

// portFree looks at a port of this machine.
func portFree(port int) Examination {
	look := func(context.Context, Folder) []Finding {
		ln, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			ln.Close()
			return nil
		}
		what := "är upptagen, kanske av en förhandsvisning som redan är igång"
		if errors.Is(err, fs.ErrPermission) {
			what = "går inte att använda utan högre behörighet"
		}
		return []Finding{{false, fmt.Sprintf("Port %d %s.", port, what),
			"Förhandsvisningen tar nästa lediga, eller den som anges med --port."}}
	}
	return Examination{fmt.Sprintf("Port %d är ledig.", port), look}
}
