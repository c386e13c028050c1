"""Questions that want one thing that is no figure, person or time: a place, an organisation, an office, a mainstay.

西瓜卖到哪里, 在哪家律所上班, 担任什么职务, 以什么产业为主. What is asked is told in a clause that no word of the
question need stand in (销往福州, 在某律师事务所工作, 农技站站长韦长庚说): so it is known by its form, and words that
only ask for it are not looked for. Rules of the language on shadows. Left out: who did something (`lists.py`), and
other nouns behind 什么 (`reasons.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answers import refusal
from rag.answers.fitting.organisations_named import organisation_form
from rag.answers.fitting.tenure import holds_in_time
from rag.answers.outcome import Outcome, Task, not_found
from rag.answers.sentences.evidence import Sentence, ranked_sentences
from rag.answers.sentences.patterns import OFFICE, persons
from rag.answers.ways.facts import state_all
from rag.answers.ways.worth_telling import answers
from rag.language.names import bare
from rag.language.regex import regex
from rag.questions.places_sought import ORGANISATION_SOUGHT, PLACE_SOUGHT
from rag.questions.words.terms import Term, presence
from rag.types import Kind

MOST = 2  # sentences shown
_TELLS = 0.3  # weight from which a term tells something
_CLAUSE = regex(r"[^,;。!?]+")
_DAY = regex(r"\d{1,2}月\d{1,2}日|(?:19|20)\d\d年")
_HAN = "[一-鿿“”·]"


@dataclass(frozen=True, slots=True)
class _Doing:
    """A doing whose place is asked: how a question says it, and how a clause tells where it was."""

    asked: re.Pattern[str]
    told: re.Pattern[str]


_DOINGS = (
    _Doing(
        regex(r"卖|销售?|售|供应"),
        regex(
            rf"(?:卖|销|售|供|出口|发|运|送)(?:售|应|货|送|量)?(?:往|到|向|至|给|入|进|去)了?(?![\d年月]){_HAN}{{2,}}"
            rf"|(?:直供|专供|出口|畅销|远销|热销){_HAN}{{2,}}|[被由]{_HAN}{{2,12}}(?:收购|订购|包销)"
        ),
    ),
    _Doing(
        regex(r"上班|工作|任职|就职|供职"),
        regex(
            rf"在{_HAN}{{2,24}}?(?:工作|上班|任职|就职|供职|当|做)|(?:任职|就职|供职|服务|受聘)于?{_HAN}{{2,}}|(?:入职|进入){_HAN}{{2,}}"
        ),
    ),
    _Doing(
        regex(r"毕业|就读|上学|读书|念书"),
        regex(
            rf"(?:毕业|就读|求学|考入|考上|考取|录取)[到于在]?{_HAN}{{2,}}|在{_HAN}{{2,20}}?(?:就读|读书|上学|念书|求学)|{_HAN}{{2,20}}毕业"
        ),
    ),
    _Doing(
        regex(r"居?住|家在|老家"),
        regex(rf"(?:住|居|家)[在于]?(?!的|了|着|户|房|宿|院|址|家|民){_HAN}{{2,}}|(?:老家|家住|家在|祖籍){_HAN}{{2,}}"),
    ),
    _Doing(
        regex(r"(?<![过回])(?:生|分娩|出生)(?![产活态猪意])"),
        regex(rf"(?:出生|生|生产|分娩)[在于]{_HAN}{{2,}}|在{_HAN}{{2,16}}?(?:产下|生下|生产|分娩|出生|降生)"),
    ),
    _Doing(
        regex(r"去了?(?=哪|什么|何)"),
        regex(rf"(?:去|赴|走访|前往|来到|抵达|到达|飞往|走进)(?:了|的|过)?(?:[^,。;]{{0,16}}?是)?{_HAN}{{2,}}"),
    ),
    _Doing(
        regex(r"出现|发生|举办|举行|召开"),
        regex(
            rf"(?:出现|发生|举办|举行|召开)[在于]{_HAN}{{2,}}|[在于]{_HAN}{{2,16}}?(?:出现|发生|举办|举行|召开|开幕|启幕|拉开)"
        ),
    ),
    _Doing(
        regex(r"起点|终点|起讫|起止"),
        regex(rf"[起始]于{_HAN}{{2,}}|[止终]于{_HAN}{{2,}}|[起终]点[是为在:]?{_HAN}{{2,}}"),
    ),
)
_LIES = regex(rf"(?:位于|地处|坐落[在于]?|处于|毗邻|紧邻|地址|设在|建在|落户){_HAN}{{2,}}|{_HAN}{{2,}}境内")
_NEAR_A_PLACE = regex(rf"[在于为]{_HAN}{{1,14}}?(?:[省市县区镇乡村屯寨州]|街道|社区|[公学医]院|广场|基地)")
_A_PLACE = regex(r"[省市州县区镇乡村屯寨]$|街道$|社区$")
# Nouns of places as a question has them, and what the names of such end in.
_ENDS = {"乡镇": "[镇乡]", "地方": "[省市县区镇乡村]", "街道": "街道", "社区": "社区", "城市": "市", "国家": "国"}
_NO_NAME = "[各全该本某邻农乡我这那个政然困范点城超门集]"  # 全村, 农村, 行政村, 城市: no place by name

_OFFICE_ASKED = regex(
    r"(?:(?:担任|任职|兼任|出任|任|是|当|做|有)了?(?:过|的)?(?:是)?)?(?:什么|何|哪些?个?)(?:职务?|职位|官职?|身份|头衔|岗位)"
    r"|(?:职务|职位|身份|头衔)(?:是|为|有)?(?:什么|啥)"
)
_OFFICE_WORDS = regex(r"担任|兼任|出任|任职|职务|职位|身份|头衔|岗位|官职|担|任|职")
_TITLES = (
    rf"(?:副?(?:{OFFICE}|厅长|总编辑?|总裁|理事|顾问|馆长|台长|社长|司长|司令|园长|行长|股长|厂长|场长|班长|连长|护士|律师|工程师"
    "|研究员|讲师|学者|会计|文书|秘书|助理|老板|村官|民警|法官|检察官|技术员|护林员|网格员|调解员|传承人))"
)
_ENDS_IN_ASKING = regex(r"(?<=[一-鿿]{2})[任是当]$")  # 韦长庚任什么职 is cut behind 任
_APPOINTED = "(?:先后|历任|现任|曾任|时任|升任|转任|出任|担任|兼任|当选|任命为|任|系|为|是)"

_MAINSTAY_ASKED = regex(
    r"以(?:什么|何|哪种|哪些)(?P<noun>[一-鿿]{0,4}?)(?:为主|为支柱|为生)|(?:主要|主导|支柱)(?P<of>产业|作物|农作物|经济作物|收入来源|经济来源)(?:是|有|为)(?:什么|哪些?|啥)"
    r"|靠什么(?:吃饭|为生|生活|致富)"
)
_MAINSTAY = regex(
    r"以[^,;。]{1,24}?(?:为主|为支柱|为龙头|为主导|为生)|(?:主导|支柱|主要)(?:产业|作物|农作物|经济作物|收入来源|经济来源)"
    r"|主[营打产种]|靠[^,;。]{1,12}(?:吃饭|为生|致富|生活)|收入(?:主要)?(?:来自|来源于|依靠)|来源于"
)
_GROWN_INTO = "(?:发展|转型|培育|形成|打造|壮大|延伸)"
_MAINSTAY_WORDS = regex(r"主要|主导|支柱|为主|产业|作物|农作物|经济作物|来源|收入|吃饭|为生")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question wants: `told` is how a clause tells it, `asking` the words of the question that only ask for it.

    Where the form alone says little (`is_weak`: any village), its clause must speak of what is asked, or tell the
    `doing`; a sentence that tells the doing is the better one.
    """

    told: re.Pattern[str]
    asking: re.Pattern[str]
    is_weak: bool = False
    doing: re.Pattern[str] | None = None


