package document

import "provtryck/generator/problem"

// Rules returns the rules that a file can break by itself, except those on its
// running text and those of YAML.
func Rules() []*problem.Rule {
	return []*problem.Rule{
		WrongEncoding, ForeignFile, TooLarge, Unparsable, badException, badFrontMatter, UnknownStatus, emptyHeading,
		headingWithoutBlank, headingInBlock, targetInBlock, openBrace, badAnchor, openBlock, strayFence,
		misplacedBlock, deepBlock, unknownBlock, brokenTable, openCode, unknownDimension, wrongDimension,
		blockWithoutTarget, misreadLink, invisibleCharacter, mixedAlphabets, pictureWithoutText, pictureText,
		falseList, emptyColumnHeading, tableWithoutIntroduction, linksInRow, badPriority, missingFootnote,
		unusedFootnote, vanishedText, swallowedSign, comparisonMark, unusedDefinition, underlinedHeading, ConflictMark,
		wrongNumber, tableCells, gluedEmphasis, otherMarkdown, misplacedTags, BoldHeading, indentedText, misplacedItem,
		joinedLines, blockForm, rawHTML, unsafeLink, hiddenTitle,
	}
}
