"""Did it, means to, or only speaks of it: what a sentence says of a topic.

Rules first, for they know what a year means and what only looks like a denial; the learned model where they see
nothing: what is planned or refused is said in too many ways to be written down. Where neither speaks against it the
verdict is *did*: reports report.
"""

from __future__ import annotations

from rag.language.regex import regex
from rag.language.spans import blanks, overlaps
from rag.lists.verdicts import verdict_rules
from rag.lists.verdicts.ordered import told_to_do
from rag.lists.verdicts.plan_lookalikes import without_plan_lookalikes
from rag.lists.verdicts.verdict_model import Said, VerdictModel, likeliest, model
from rag.lists.verdicts.will import as_taking
from rag.types import Span, Verdict

# Chance of *did* under which the model is believed where the rules see a doing: of a topic asked by its name, and of
# one word of several asked (溺水 of 防溺水宣传), beside which much is said of other things. Over `SURE` it is believed
# where they see none. Chosen on the writers it learns from, each left out in turn: `python -m eval verdicts`.
UNLIKELY, UNLIKELY_OF_A_WORD, BY_RULES_ALONE = 0.2, 0.1, 0.0
SURE = 0.9
_PLANS = 1.5  # times that chance, under which it is believed of plans: it knows them better than what is spoken of
_TITLE = regex(r"《[^《》]*》")
# For whom something is done, who are about to do something: 为|即将|入伍的新兵举行P, 给|准备|外出的村民办P.
_ABOUT_TO = regex(
    r"(?<![将拟要])(?<!计划)(?<!准备)(?<!打算)(?P<whom>[为给对向替同与请让帮送])(?:即将|准备|打算|将要|计划)"
    r"(?=[^,，。;；的]{1,12}的[^,，。;；的]{0,8}?(?:人(?!才|工|居)|员|者|[职民员]工|[学考新]生|毕业生|兵|[村居农牧渔]民|户(?!外)|学子|青年|乡亲|孩子"
    r"|家长|妇女|儿童|干部|战士|夫妇|母亲))"
)
VERDICTS = {Said.PLANNED: Verdict.PLANNED, Said.DENIED: Verdict.MENTIONED, Said.SPOKEN: Verdict.MENTIONED}


def verdict_of(
    text: str, at: Span, written: int | None = None, unlikely: float = UNLIKELY, judge: VerdictModel | None = None
) -> Verdict:
    """What the sentence `text` (a shadow) says of the topic at `at`; a year after that in which it was `written` is to
    come. `unlikely`: see `UNLIKELY`; `judge`: another model than the one that comes with the project.

    >>> verdict_of("下一步,将在全镇推行“两联三送”。", (10, 14)), verdict_of("全镇开展了“两联三送”活动。", (6, 10))
    (<Verdict.PLANNED: 'planned'>, <Verdict.DID: 'did'>)
    """
    text = _without_titles(_without_others_plans(as_taking(without_plan_lookalikes(text)), at), at)
    by_rule = verdict_rules.verdict_of(text, at, written)
    if by_rule is Verdict.DID and verdict_rules.is_plainly_done(text, at):
        return by_rule
    said = _told((judge or model()).chances(text, at), unlikely)
    told = told_to_do(text, at)
    if told is not None and by_rule is not Verdict.MENTIONED:
        return Verdict.MENTIONED if said is Said.SPOKEN else told
    if by_rule is not Verdict.DID:
        sure = said is Said.DID and not verdict_rules.is_plainly_planned(text, at)
        return Verdict.DID if sure else by_rule
    if said is Said.PLANNED and (verdict_rules.is_past(text, written) or verdict_rules.is_of_late(text, at)):
        return by_rule
    return VERDICTS.get(said, Verdict.DID) if said else Verdict.DID


def _without_titles(text: str, at: Span) -> str:
    """The sentence, as long as before, without the titles that do not hold the topic: 《山洪应急预案》 is no plan."""
    return _TITLE.sub(lambda found: found.group() if overlaps(found.span(), [at]) else blanks(found), text)


def _without_others_plans(text: str, at: Span) -> str:
    """The sentence, as long as before, with what people are about to do whom the doing is for told as plain."""
    return _ABOUT_TO.sub(lambda found: f"{found['whom']}刚刚" if found.end() < at[0] else found.group(), text)


def is_denied(text: str, at: Span, unlikely: float = UNLIKELY) -> bool:
    """Whether the sentence `text` (a shadow) says that the topic at `at` is not done, which is more than not saying
    that it is."""
    said = _told(model().chances(text, at), unlikely)
    return said is Said.DENIED or (said is not Said.DID and verdict_rules.is_denied(text, at))


def _told(chances: dict[Said, float], unlikely: float) -> Said | None:
    """What the model is believed to say against the rules; None where they decide."""
    if chances[Said.DID] > SURE:
        return Said.DID
    said = likeliest(chances, VERDICTS)
    if chances[Said.DID] >= unlikely * (_PLANS if said is Said.PLANNED else 1):
        return None
    # To stand beside what is only spoken of is the lot of common words.
    return None if said is Said.SPOKEN and unlikely < UNLIKELY else said
