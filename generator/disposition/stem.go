package disposition

import "strings"

// endings are endings of Swedish words that change with how the word is used, longer before shorter.
var endings = strings.Fields("ningarna ningen ningar ning arna orna erna ades ande ende ade ens ets ar er or en et na as es a e t s n")

// stems returns words without what editing often changes, to find what is alike: "sömnen" and
// "sömn" are the same. Numbers and words that change what is said are as they are.
func stems(words []string) []string {
	const fewest, most = 3, 7 // letters
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = word
		if telling(word) {
			continue
		}
		for _, ending := range endings {
			if stem, has := strings.CutSuffix(word, ending); has && len([]rune(stem)) >= fewest {
				word = stem
				break
			}
		}
		if letters := []rune(word); len(letters) > most {
			word = string(letters[:most])
		}
		list[i] = word
	}
	return list
}
