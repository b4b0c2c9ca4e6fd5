package main

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

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"provtryck/generator/problem"
)

// doctorCommand says what on this machine could be in the way.
func (p *program) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doktor",
		Short: "Säger vad på den här datorn som kan ställa till det",
		Long: "Undersöker datorn och mappen med texterna och säger vad som kan ställa till det, och vad man gör åt det.\n" +
			"Inget ändras. Slutkoden är 1 när något måste rättas.",
		Example: "  provtryck doktor",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.doctor(c.Context())
		},
	}
}

// A symptom is what an examination has found.
type symptom struct {
	grave  bool // must be mended
	what   string
	advice string
}

// An examination looks at one thing that has been in the way of somebody.
type examination struct {
	well string // what is said when nothing was found
	look func(patient) []symptom
}

// A patient is what is examined.
type patient struct {
	*program
	ctx   context.Context
	root  string   // the content folder, whole path
	names []string // of all files and folders in it, slash-separated
}

// examinations in the order in which they are told. A new one is a function and a
// line here.
var examinations = []examination{
	{"Mappen med texterna finns och går att läsa.", patient.texts},
	{"Målgrupper och mallar finns.", patient.agreements},
	{"Mappen synkas inte av något annat program.", patient.synced},
	{"Datorn kan tala om när en fil ändras.", patient.notices},
	{"Inga namn har å, ä eller ö lagrade på det gamla sättet.", patient.decomposed},
	{"Inga namn är så lika att andra datorer tar dem för ett.", patient.alike},
	{"Inga sökvägar är för långa.", patient.long},
	{"Git finns och hela historiken är hämtad.", patient.history},
	{"Port " + strconv.Itoa(defaultPort) + " är ledig.", patient.port},
}

func (p *program) doctor(ctx context.Context) error {
	t := newTerminal(p.out, p.getenv)
	root, err := filepath.Abs(p.content)
	if err != nil {
		root = p.content
	}
	sick := patient{program: p, ctx: ctx, root: root, names: namesIn(root)}
	notes, grave := 0, 0
	for _, e := range examinations {
		found := e.look(sick)
		if len(found) == 0 {
			fmt.Fprintf(t, "%s  %s\n", t.paint(green, "bra "), e.well)
		}
		for _, s := range found {
			word, colour := "obs ", yellow
			if notes++; s.grave {
				word, colour = "fel ", red
				grave++
			}
			fmt.Fprintf(t, "%s  %s\n      %s\n", t.paint(colour, word), problem.Visible(s.what), problem.Visible(s.advice))
		}
	}
	switch {
	case grave > 0:
		fmt.Fprintf(t, "%s måste rättas.\n", problem.Amount(grave, "sak", "saker"))
		return errFindings
	case notes > 0:
		fmt.Fprintln(t, "Provtryck fungerar här. Läs det som är märkt obs om något känns konstigt.")
	default:
		fmt.Fprintln(t, "Allt ser bra ut.")
	}
	return nil
}

func namesIn(root string) []string {
	var names []string
	_ = fs.WalkDir(os.DirFS(root), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // patient.texts tells
		case e.IsDir() && name != "." && temporary(e.Name()):
			return fs.SkipDir
		}
		names = append(names, name)
		return nil
	})
	return names
}