def one_thing(task: Task) -> Outcome | None:
    """The sentence that tells the one thing asked, and what another story tells of it; None where none does, and where
    so many stories do that a list tells them better."""
    question = task.query.shadow
    terms = task.query.terms or tuple(Term(place.name, 1.0, is_name=True) for place in task.query.named)  # 甲村在哪里
    wanted = sought(question, [term.text for term in terms if term.weight >= _TELLS]) if _is_asked(task) else None
    if wanted is None or not terms:
        return None
    about = tuple(term for term in terms if not wanted.asking.fullmatch(term.text)) or terms
    narrowed = replace(task, query=replace(task.query, terms=about))
    ranked, hits = ranked_sentences(narrowed.query, task.pile, task.allowed, task.filtered)
    telling = [one for one in ranked if answers(narrowed, one) and _tells(wanted, question, about, one.shadow)]
    stories = {one.passage.report.group for one in telling}
    if not telling or len(stories) > MOST:
        return None
    in_office = _OFFICE_ASKED.search(question) is not None
    if in_office and all(holds_in_time(question, one.shadow, of_person=True) < 0 for one in telling):
        return not_found(refusal.reason(task), tuple(hits))
    days = _DAY.findall(question)
    # Stable: else as they are ranked.
    telling.sort(
        key=lambda one: (
            any(day not in one.shadow for day in days),
            wanted.doing is not None and wanted.doing.search(one.shadow) is None,
            -holds_in_time(question, one.shadow, of_person=True) * in_office,
        )
    )
    others = [one for one in telling[1:] if _is_another(one, telling[0])]
    return state_all(narrowed, [telling[0], *others[: MOST - 1]], hits)


