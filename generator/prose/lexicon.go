package prose

import (
	"embed"
	"regexp"
	"strings"
)

// A class is words with something in common. A word may be in several.
type class uint64

// anyWord is no class in particular.
const anyWord class = 0

const (
	counted         class = 1 << iota // begin with a digit
	capital                           // have a capital letter that is not their first
	avoided                           // begin an expression that the project does not write
	shortened                         // after which a full stop ends no sentence
	modal                             // that demand an infinitive
	filling                           // between a modal verb and its infinitive
	deponent                          // verbs that end in s and are not passive
	negation                          // that deny
	clause                            // with which a new clause begins
	textPart                          // parts of a text, with which a note to oneself begins
	must                              // before what is left to do
	toBeDone                          // what is left to do
	later                             // how such a note goes on
	doubling                          // that may well follow themselves: det är det det handlar om
	unit                              // that a line end may part from their number
	colour                            // colours
	shape                             // things that may have a colour on a page or a form
	figure                            // things that have a place on a page
	side                              // sides
	compass                           // things named after their place
	english                           // English words
	surely                            // English words that are not Swedish too
	priorityWord                      // that begin a mark of priority
	verb                              // that decide how strong a recommendation is
	place                             // positions on the page
	see                               // se
	icke                              // icke
	lorem                             // lorem
	opening                           // that begin a clause as its subject or object
	pointing                          // with a clause that needs no word to begin with
	file                              // whose number is no person's
	body                              // on which a colour is a sign of illness
	draft                             // utkast
	lacking                           // of a text that is not written yet
	textItself                        // what such a text is called
	labelled                          // things with a number or a letter that are no sections
	finite                            // verbs with which a clause may end and the sentence go on
	preposition                       // after which comes a thing, a measure or a name
	article                           // after which comes a noun
	numeral                           // numbers in letters, and parts of a whole
	shortInfinitive                   // infinitives that do not end in a
	wellKnown                         // abbreviations that need no explanation
	stressed                          // ordinary words that are written in capitals to stress them
	mentioning                        // after which a sign is spoken of
	urgent                            // of what has priorities of its own
	recommending                      // of what the guidelines give a priority
	numbering                         // before numbers that are names
	enumerating                       // that end an enumeration: osv.
	scale                             // before the least and the most of something
)

// Words with blanks between them, which other packages look for too.
const (
	Modals    = "ska skall bör måste behöver" // får is a modal verb in some sentences only
	Negations = "inte ej aldrig ingen inget inga icke ingenting knappast"
)

// DoseUnits are the units of doses and measured values, with blanks between them.
var DoseUnits = wordsIn("dose-symbols") + wordsIn("dose-names")

//go:embed words/*.txt
var wordFiles embed.FS

// wordsIn returns the words of a file, which has one a line and comments after #.
func wordsIn(file string) string {
	list, err := wordFiles.ReadFile("words/" + file + ".txt")
	if err != nil {
		panic(err) // the files are part of the program
	}
	return comment.ReplaceAllString(string(list), "")
}

var comment = regexp.MustCompile(`(?m)^#.*`)

// ourWords are the words that rules look for, by class.
var ourWords = map[class]string{
	shortened: wordsIn("shortened"),
	modal:     Modals + " får",
	filling:   "inte alltid också även då därför bara endast helst först sedan ofta i regel normalt",
	deponent:  wordsIn("deponent"),
	negation:  Negations,
	clause:    wordsIn("clause"),
	textPart: "avsnittet texten stycket kapitlet sidan rubriken länken länkar referens referenser " +
		"källa källor bild tabell",
	must:         Modals,
	toBeDone:     "kompletteras uppdateras skrivas läggas infogas omarbetas",
	later:        "senare med här",
	doubling:     "det som den har om in så de",
	unit:         wordsIn("dose-symbols") + "m km ms kr",
	colour:       wordsIn("colour"),
	shape:        wordsIn("shape"),
	figure:       wordsIn("figure"),
	side:         "höger vänster",
	compass:      "högerspalten vänsterspalten högermenyn vänstermenyn högerkolumnen vänsterkolumnen",
	english:      "the of with and from that this which are for to is by or its their",
	surely:       "the of with from this which their",
	priorityWord: "prio prioritet prioritering prioriterad",
	verb:         "ska bör kan",
	place:        "nedan ovan",
	see:          "se",
	icke:         "icke",
	lorem:        "lorem",
	file:         "diarienummer diarienr dnr ärende ärendenummer organisationsnummer orgnr referensnummer",
	body:         wordsIn("body"),
	draft:        "utkast",
	lacking:      "saknas tillkommer",
	textItself:   "text texten innehåll innehållet avsnittet",
	labelled:     "tabell bild figur bilaga ruta faktaruta diagram kapitel punkt steg",
	opening:      "som vad vem vilka vilken vilket",
	pointing:     "det den de allt",
	preposition:  "i på av till för med vid från om per hos under över enligt mot efter utan inom mellan och eller",
	article:      "ett en det den detta denna",
	numeral: "en ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton tjugo trettio fyrtio " +
		"femtio sextio sjuttio åttio nittio hundra tusen halv halva hälften tredjedelen fjärdedelen varannan var",
	shortInfinitive: "få gå stå slå ge ta ha be se bli ske dö ses ges tas fås nås le gro bero",
	wellKnown:       wordsIn("well-known"),
	stressed:        wordsIn("stressed"),
	mentioning:      "med tecknet tecken skriv skrivs",
	urgent:          wordsIn("urgent"),
	recommending:    wordsIn("recommending"),
	numbering:       wordsIn("numbering"),
	enumerating:     "osv etc mm mfl",
	scale:           "ki ci konfidensintervall konfidensintervallet intervall intervallet skala skalan poäng från",
	finite:          "är har får kan vill ska måste bör behöver finns gör går kommer blir gäller säger tycker",
}

// A lexicon holds the classes of words. Each word of a text is looked up once.
type lexicon struct {
	words   map[string]class
	lengths [256]uint64 // by first byte, a bit for each: most words of a text are in no class
}

// class returns the classes of a word, 0 if it is not in the lexicon.
func (l *lexicon) class(word string) class {
	if l == nil || l.lengths[word[0]]>>min(len(word), 63)&1 == 0 {
		return 0
	}
	return l.words[word]
}

func (l *lexicon) add(word string, c class) {
	l.words[word] |= c
	l.lengths[word[0]] |= 1 << min(len(word), 63)
}

// newLexicon returns the lexicon of our own words.
func newLexicon() *lexicon {
	l := &lexicon{words: map[string]class{}}
	for c, words := range ourWords {
		for w := range strings.FieldsSeq(words) {
			l.add(w, c)
		}
	}
	return l
}

var ourLexicon = newLexicon()