// listing writes the first few of many names.
func listing(names []string) string {
	const most = 3
	if len(names) > most {
		return fmt.Sprintf("%s och %d till", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}

func (p patient) texts() []symptom {
	root, err := p.openContent()
	if err != nil {
		return []symptom{{true, err.Error(), "Kör kommandot i projektets mapp."}}
	}
	defer root.Close()
	r := p.reader(root.FS())
	src, err := r.read()
	if err != nil {
		return []symptom{{true, err.Error(), "Kontrollera att det är rätt mapp."}}
	}
	var locked []string
	for _, d := range src.Documents {
		if slices.ContainsFunc(d.Problems, func(f problem.Problem) bool { return f.Rule == unreadableFile }) {
			locked = append(locked, d.Name)
		}
	}
	if len(locked) > 0 {
		return []symptom{{true, "Filer går inte att läsa: " + listing(locked), "Stäng program som har dem öppna, och be den som äger dem om rätt att läsa."}}
	}
	return nil
}

func (p patient) agreements() []symptom {
	root, err := p.openContent()
	if err != nil {
		return nil // patient.texts tells
	}
	defer root.Close()
	r := p.reader(root.FS())
	r.readProject()
	var found []symptom
	for _, f := range r.project.problems {
		found = append(found, symptom{f.Severity == problem.Error, f.Pos.String() + ": " + f.Message, sentence(f.Hint)})
	}
	return found
}

// sentence makes a hint a sentence.
func sentence(hint string) string {
	if hint == "" {
		return ""
	}
	first := []rune(hint)
	return strings.ToUpper(string(first[:1])) + strings.TrimSuffix(string(first[1:]), ".") + "."
}

// syncers are what the folders of programs that synchronise are called.
var syncers = regexp.MustCompile(`(?i)(onedrive|dropbox|google ?drive|googledrive|icloud|mobile documents|cloudstorage|box sync|nextcloud|sharepoint)`)

func (p patient) synced() []symptom {
	if m := syncers.FindString(p.root); m != "" {
		return []symptom{{false, "Mappen verkar synkas av ett annat program (" + m + "): " + p.root,
			"Det går, men filer kan låsas och ändras av andra samtidigt, och git-mappar kan gå sönder. Ha hellre projektet i en vanlig mapp."}}
	}
	return nil
}

var windowsDisk = regexp.MustCompile(`^/mnt/[a-z]/`)

func (p patient) notices() []symptom {
	late := "Ändringar syns ändå, men ett par sekunder senare."
	switch {
	case strings.HasPrefix(p.root, `\\`):
		return []symptom{{false, "Mappen ligger på en delad disk som inte säger till när en fil ändras.", late}}
	case runtime.GOOS == "linux" && windowsDisk.MatchString(p.root) && inWSL():
		return []symptom{{false, "Mappen ligger på Windows disk och läses från Linux, som då inte får veta när en fil ändras.", late + " Lägg projektet i Linux hemmapp, eller kör Provtryck för Windows."}}
	}
	folders := slices.DeleteFunc(slices.Clone(p.names), func(name string) bool {
		info, err := os.Lstat(filepath.Join(p.root, filepath.FromSlash(name)))
		return err != nil || !info.IsDir()
	})
	if most := watchLimit(); most > 0 && len(folders) > most {
		return []symptom{{false, fmt.Sprintf("Systemet kan bevaka %d mappar, men texterna ligger i %d.", most, len(folders)), late + " Höj fs.inotify.max_user_watches om det stör."}}
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

func (p patient) decomposed() []symptom {
	odd := slices.DeleteFunc(slices.Clone(p.names), norm.NFC.IsNormalString)
	if len(odd) == 0 {
		return nil
	}
	return []symptom{{false, "Namn med å, ä eller ö lagrade på det gamla sättet (NFD): " + listing(odd), "Byt namn till bara a–z; då blir namnen lika på alla datorer."}}
}

func (p patient) alike() []symptom {
	first := map[string]string{}
	var found []symptom
	for _, name := range p.names {
		key := strings.ToLower(norm.NFC.String(name))
		if other, taken := first[key]; taken {
			found = append(found, symptom{true, fmt.Sprintf("%s och %s är samma namn på Windows och Mac", other, name), "Byt namn på den ena."})
			continue
		}
		first[key] = name
	}
	return found
}

// longestPath is in characters; Windows stops at 260 with what it adds itself.
const longestPath = 240

func (p patient) long() []symptom {
	var long []string
	for _, name := range p.names {
		if len([]rune(filepath.Join(p.root, name))) > longestPath {
			long = append(long, name)
		}
	}
	if len(long) == 0 {
		return nil
	}
	return []symptom{{runtime.GOOS == "windows", fmt.Sprintf("Sökvägar är längre än %d tecken: %s", longestPath, listing(long)), "Windows kan inte öppna dem. Korta namnen, eller lägg projektet närmare diskens rot."}}
}

func (p patient) history() []symptom {
	if _, err := exec.LookPath("git"); err != nil {
		return []symptom{{false, "Git finns inte på datorn.", "Det behövs inte för att läsa och skriva, men för att skicka in ändringar. Hämta det från git-scm.com."}}
	}
	ctx, cancel := context.WithTimeout(p.ctx, 5*time.Second)
	defer cancel()
	answer, err := exec.CommandContext(ctx, "git", "-C", p.root, "rev-parse", "--is-shallow-repository").Output()
	switch {
	case err != nil:
		return []symptom{{false, "Mappen hör inte till något git-projekt.", "Hämta projektet med git clone om ändringarna ska skickas in."}}
	case strings.TrimSpace(string(answer)) == "true":
		return []symptom{{false, "Bara den senaste delen av historiken är hämtad.", "Datum för äldre ändringar kan inte visas. Hämta resten med git fetch --unshallow."}}
	}
	return nil
}

func (p patient) port() []symptom {
	ln, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(defaultPort)))
	if err == nil {
		ln.Close()
		return nil
	}
	what := "är upptagen, kanske av en förhandsvisning som redan är igång"
	if errors.Is(err, fs.ErrPermission) {
		what = "får inte användas"
	}
	return []symptom{{false, fmt.Sprintf("Port %d %s.", defaultPort, what), "Förhandsvisningen tar nästa lediga, eller den som anges med --port."}}
}
