"""Who and when: an office with the name of who speaks, a dated event, the byline and the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from eval.drafting.proposal import Proposal, Reading, clauses, joined, of_another
from eval.gold.folding import fold

_OFFICE = (
    "书记|镇长|乡长|县长|区长|市长|州长|省长|主任|局长|处长|科长|院长|校长|"
    "所长|站长|队长|会长|主席|部长|董事长|总经理|经理|支书|村长|馆长|社长"
)
_SPEAKS = "说|表示|介绍|坦言|认为|指出|强调|告诉|透露|称|感慨"
_SPEAKER = re.compile(rf"(?P<office>[一-鿿]{{0,14}}?(?:{_OFFICE}))(?P<name>[一-鿿]{{2,3}}?)(?:{_SPEAKS}).*")
_NOT_A_NAME = re.compile(r"[们也在对则还就都曾却和与的了们]|同志|先生|女士|负责|记者|某|介绍|表示|告诉")
_NOT_AN_OFFICE = re.compile(r"[的在说了对和与及向给让是]|前任|原任|该|某|本报|这位|那位|一位|名|记者|多位|这|那")
_DATED = re.compile(
    r"(?:早在|自|从|于)?(?P<date>(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:初|底|末|春|夏|秋|冬)?"
    r"|[一二][〇○零一二三四五六七八九]{3}年(?:[一二三四五六七八九十]{1,2}月)?(?:初|底|末|春|夏|秋|冬)?)"
    r"(?:以来|起|开始|后)?,?(?P<event>[^,;。:!?\d]{10,36})[,;。].*"
)
_EVENT = re.compile(
    r"成立|启动|实施|推行|开展|建成|投产|通车|撤销|设立|决定|印发|出台|开工|揭牌|上市|发布|召开|举行|获得|签订|竣工|开业|创办|当选|颁布"
)
_VAGUE = re.compile(r"[我你他她它这那其此][^县区市乡镇村]|自己|记者|上述|以来|截至|同比|期间|前后|将|拟|计划")


def speakers(readings: Sequence[Reading], frames: Iterator[str]) -> list[Proposal]:
    """Who holds an office. An office that two names hold in the pile is left out."""
    found: dict[str, list[tuple[str, Proposal]]] = {}
    for reading in readings:
        for sentence in reading.sentences:
            for office, name in _speaking(reading, sentence):
                asked = next(frames).format(O=office)
                evidence = fold(sentence).text
                made = Proposal("who", asked, ((name,),), (reading.report.page,), (evidence,))
                found.setdefault(office, []).append((name, made))
    return [told[0][1] for told in found.values() if len({name for name, _ in told}) == 1]


def _speaking(reading: Reading, sentence: str) -> Iterator[tuple[str, str]]:
    place = reading.place
    for clause in clauses(sentence):
        told = _SPEAKER.match(clause)
        if told is None or _NOT_A_NAME.search(told["name"]) or _NOT_AN_OFFICE.search(told["office"]):
            continue
        if place and of_another(place.name, told["office"]):
            continue
        named = joined(place.name, told["office"]) if place else told["office"]
        if len(named) > len(told["office"]) or len(told["office"]) > 5:
            yield named, told["name"]


def events(readings: Sequence[Reading], frames: Iterator[str]) -> list[Proposal]:
    """When something was begun, set up or opened, where the sentence gives the year."""
    made = []
    for reading in readings:
        for sentence in reading.sentences:
            told = _DATED.match(sentence)
            if told is None or not _EVENT.search(told["event"]) or _VAGUE.search(told["event"]):
                continue
            event = told["event"]
            if _EVENT.match(event) or event[0] in "全我该":
                subject = reading.subject(sentence)
                if subject is None or of_another(subject, event):
                    continue
                event = joined(subject, event)
            asked, evidence = next(frames).format(E=event), fold(sentence).text
            made.append(Proposal("time", asked, ((told["date"],),), (reading.report.page,), (evidence,)))
    return made


def bylines(readings: Sequence[Reading], authors: Iterator[str], days: Iterator[str]) -> list[Proposal]:
    """Who wrote a report and when it appeared, of reports whose title is theirs alone."""
    titles = [reading.title for reading in readings]
    made = []
    for number, reading in enumerate(readings):
        if not reading.has_title or titles.count(reading.title) > 1:
            continue
        meta, sources = reading.report.metadata, (reading.report.page,)
        if meta.authors and number % 2:
            groups = tuple((author,) for author in meta.authors)
            made.append(Proposal("who", next(authors).format(T=reading.title), groups, sources, ()))
        elif meta.published:
            day = meta.published
            said = (f"{day.year}年{day.month}月{day.day}日", day.isoformat())
            made.append(Proposal("time", next(days).format(T=reading.title), (said,), sources, ()))
    return made