def asks_place_of(task: Task) -> bool:
    """Whether the place of one thing is asked, in words that ask for a list of what has a name (a programme)."""
    query = task.query
    places = {place.name for place in query.mentioned}
    named = any(term.text not in places for term in query.names)
    return query.organisation is None and not named and PLACE_SOUGHT.search(query.shadow) is not None


def _is_asked(task: Task) -> bool:
    """Whether the kind of question has room for it."""
    query = task.query
    if query.kind is Kind.LIST:
        return asks_place_of(task) or ORGANISATION_SOUGHT.search(query.shadow) is not None
    return query.kind in (Kind.OPEN, Kind.DEFINITION) and task.most is None


def _is_another(one: Sentence, best: Sentence) -> bool:
    return one.passage.report.group != best.passage.report.group


def _tells(wanted: Sought, question: str, about: Sequence[Term], text: str) -> bool:
    """Whether a clause tells it, with something that the question does not say itself."""
    stretches = _CLAUSE.findall(text) if wanted.is_weak else [text]
    return any(_told(wanted, question, about, stretch) for stretch in stretches)


def _told(wanted: Sought, question: str, about: Sequence[Term], stretch: str) -> bool:
    if not any(found.group() not in question for found in wanted.told.finditer(stretch)):
        return False
    if not wanted.is_weak or (wanted.doing is not None and wanted.doing.search(stretch)):
        return True
    telling = [term for term in about if term.weight >= _TELLS] or about
    return any(presence(term, stretch, bare(stretch)) == 1.0 for term in telling)


def sought(question: str, subjects: Sequence[str]) -> Sought | None:
    """What one thing the shadow of a question wants, given the words that it is about; None for anything else.

    >>> sought("潘鑫担任什么职务?", ["潘鑫"]).told.search("农业厅副厅长潘鑫说").group()
    '副厅长潘鑫'
    """
    if _OFFICE_ASKED.search(question):
        return _office(question, subjects)
    if mainstay := _MAINSTAY_ASKED.search(question):
        noun = mainstay["noun"] or mainstay["of"]
        grown = (
            rf"|(?:特色|优势){noun}|{_GROWN_INTO}[^,;。]{{0,12}}{noun}|{noun}[^,;。]{{0,8}}{_GROWN_INTO}"
            if noun
            else ""
        )
        return Sought(regex(_MAINSTAY.pattern + grown), _MAINSTAY_WORDS, doing=_MAINSTAY)
    return _place(question, subjects)


def _office(question: str, subjects: Sequence[str]) -> Sought | None:
    said = [re.escape(subject) for subject in subjects if not _OFFICE_WORDS.fullmatch(subject)]
    if not said:
        return None
    # A name that no dictionary has may be cut into two words: 梁 + 守成.
    together = max(re.findall(f"(?:{'|'.join(said)})+", question), key=len, default=subjects[0])
    named = [one for one in persons(question) if not _OFFICE_WORDS.search(one)] or [_ENDS_IN_ASKING.sub("", together)]
    name = f"(?:{'|'.join(map(re.escape, named))})"
    told = rf"{_TITLES}[:、]?{name}|{name}(?:同志)?[^。;]{{0,48}}?{_APPOINTED}[^。;]{{0,40}}?{_TITLES}|{name}{_TITLES}"
    return Sought(re.compile(told), _OFFICE_WORDS)


def _place(question: str, subjects: Sequence[str]) -> Sought | None:
    """How the place or the organisation asked for is told."""
    organisation, place = ORGANISATION_SOUGHT.search(question), PLACE_SOUGHT.search(question)
    if organisation is None and place is None:
        return None
    doing = next((one for one in _DOINGS if one.asked.search(question)), None)
    form = organisation_form(question)
    if organisation is not None and form is not None:
        asking = rf"哪家|哪所|哪个|{organisation['noun'] or '哪支'}|出现" + (f"|{doing.asked.pattern}" if doing else "")
        return Sought(form, regex(asking), is_weak=True, doing=doing.told if doing else None)
    noun = place["noun"] if place else None
    asking = "出现|地方|什么|位置|地址" + (f"|{doing.asked.pattern}" if doing else "")
    if noun:
        ending = _ENDS.get(noun, re.escape(noun[-1]))
        named = rf"(?<!{_NO_NAME}){_HAN}(?<!{_NO_NAME}){ending}(?![民委长官])"
        return Sought(regex(named), regex(asking), is_weak=True)
    if doing:
        return Sought(doing.told, regex(asking))
    if all(_A_PLACE.search(subject) for subject in subjects):  # of a place it tells nothing that one stands beside it
        names = "|".join(map(re.escape, subjects))
        return Sought(
            re.compile(f"(?:{names})(?:{_LIES.pattern})|[省市州县区镇乡](?:{names})"), regex(asking), doing=_LIES
        )
    return Sought(regex(f"{_LIES.pattern}|{_NEAR_A_PLACE.pattern}"), regex(asking), is_weak=True, doing=_LIES)
