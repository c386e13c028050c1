"""English forms of a word, by rule: dictionaries gloss with base forms, people ask with plurals and past tenses.

Rules of spelling (y → ies, e dropped, consonant doubled after one short vowel) and the irregular verbs and nouns a
reader of news meets. Left out: rarer irregular words; a wrong form costs one odd token in the training noise.
"""

from __future__ import annotations

import re

# base: past, participle. The -s and -ing forms are regular.
_VERBS = """\
be was been|become became become|begin began begun|break broke broken|bring brought brought
build built built|buy bought bought|catch caught caught|choose chose chosen|come came come
cut cut cut|deal dealt dealt|die died died|do did done|draw drew drawn|drink drank drunk
drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought
find found found|fly flew flown|forget forgot forgotten|get got gotten|give gave given|go went gone
grow grew grown|have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held
keep kept kept|know knew known|lay laid laid|lead led led|leave left left|lend lent lent|let let let
lie lay lain|lose lost lost|make made made|mean meant meant|meet met met|pay paid paid|put put put
read read read|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said
see saw seen|sell sold sold|send sent sent|set set set|shake shook shaken|shoot shot shot
show showed shown|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|sleep slept slept
speak spoke spoken|spend spent spent|stand stood stood|steal stole stolen|strike struck struck
swim swam swum|take took taken|teach taught taught|tell told told|think thought thought
throw threw thrown|understand understood understood|wear wore worn|win won won
withdraw withdrew withdrawn|write wrote written"""
IRREGULAR_VERBS = {
    entry.split()[0]: (entry.split()[1], entry.split()[2]) for line in _VERBS.splitlines() for entry in line.split("|")
}
IRREGULAR_NOUNS = {
    **{"man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "tooth": "teeth"},
    **{"mouse": "mice", "life": "lives", "wife": "wives", "leaf": "leaves", "half": "halves", "sheep": "sheep"},
    **{"policy": "policies", "crisis": "crises", "medium": "media", "phenomenon": "phenomena", "analysis": "analyses"},
}
_SHORT = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")  # stop, plan: the last consonant doubles


def with_s(word: str) -> str:
    """Plural of a noun, or third person of a verb."""
    if re.search(r"(s|x|z|ch|sh)$", word):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"


def with_ed(word: str) -> str:
    """Regular past."""
    if word.endswith("e"):
        return word + "d"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ied"
    return word + word[-1] + "ed" if _SHORT.search(word) and word[-1] != "k" else word + "ed"


def with_ing(word: str) -> str:
    if re.search(r"[^eo]e$", word):
        return word[:-1] + "ing"
    return word + word[-1] + "ing" if _SHORT.search(word) and word[-1] != "k" else word + "ing"


def verb_forms(word: str) -> list[str]:
    """
    >>> verb_forms("carry"), verb_forms("take")
    (['carries', 'carried', 'carrying'], ['takes', 'took', 'taken', 'taking'])
    """
    past = IRREGULAR_VERBS.get(word, (with_ed(word),))
    return [with_s(word), *dict.fromkeys(past), with_ing(word)]


def plural(word: str) -> str:
    """
    >>> plural("county"), plural("man")
    ('counties', 'men')
    """
    return IRREGULAR_NOUNS.get(word, with_s(word))
