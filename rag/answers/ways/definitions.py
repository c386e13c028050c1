"""What a programme is: the sentence that defines it, by the ways official Chinese defines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answers import refusal
from rag.answers.draft import Draft, Proof, quoted
from rag.answers.outcome import Outcome, Task, not_found
from rag.answers.sentences.evidence import ranked_sentences
from rag.answers.ways.enumeration import COUNTS, Enumeration, enumerations, follows_at_once
from rag.language.regex import regex
from rag.questions.words.terms import Term, locate, locate_all
from rag.search.pile import Passage
from rag.types import Span, Status

_MOST = 3  # sentences shown: offices define one slogan in different words
_READ = 200  # chunks read for a definition: a thing named in more has been defined many times over
# A name that counts what it has, and of what, where it says so: 三个一, 三大工程.
_COUNTS = regex(r"(?P<count>[二三四五六七八九十两])[个大项条](?P<noun>[一-鿿]{1,8})")
_DEFINING_WORDS = "是指 就是 即 主要内容 包括 简称 所谓"
_WHAT_IS = regex(r"(?:什么是|什么叫做?|何谓|何为)[“《]?(?P<thing>[^“”《》,。?]{2,12}?)[”》]?[?。]?$")
_PUT = 0.95  # how surely the answer to such a question of the report's own defines
NUMERALS = "一二三四五六七八九十两双百千万"

# The words before the name, or behind it, that make a sentence a definition; how surely they do.
_BEFORE: tuple[tuple[re.Pattern[str], float], ...] = (
    (regex(r"以.{4,240}?为(?:主要|基本|核心|重点|具体)?(?:内容|主题|载体|主|核心|重点|要求|抓手)的?[“《]?$"), 1.0),
    (regex(r"(?:所谓|简称|称为|概括为|叫做|即)[“《]?$"), 0.9),
    (regex(r"(?:[^、,。;]{2,12}、){2,}[^、,。;]{2,12}[“《]$"), 0.85),
    (regex(r"把.{2,40}成.{2,40}[、,].{2,80}等[“《]?$|[、,].{2,60}[、,].{2,60}等[“《]?$"), 0.7),
    (regex(r"“.{6,240}”的[“《]?$"), 0.9),
    (regex(r"[”、].{2,60}(?:为内容|为目标|的)[“《]$"), 0.4),
    (
        regex(r"(?:由|召集|联合|吸纳|组织|邀请|抽调|选派)[^,。]{2,60}(?:组成|组建|成立)[一-鿿]{0,6}[“《]?$"),
        0.8,
    ),
)
_BEHIND: tuple[tuple[re.Pattern[str], float], ...] = (
    (
        regex(
            r"^[”》]?[一-鿿]{0,4}?[”》]?[,，]?(?:是指|指的是|就是|即|意即|意为|意指|寓意|意思是|主要内容是|内容包括|是以)"
        ),
        1.0,
    ),
    (regex(r"^[”》]?[一-鿿]{0,4}?[”》]?(?:[(（]|[:：]|——|--)(?!\d)"), 0.8),
    # How it works, said behind its name: “甲羊还羔”专门为贫困户设计:…, 具体做法是….
    (
        regex(
            r"^[”》]?[一-鿿]{0,12}?(?:设计|推出|创设|设立)(?:的[一-鿿]{1,6})?:(?!“)"
            r"|^[”》]?[一-鿿]{0,6}?的?(?:具体|基本|主要)?(?:做法|办法|流程|规则|方式|运作|玩法)(?:是|为|:)(?!否)"
        ),
        0.8,
    ),
    (regex(r"^[”》]?[一-鿿]{0,4}?[”》]?,?(?:包括|分为|由.{2,20}组成|分别是|为主要内容)"), 0.8),
    (regex(r"^[”》]?,?作为[^,。;]{2,24},是一?[种项门]"), 0.9),
    (regex(r"^[”》],?是(?!否|对|在|从|一场|为了)"), 0.9),
    (regex(r"^[”》]?(?:活动|工程|机制|制度|模式|行动|工作法)?是(?!否)"), 0.6),
    (regex(r"^[”》]?[一-鿿]{0,4}?[”》]?,?(?:规定|要求|明确)"), 0.5),
)
# A question that the report puts and answers itself: 何为“强村公司”?|即是…, 什么是屋场会?|简单来说,就是….
_PUT_BEFORE = regex(r"(?:什么[是叫]|什么叫做?|何谓|何为|何谓之)[“《]?$")
_PUT_BEHIND = regex(r"^[”》]?(?:究竟|到底|又)?(?:是什么|指什么|是啥|为何物)[^,。;]{0,6}[?]")
_ANSWERED = regex(
    r"^[“ ]?(?:(?:简单|通俗|简而|概括|具体|说白|一句话|顾名思义)[一-鿿]{0,4},)?(?:它|其|这)?"
    r"(?:即|就是|是指|指的?是|意[即为指]|意思是|是(?!否|的|不是|因为|在))"
)


def definition(task: Task) -> Outcome:
    """The defining sentences of what is asked; where none defines, the sentences that name it, marked partial."""
    name = _thing(task)
    proofs = defining_sentences(task) or (_by_its_parts(task, name) if name else [])
    if proofs:
        return _write(task, proofs, Status.ANSWERED)
    ranked, _ = ranked_sentences(task.query, task.pile, task.allowed, task.filtered)
    named = [Proof(item.passage.report, item.span) for item in ranked if name and locate(name, item.shadow)]
    if named:
        return _write(task, named[:_MOST], Status.PARTIAL)
    return not_found(refusal.reason(task))


def _write(task: Task, proofs: list[Proof], status: Status) -> Outcome:
    draft = Draft()
    if status is Status.PARTIAL:
        draft.say(task.wording.no_definition())
    for proof in proofs:
        draft.line()
        draft.state(f"{task.wording.owner(proof.report.places)}{quoted(proof)}", [proof])
    reason = task.wording.no_definition() if status is Status.PARTIAL else None
    return Outcome(status, draft, reason)


def defining_sentences(task: Task) -> list[Proof]:
    """The best defining sentence of each story, surest first, at most three."""
    return [proof for sure, proof in _naming(task) if sure > 0][:_MOST]


def _naming(task: Task) -> list[tuple[float, Proof]]:
    """For each story that names the thing, its best sentence with how surely it defines (0: it only names).

    A numeral idiom is also defined by what is said of its halves: 所谓“两联”,就是…;所谓“三送”,就是….
    """
    name = _thing(task)
    if name is None:
        return []
    best: dict[str, list[tuple[float, Proof]]] = {}
    for report_id in reports_with(name, task):
        passage = task.pile.passage(report_id)
        found = _best_of(passage, name)
        halves = [_best_of(passage, half) for half in _halves(name)]
        by_halves = [item for item in halves if item and item[0] > 0]
        if by_halves and (found is None or found[0] < min(sure for sure, _ in by_halves)):
            best[passage.report.group] = list({proof.span: (sure, proof) for sure, proof in by_halves}.values())
        elif found and found[0] > max((sure for sure, _ in best.get(passage.report.group, [])), default=-1.0):
            best[passage.report.group] = [found]
    ranked = sorted(best.values(), key=lambda items: (-items[0][0], items[0][1].report.id))
    return [item for items in ranked for item in items]


def _by_its_parts(task: Task, name: Term) -> list[Proof]:
    """The sentence that names a thing which counts its parts (三个一), and those right behind it, in its paragraph,
    that number just so many: 一是…;二是…;三是…."""
    counted = _COUNTS.match(name.text)
    if counted is None:
        return []
    for passage in map(task.pile.passage, reports_with(name, task)):
        for number, at in _mentions(passage, name):
            for told in enumerations(passage, number, at[1]):
                if _defines(passage, number, told, COUNTS[counted["count"]], counted["noun"]):
                    shown = dict.fromkeys([number, *(part.number for part in told.parts)])
                    return [Proof(passage.report, passage.sentences[one]) for one in shown]
    return []


def _defines(passage: Passage, number: int, told: Enumeration, count: int, noun: str) -> bool:
    """Whether an enumeration tells a thing's parts: as many, begun at once, and each of the kind that its name counts
    (大力实施三大工程。一是抓宣传 tells steps)."""
    of_kind = len(noun) < 2 or all(noun in part.name for part in told.parts)
    return len(told.parts) == count and of_kind and follows_at_once(passage, number, told)


def reports_with(name: Term, task: Task) -> list[str]:
    """Reports that name the thing; of very many, those that speak of it most in the words of definitions."""
    chunks = task.pile.index.containing(name.text, task.allowed)
    if len(chunks) > _READ:
        ranked = task.pile.index.lexical(f"{name.text} {_DEFINING_WORDS}", _READ, task.allowed)
        naming = set(chunks)
        chunks = [chunk for chunk, _ in ranked if chunk in naming]
    return list(dict.fromkeys(chunk.report_id for chunk in task.pile.store.chunks(chunks)))


def _best_of(passage: Passage, name: Term) -> tuple[float, Proof] | None:
    """The surest of the sentences that name the thing; of equals, the first."""
    found = [
        (_sureness(passage.sentence(number), at), Proof(passage.report, passage.sentences[number]))
        for number, at in _mentions(passage, name)
    ]
    found += [(_PUT, Proof(passage.report, span)) for span in _answers_to_itself(passage, name)]
    return max(found, key=lambda item: item[0], default=None)


def _answers_to_itself(passage: Passage, name: Term) -> Iterator[Span]:
    """The sentences that answer, in the same paragraph, the question what the thing is that their report has put."""
    for number, at in _mentions(passage, name):
        sentence, behind = passage.sentence(number), number + 1
        if not (
            sentence.endswith("?") and (_PUT_BEFORE.search(sentence[: at[0]]) or _PUT_BEHIND.match(sentence[at[1] :]))
        ):
            continue
        if behind < len(passage.sentences) and _ANSWERED.match(passage.sentence(behind)):
            yield passage.sentences[behind]


def _halves(name: Term) -> list[Term]:
    """The halves of a numeral idiom: 两联三送 → 两联, 三送."""
    found = re.fullmatch(rf"([{NUMERALS}][一-鿿]{{1,3}})([{NUMERALS}][一-鿿]{{1,3}})", name.text)
    return [Term(half, 1.0, is_name=True) for half in found.groups()] if found else []


def _thing(task: Task) -> Term | None:
    places = {place.name for place in task.query.mentioned}
    names = [term for term in task.query.names if term.text not in places] or task.query.names
    if names:
        return names[0]
    asked = _WHAT_IS.search(task.query.shadow)
    if asked and task.pile.attested(asked["thing"]):  # 屋场会, of which the topic keeps 屋场
        return Term(asked["thing"], 1.0)
    return max(task.query.terms, key=lambda term: term.weight, default=None)


def _mentions(passage: Passage, name: Term) -> list[tuple[int, Span]]:
    found: list[tuple[int, Span]] = []
    for number in range(len(passage.sentences)):
        found.extend((number, at) for at in locate_all(name, passage.sentence(number)))
    return found


def _sureness(sentence: str, at: Span) -> float:
    before, behind = sentence[: at[0]].replace(" ", ""), sentence[at[1] :].replace(" ", "")
    found = [sure for pattern, sure in _BEFORE if pattern.search(before)]
    found += [sure for pattern, sure in _BEHIND if pattern.search(behind)]
    return max(found, default=0.0)
