package prose

import "strings"

// A class is what words have in common. A word may be of several.
type class uint64

const (
	counted      class = 1 << iota // begins with a digit
	capital                        // has a capital letter that is not its first
	avoided                        // begins an expression that the project does not write
	shortened                      // after which a full stop ends no sentence
	modal                          // that demand an infinitive
	filling                        // that stand between a modal verb and its infinitive
	deponent                       // verbs that end in s and are not passive
	negation                       // that deny
	clause                         // with which a new clause begins
	textPart                       // parts of a text, with which a note to oneself begins
	must                           // that say what is left to do
	toBeDone                       // what it is
	later                          // how such a note goes on
	doubling                       // that may well follow themselves: det är det det handlar om
	unit                           // that may stand apart from their number at the end of a line unless they are held
	colour                         // colours
	shape                          // things that may have a colour on a page or a form
	figure                         // things that have a place on a page
	side                           // sides
	compass                        // things named after their place
	english                        // English words
	surely                         // English words that are not Swedish too
	priorityWord                   // with which a mark of priority begins
	verb                           // that say how strong a recommendation is
	place                          // that say where on the page
	see                            // se
	icke                           // icke
	lorem                          // lorem
	opening                        // that begin a clause as its subject or object
	pointing                       // with a clause that need not begin with any word
	file                           // whose number is no person's
	body                           // on which a colour is a sign of illness
	draft                          // utkast
	lacking                        // said of a text that is not written yet
	textItself                     // what such a text is called
	labelled                       // what is known by a number or a letter, and is no section
	finite                         // verbs with which a clause may end and the sentence go on
)

// Words with blanks between them, which others look for too.
const (
	Modals    = "ska skall bör måste behöver" // får is a modal verb in some sentences only
	Negations = "inte ej aldrig ingen inget inga icke ingenting knappast"
	DoseUnits = doseSymbols + " mikrogram milligram gram liter enhet enheter tablett tabletter kapsel kapslar droppar dos doser promille procent watt lux hz joule"

	doseSymbols = "mg g kg µg μg mcg ml cl dl l mmol µmol μmol nmol pmol mol mmhg kpa ie cm mm kcal"
)

// ourWords are the words that rules look for, by class.
var ourWords = map[class]string{
	shortened: "t ex bl a d v s dvs ca k o osv etc kap nr prop st resp jfr el fr m fl mfl mm obs tel dr prof e kr ev inkl exkl avd sid",
	modal:     Modals + " får",
	filling:   "inte alltid också även då därför bara endast helst först sedan ofta i regel normalt",
	deponent: "finnas hoppas minnas andas lyckas misslyckas trivas vistas umgås låtsas skämmas svettas brottas mötas träffas skiljas samlas enas utvecklas förändras " +
		"förbättras försämras behövas kännas synas märkas höras kräkas åldras vägras slåss ses försvåras minskas ökas vaccineras oroas glädjas saknas upplevas variera förekommas avvikas " +
		"tyckas verkas handskas fattas färdas dras",
	negation: Negations,
	clause:   "om när att som eftersom och men eller då för innan så medan utan än fast trots varken",
	textPart: "avsnittet texten stycket kapitlet sidan rubriken länken länkar referens referenser källa källor bild tabell",
	must:     Modals,
	toBeDone: "kompletteras uppdateras skrivas läggas infogas omarbetas",
	later:    "senare med här",
	doubling: "det som den har om in så de",
	unit:     doseSymbols + " m km ms kr",
	colour:   "röd röda rött grön gröna grönt gul gula gult blå blåa blått orange orangea lila rosa grå gråa grått svart svarta vit vita vitt",
	shape: "ruta rutan rutor rutorna fält fältet fälten text texten markering markeringen markeringar rad raden rader kolumn kolumnen knapp knappen pil pilen pilar " +
		"linje linjen punkt punkten stapel stapeln staplar symbol symbolen cirkel cirkeln ram ramen siffra siffran siffror",
	figure:       "bild bilden meny menyn ruta rutan spalt spalten kolumn kolumnen knapp knappen figur figuren tabell tabellen faktaruta faktarutan diagram diagrammet",
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
	body:         "hud huden urin urinen avföring avföringen slemhinna slemhinnan slemhinnor slemhinnorna öga ögat ögon ögonen sår såret såren bett bettet utslag utslaget utslagen läppar läpparna naglar naglarna led leden lederna ben benet arm armen fot foten",
	draft:        "utkast",
	lacking:      "saknas tillkommer",
	textItself:   "text texten innehåll innehållet avsnittet",
	labelled:     "tabell bild figur bilaga ruta faktaruta diagram kapitel punkt steg",
	opening:      "som vad vem vilka vilken vilket",
	pointing:     "det den de allt",
	finite:       "är har får kan vill ska måste bör behöver finns gör går kommer blir gäller säger tycker",
}

// A lexicon says of which classes words are. There is one reading of a text, and
// each word in it is looked up once.
type lexicon struct {
	words   map[string]class
	lengths [256]uint64 // of the words with each first byte, a bit for each: most words of a text are in no class
}

// class returns the classes of a word; none of a word that is not in the lexicon.
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
