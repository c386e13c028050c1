"""The figures of a place as a whole before those of its parts: asked of a county, 全县整修山塘1046口 before what
one of its towns has repaired (全镇清淤山塘73口); and a village's own, not the sum of its town's."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from rag.answers.fitting.answer_type import figures_asked
from rag.answers.outcome import Task
from rag.answers.sentences.evidence import Sentence
from rag.language.regex import regex
from rag.types import Kind, Level

_AS_FULL = 0.1  # covered share that the sentence on the whole may lack
_WHOLE = {
    Level.PROVINCE: regex("全[省区]"), Level.CITY: regex("全[市州]"), Level.COUNTY: regex("全[县市区旗]"),
    Level.TOWN: regex("全[镇乡]"), Level.VILLAGE: regex("全村"),
}  # fmt: skip

# A part of a town that has figures of its own: 位于喻兴村的…基地, 基地负责人, 合作社理事长.
_PARTS = regex(
    r"(?:位于|地处|坐落[于在])[^,;。]{1,16}(?:村|社区|组)|(?:基地|公司|合作社|企业|农场|园区?|[村厂场])(?:党支部书记|负责人|理事长|经理|厂长|场长|社长|老板|主人)"
    r"|(?:^|[,;:。“])[^,;:。“”]{0,12}(?:基地|公司|合作社|农场|[一-鿿]村)(?:通过|采取|采用|占地|面积|规模|发展|年|已|有|目前|,)"
)

_NEAR_ITS_NAME = 24  # code points from a village's name to a figure of its own
_CLAUSE_END = regex(r"[,;:。、]")


def whole_first(task: Task, answering: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that answer a question for a figure, with those of the asked place's own report that tell of all of
    it first, as long as they hold as much of what is asked; of any other question as they are."""
    asked = [place for named in task.query.named for place in named.places]
    if task.query.kind is not Kind.FIGURE or not asked or not answering:
        return list(answering)
    names, level = task.pile.spellings(asked), asked[0].level
    if own := _of_the_village(task, answering):
        return own
    least = answering[0].covered - _AS_FULL

    def is_of_the_whole(sentence: Sentence) -> bool:
        owners = sentence.passage.report.places
        own = bool(owners) and not names.isdisjoint((owners[-1].name, owners[-1].present))
        return own and sentence.covered >= least and _WHOLE[level].search(sentence.shadow) is not None

    ordered = list(answering)
    if not _WHOLE[level].search(answering[0].shadow):
        ordered.sort(key=lambda sentence: not is_of_the_whole(sentence))
    best = ordered[0]
    if not is_of_the_whole(best):
        return ordered
    return [one for one in ordered if one is best or not _is_of_a_part(one, best, names, level)]


def _of_the_village(task: Task, answering: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that give the village asked a figure, without those of their reports that give others theirs; none
    where none does, or no village is asked."""
    places = [place for named in (*task.query.named, *task.query.mentioned) for place in named.places]
    names = task.pile.spellings([place for place in places if place.level is Level.VILLAGE])
    naming = [one for one in answering if any(_tells_of(task, one.shadow, name) for name in names)]
    reports = {one.passage.report.id for one in naming}
    return [one for one in answering if one in naming or one.passage.report.id not in reports] if naming else []


def _tells_of(task: Task, text: str, name: str) -> bool:
    """Whether a figure of the kind asked stands in the clause that a village's name opens."""
    at = text.find(name)
    return at >= 0 and any(
        at < start <= at + _NEAR_ITS_NAME and not _CLAUSE_END.search(text, at, start)
        for start, _ in figures_asked(task.query, text)
    )


def _is_of_a_part(sentence: Sentence, whole: Sentence, names: AbstractSet[str], level: Level) -> bool:
    """Whether a sentence of the report that tells the whole's figure tells one of a base, a firm or a village in it:
    the last thing named in its paragraph, where neither it nor that says the whole (基地负责人说,年产35万斤)."""
    passage = sentence.passage
    if passage.report.id != whole.passage.report.id:
        return False
    paragraph = passage.shadow.rfind("\n", 0, sentence.span[0]) + 1
    before = [at for at in range(sentence.number, -1, -1) if passage.sentences[at][0] >= paragraph]
    # Who speaks is told behind: “年产35万斤。”|基地负责人说。
    behind = (
        [sentence.number + 1] if sentence.shadow[:1] == "“" and sentence.number + 1 < len(passage.sentences) else []
    )
    for text in (passage.sentence(at) for at in (*behind, *before)):
        if _WHOLE[level].search(text) or _PARTS.search(text):
            return _WHOLE[level].search(text) is None
        if any(name in text for name in names):
            return False
    return False
