"""Which questions ask for a list of places, of what level, and which of their words only ask for it.

Places are asked for by a noun for them with a word that asks (哪些乡镇), by the noun behind what is asked of them with
anything that asks for a list (…的乡镇给我一份名单), or by 谁 where a place answers as well as a person (都有谁在做…).
Rules of the language, on the shadow of the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rag.language.regex import regex
from rag.language.spans import blanks
from rag.questions.places.place_nouns import ENGLISH_NOUNS, ONE_NOUN, PLACE_NOUNS
from rag.reports.place_words import level_of
from rag.types import Level

# 镇和乡, 乡镇、街道, 村(社区)
_NOUN = rf"(?:{ONE_NOUN})(?:(?:和|与|及|以及|或者?|、)(?:{ONE_NOUN})|\((?:或|及|和|、)?(?:{ONE_NOUN})\))*"
_FIRST_NOUN = regex(ONE_NOUN)
_SMALL = regex(r"(?:村镇|镇村|村庄和乡镇|乡镇和村)(?!建设|化)")
_WHICH = r"(?:哪些个?|哪几个|哪几|哪[两二三四五六七八九十]个?|哪个|哪一些|哪一个|哪家|哪几家|哪)"
_MANY = r"(?:多少[个家]?|几[个家])"
_PEOPLE = "长民委级务里区场容支干部党帜袍"  # 哪个村民, 哪个镇长, 哪个村支书, 哪个市场 ask for no place
# 哪些村里|有P, 哪些镇的村|办了P
_IN_THEM = r"(?:里[面头]?(?!程)|的(?:村子|村庄|村|社区|嘎查)(?=[办搞建种养有成开推发修都也已]))"
PLACES_ASKED = regex(
    rf"(?:都有|还有|有|是)?(?:{_WHICH}个?(?:{ONE_NOUN})的?)?{_WHICH}(?:个)?(?P<noun>{_NOUN})(?:党委政府|党委|政府|党组织|{_IN_THEM})?(?![{_PEOPLE}])"
    rf"|(?P<noun_first>{_NOUN})(?:里|中)?(?:都|分别|主要)?(?:有|是)(?:哪些|哪几个|哪几家)(?!措施|做法|内容|方面|个?(?:{_NOUN}))"
    rf"|(?<=的)(?P<noun_being>{_NOUN})(?:都|分别|主要)?(?:为|包括|包含)(?:哪些|哪几[个家])(?=[,，。?？!]|$)"
    # 什么乡镇; but 属于什么县 and 叫什么镇 ask for a name.
    rf"|(?<![叫于是归做])什么(?P<noun_what>{_NOUN})(?=[^{_PEOPLE}])(?!方)"
    rf"|{_WHICH}(?:基层(?:党委|政府|单位|党组织)*|党委政府|处(?=[在都已正]))"
    r"|什么(?:地方|地区)|哪里|哪儿|何[处地](?!不)|在哪(?=开展|实施|推[行广]|试行|采用|[搞做推])|哪些(?=(?:都)?(?:开展|实施|推行|推广|采用|建立|启动)了?)"
    r"|(?:which|what) (?:of (?:the|these|those) |are the |were the |other )?"
    r"(?P<english>townships?|towns?|county|counties|districts?|villages?|places?|areas?|provinces?)\b"
    r"(?: (?:and|or) (?:towns|townships|villages|counties)\b)?"
    r"|^where\b|\b(?:tell me|show me|know|list|find out) where\b"
)
# 多少个乡镇开展了… asks for a list and its length; 有多少个行政村 (nothing follows) asks for a figure.
_OF_THEM = (
    r"(?:[(（][^()（）]{1,8}[)）])?的(?:党?支部|支)?"
    r"(?:书记|支书|主任|干部|村民|党员|代表|负责人|群众|居民|学生|孩子|农户|农民)"
)
# How many villages a place has asks for a figure; how many of them did something for a list.
_OF_A_PLACE = (
    r" (?:does|do|did) [^?]*\b(?:have|govern|administer|contain|include|comprise)\b(?: in (?:total|all))?\s*[?.]?$"
    r"| (?:(?:are|were) )?(?:there )?(?:in|under|within)\b"
    r"(?!.*\b(?:that|which|with|where|who|whose|have|has|had|did|do|does)\b)[^?]*[?.]?$"
)
PLACES_WITHIN = regex(rf"how many (?:administrative )?(?P<within>villages|towns|townships|counties)\b(?={_OF_A_PLACE})")
COUNT_ASKED = regex(  # 多少个村的书记 counts people
    rf"(?:有)?{_MANY}(?P<noun>{_NOUN}){_IN_THEM}?(?![{_PEOPLE}]|(?<=乡)村|{_OF_THEM})(?=[^,，。?？]{{2,}})"
    rf"|(?<=在){_MANY}(?P<noun_in>{_NOUN})(?=[^,，。?？{_PEOPLE}的])"  # 在几个镇搞过
    rf"|how many (?P<english>townships|towns|counties|villages|districts|places)\b(?!{_OF_A_PLACE})"
)
# 请列出推行…的乡镇, 把推行…的乡镇列出来, 推行…的乡镇有多少个: the noun stands last, behind what is asked of it.
_OF_PLACES = rf"(?:的|过|了)(?:各个?|所有|全部)?(?P<noun>{_NOUN})(?:名单|清单|名字)?"
PLACES_LISTED = regex(
    rf"(?:列出|列举|找出|说出|查出|数出|盘点|列一下|说一下|说说|(?:查|找|搜)(?:一?下|一?[查找搜]|找)|把).*?{_OF_PLACES}(?:都|全部?|一一)?"
    rf"(?:(?:列|找|说|数|查|挑|罗列|汇总|整理|统计|盘点|梳理|归纳|筛选?|发|报|给|写|标|圈|点)(?:出来|一下|一列|全|给我|给大家|下|好))?[。.?？!]*$"
    rf"|[的过了](?P<noun_named>{_NOUN})的?(?:名单|清单|名录)[。.?？!]*$"  # 全部开展…的乡镇名单
)
# …分别是哪些镇 asks for a list, whatever joins words before it (参与, 同).
PLACES_NOT_COMPARED = regex(rf"^(?!.*(?:比较|相比|对比|区别|不同|差异)).*(?:哪些|哪几个)(?:{_NOUN})(?![{_PEOPLE}])")
COUNTED_LAST = regex(
    rf"{_OF_PLACES}(?:里|中)?(?:一共|总共|共计?|都)?(?:是|有)?(?:多少|几)(?:个|家|处)?[。.?？!]*$"
    # 有没有…的村?是哪几个?, …的有几个镇,哪几个?
    rf"|的(?P<noun_told>{_NOUN})[,，?？](?:分别|都|各)?(?:是|有)?{_WHICH}(?:个)?[。.?？!]*$"
    rf"|的(?:一共|总共|共)?有{_MANY}(?P<noun_counted>{_NOUN})(?:[,，?？](?:分别|都)?(?:是|有)?{_WHICH}(?:个)?)?[。.?？!]*$"
    # 这个片区一共几个镇?都叫什么?
    rf"|(?:一共|总共|共|有|包括|包含|下辖){_MANY}(?P<noun_called>{_NOUN})[,，?？](?:分别|都|各)?(?:是|叫|有)(?:{_WHICH}个?|什么|啥)"
    r"(?:名字?)?[呢啊]?[。.?？!]*$"
)
# Anything that asks for a list, or for how long it is.
_ROLL = "名单|清单|名录|名册|列表|一览表?"
_REQUEST = (
    rf"(?:{_ROLL}|列[个张份]?表|列[出举明清全下个份]|列一|罗列|盘点|梳理|汇总|整理|统计|归纳|数[一出数]|查[一出找下查]|找[出全到一找]|挑[出一]|筛"
    r"|搜|点[一出]|报[一出]|[说讲写念][出全一说给]|告诉|给我|给出|给个|发我|发给|发一|发来|写[上下进全]|凡是|凡有|填[上全下进]|[张个份]表|一个不|一个个|逐个|挨个|叫[什啥]|一个也?[没别]|一一|逐一|全列|都列"
    r"|(?:^|[,，。\s])[查找搜求要]|要名|名字|名称|总数|数量|数目|个数|总计|总共|一共|共有|多少|几[个家处]|有几|谁|知道|了解|看看|想看|我要|需要)"
)
# Behind the noun nothing more may be said of the places.
_CLOSED = (
    rf"(?:里面?|中|当中|们)?(?=$|[,，.。?？!:：;；]|的?(?:{_ROLL}|总数|数量|数目|个数|名称|名字)|都|全|一共|总共|共|合计|加起来|分别"
    r"|各|到底|究竟|给|请|列|找|说|报|发|统计|盘点|有(?:多少|几|谁|啥|什么)|是(?:谁|什么|啥)|数|叫|多少|几|有一个|一个|逐个|挨个|依次|统统|通通)"
)
PLACES_REQUESTED = regex(
    rf"^(?=.*{_REQUEST}).*?[的过了](?:各个?|所有|全部)?(?P<noun>{_NOUN}){_CLOSED}"
    # 建了茶园的乡镇, 开展P的乡镇, and no more: but neither the largest town nor what kind of town.
    rf"|^(?!.*(?:最|第一|唯一|什么|怎|为何|多少|几|谁|哪))[^,，?？]{{3,}}的"
    rf"(?:实施|推行|开展|试点|落实|采用|参与|应用)?(?P<noun_told>{_NOUN})[。.?？!]*$"
    rf"|(?P<noun_named>{_NOUN})的?(?:{_ROLL})(?:[,，。.?？!]|$)"  # …的实施乡镇名单
)
# 有没有乡镇在推行…? asks which.
_ANY_DOING = regex(
    rf"(?:有没有|有无|是否有|可有)(?:其他|别的|什么|哪个|哪些)?(?P<noun>{_NOUN})(?![{_PEOPLE}])"
    r"(?:(?=[在也已曾正搞做开推实用采办参想打准计愿要])|(?=.*[,，?？](?:有的话|如果有|要是有|若有)?[,，]?(?:都|分别)?(?:是|有)?(?:哪|谁)))"
)
# Of all places of a kind, spoken of before or behind what they did: 乡镇当中…的是哪些, 全县各乡镇谁…, 乡镇名称:…的.
_KINDS = "|".join(
    noun for noun in sorted(PLACE_NOUNS, key=len, reverse=True) if len(noun) > 1 and noun[-1] not in "方区查会"
)
_ALL_OF = (
    r"(?:(?:全|本|我们?|咱们?|各|该)?[县市区省](?:里|内|境内|范围内)?的?)?"
    r"(?:下辖|辖区内?|所辖|境内|范围内|涉及|所有|全部)?的?各?个?"
)
_ENDS_ASKING = r"(?:哪些|哪几个|哪几家|哪个|谁|多少个?|几[个家])[呢啊呀吗]*[?？。]*(?=$|[,，\s])"
_AMONG = regex(
    rf"{_ALL_OF}(?P<noun_among>{_KINDS})(?:当中|之中|中间?|里面?|内)[,，]?"
    rf"(?=.*{_ENDS_ASKING}|(?:请问)?(?:哪些|哪几个|谁)(?:已|曾|都|在|正|也|还))"
    rf"|{_ALL_OF}(?:(?<=各)(?P<noun_each>{ONE_NOUN})|(?P<noun_whose>{_KINDS}))(?:当中|之中|中|里面?)?(?=谁)"
    rf"|(?:以|按)(?P<noun_by>{_KINDS})(?:为单位|统计|汇总|列出?)[,，]?"
    rf"|{_ALL_OF}(?P<noun_titled>{_KINDS})\s*的?(?:名称|名字|名单|清单|分布|列表|名(?![册录额字称单])|个数|数量|总数|数目|有?多少个|有?几个)(?=\s*(?:$|[,，。?？!:：\s]))"
)
# 听说有的乡镇…,具体是哪几个?
_SOME_OF_THEM = regex(
    rf"(?:有的|有些|有几个|部分|一些)(?P<noun>{_NOUN})(?![{_PEOPLE}])"
    rf"(?=.*[,，?？](?:具体|分别|都|到底|究竟|请问|想知道)*(?:是|有)?(?:哪几个|哪些|哪几家|哪个|谁)[^,，]{{0,4}}[?？。]?$)"
)
# 都有谁在做…: a place answers that as well as a person; not who was hurt, spoke or won.
_PERSONAL = (
    "当选|获奖|得奖|受伤|遇难|牺牲|发言|讲话|致辞|出席|参会|与会|主持|去世|担任|任职|当上|当了|表彰|捐|考上|毕业|入党|入伍|采访|陪同"
    "|参赛|中奖|领奖|出生|创作|主演|演唱|会议|仪式|比赛|典礼|座谈|评为|授予|先进个人|党员|干部|书记|领导|代表|负责|牵头|分管|承建"
)
_DOES = "开展|实施|推行|采用|试行|试点|落实|施行|搞|做|办|推|用|抓"
_WHOEVER = regex(
    rf"^(?!.*(?:{_PERSONAL}))(?!.*(?<!都)是谁[^,，。?？]{{1,8}}的[呢啊]?[?？。]*$)(?:.*?(?:都|还|又|究竟|到底|目前|现在|已经)?有谁(?:家)?|.*?(?:都|还)[是由]?谁(?!的)|.*?谁家"
    rf"|.*?谁(?:都|还|也|已经?|正)?在真?(?:{_DOES})|.*?由谁(?:在|来)?(?:{_DOES})|.*?谁(?:都|还|也|已经|曾)?(?:{_DOES})[过了起上]|^谁(?:会|要|想|打算|准备|计划|{_DOES})"
    # 落实P的名单给我, 请把做P的全列出来
    rf"|.*?(?:{_DOES})[^,，。]{{2,20}}的(?:{_DOES})?的?(?:名单|清单|名录)(?=$|[,，。.?？!给发列])"
    rf"|.*?(?:{_DOES})[^,，。]{{2,20}}的(?:都|全部?|统统|一一)?(?:列|找|报|点)(?:一下|给|[^,，。]?出来)"
    r"|.*?[的过了](?:都?是|有)(?:谁|哪几家)[?？]?$)"
)
_ENGLISH_WHOEVER = regex(
    r"\bwho(?:'s| is| are| was| were| has| have| all| else| also| already| currently)* "
    r"(?:adopt|implement|practi[sc]|us(?:es?|ing|ed)\b|roll|carr|tri(?:es|ed)|try)"
)
_ENGLISH_PLURAL = "townships|towns|counties|districts|villages|places|areas|provinces"
_ENGLISH_LISTED = regex(
    r"^(?!.*\b(?:how|why|when|what (?:do|did|does))\b)(?=.*\b(?:lists?|names?|gives?|shows?|tell|find"
    r"|provide|identify|enumerate|compile|count|number of|what(?:'s| is| are| were)|are there|were there"
    r"|have|has|do|did|need|want|like)\b)"
    rf".*?(?:\b(?P<english>{_ENGLISH_PLURAL})\b"
    rf"(?=.*\b(?:that|which|where|who|whose|with|have|has|had|to|\w{{2,}}ing|\w{{2,}}ed)\b)"
    r"|\b(?:every|each|any|all) (?:\w+ )?(?P<english_each>township|town|county|district|village|place|area"
    r"|province)s?\b)"
)
# 总共覆盖了多少个乡镇 is told of one programme in many reports.
_SPREAD_OVER = regex(
    rf"(?:覆盖|涉及|惠及|遍及|(?:推广|扩大|延伸|推|铺|用|普及)到)了?{_MANY}(?P<noun>{_NOUN})[。.?？!]*$"
)
# 推行P的乡镇到底有多少: of a thing that many do, the number of those that do.
_PLACES_NUMBERED = regex(
    rf"(?:{_KINDS}|(?<=[各哪])[镇乡县村])[^,，。]{{0,10}}(?:多少|几[个家]|数量|个数|数目|总数)|(?:多少|几)[个家]?(?:{_NOUN})(?![{_PEOPLE}]|(?<=乡)村)"
)
_KIND_NOUN = regex(rf"(?:{_KINDS})(?![{_PEOPLE}])")
_REQUESTED = regex(_REQUEST)
_ASKS_ELSE = regex(
    r"怎|如何|为什么|为何|什么|哪(?!个?(?:乡|镇|些|几))|成效|效果|意义|内容|经验|做法|措施|办法|特点|区别|不同|介绍|何时|多久"
)
_LAST = (PLACES_LISTED, COUNTED_LAST, PLACES_REQUESTED)
_OF_PLACES_ASKED = (_SOME_OF_THEM, PLACES_ASKED, COUNT_ASKED, PLACES_LISTED, COUNTED_LAST)
_OTHERWISE_ASKED = (PLACES_REQUESTED, _ANY_DOING, _AMONG, _ENGLISH_LISTED)

_NOUN_GROUPS = (
    "noun", "noun_first", "noun_being", "noun_what", "noun_in", "noun_told", "noun_counted", "noun_called",
    "noun_named", "noun_among", "noun_each", "noun_whose", "noun_by", "noun_titled",
)  # fmt: skip
_ENGLISH_GROUPS = ("english", "english_each")

# A clause of these alone asks, and says nothing of what is asked.
_POLITE = r"请|麻烦|劳驾|能不能|能否|可以|可否|帮我|帮忙|帮|给我|为我|替我|你|您|我们?|想要?|需要|要|来|下面|再|只|就"
_LISTING_VERB = (
    r"列[举出明清全]?|罗列|统计|整理|汇总|盘点|梳理|归纳|查[找询]?|找|搜索?|数|挑|筛选?|点"
    r"|报|说|讲|写|念|发|告诉|知道|了解|问|看看?|确认"
)
_ASKING_ALONE = regex(
    rf"(?:{_POLITE}|{_LISTING_VERB}|{_ROLL}|一下|下|出来?|给|全部?|所有|都|逐一|一一|一个不[落漏少差剩]|有一个算一个|不要?[落遗]?漏"
    rf"|一|[个份张]|表格?|名字|名称|的|地|吧|好吗|行吗|能|可以|吗|么|具体|有的话|如果|求|谢谢|分别|各|是|有|共|总|合计|{_WHICH}|{_MANY}|谁|{ONE_NOUN}|呢|啊)+"
)
# 哪些镇、哪些村 are one list of both; of 哪些镇的哪些村 only the villages are asked.
_TWO_LISTS = regex(
    rf"哪(?:些|几个)(?P<noun_one>{ONE_NOUN})(?:、|,|和|或者?|与|以及)(?:有|是)?哪(?:些|几个)(?P<noun_other>{ONE_NOUN})"
)
_ENGLISH_TWO = regex(rf"\b({_ENGLISH_PLURAL}) (?:or|and) ({_ENGLISH_PLURAL})\b")
# 受损的村庄里,截至昨天有多少个|恢复了供水: what is said of them stands behind the number asked.
_OF_HOW_MANY = regex(rf"[,，][^,，]*?有(?:多少|几)[个家处](?P<said>(?!{_NOUN})[^,，。?？]{{3,}})")
_CLAUSE = regex(r"[^,，.。;；:：?？!\s]+")
_OPENS_LIST = regex(
    rf"^\s*(?:{_POLITE})*(?:(?:统计|整理|汇总|盘点|梳理|归纳|罗列|列举|列出|列|查找?|找|搜|数|筛选?|挑|提供)(?:一?[列查找搜数理]|一?下|出来?|全|个|份)?"
    r"|[给报说讲写念指点](?:出来?|一?下)|给一?[个份张])"
)


def asks_places(shadow: str) -> bool:
    """Whether a list question wants places (哪些乡镇, 多少个县), not the parts of a thing (包括哪五项)."""
    return _found(shadow) is not None


def asks_places_at_large(shadow: str, named: Iterable[Level]) -> bool:
    """Whether a question without a word for places has them for an answer, given the levels of the places it names.

    都有谁在做P asks for people where it names a town or a village; P覆盖了多少个乡镇 for a figure where it names any.

    >>> asks_places_at_large("都有谁在做两联三送?", ()), asks_places_at_large("都有谁获奖了?", ())
    (True, False)
    """
    levels = set(named)
    if _SPREAD_OVER.search(shadow):
        return not levels
    return levels.isdisjoint((Level.TOWN, Level.VILLAGE)) and (
        _WHOEVER.search(shadow) is not None or _ENGLISH_WHOEVER.search(shadow) is not None
    )


def asks_how_many(shadow: str) -> bool:
    """Whether the number of the places is asked, which a report may tell without naming them: 多少个村参赛."""
    return any(asking.search(shadow) for asking in (COUNT_ASKED, _OF_HOW_MANY, _SPREAD_OVER))


def speaks_of_places(shadow: str) -> bool:
    """Whether a question about a named thing can only want the places of it or their number: it has a noun for them and
    a word that asks for a list or a number, and asks neither how nor what. 全县有多少个乡镇 is about nothing named.
    """
    if _PLACES_NUMBERED.search(shadow):
        return True
    return bool(_KIND_NOUN.search(shadow) and _REQUESTED.search(shadow)) and not _ASKS_ELSE.search(shadow)


def is_of_kind(shadow: str, name: str) -> bool:
    """Whether a place of this name may stand in the list asked for: of 村镇 no county, of 地方 any.

    >>> is_of_kind("哪些村镇受灾?", "青石县"), is_of_kind("哪些村镇受灾?", "青石镇")
    (False, True)
    """
    return _SMALL.search(shadow) is None or level_of(name) in (Level.TOWN, Level.VILLAGE)


def requests_places(shadow: str) -> bool:
    """Whether places are asked for in a way that has no word like 哪些 before the noun (…的乡镇,一个不落地告诉我)."""
    return any(pattern.search(shadow) for pattern in _OTHERWISE_ASKED)


def level_asked(shadow: str) -> Level | None:
    """The level of place a list question asks for; None where any place will do (哪些地方, 都有谁)."""
    found = _found(shadow) or _SPREAD_OVER.search(shadow)
    if found is None:
        return None
    said = found.groupdict()
    noun = next((said[name] for name in _NOUN_GROUPS if said.get(name)), None)
    levels = {PLACE_NOUNS[found.group()] for found in _FIRST_NOUN.finditer(noun)} if noun else set()
    if beside := _TWO_LISTS.search(shadow):
        levels = {PLACE_NOUNS[beside["noun_one"]], PLACE_NOUNS[beside["noun_other"]]}
    if levels:
        return levels.pop() if len(levels) == 1 else None  # 哪些县、镇
    english = [next((said[name] for name in _ENGLISH_GROUPS if said.get(name)), "")]
    if two := _ENGLISH_TWO.search(shadow):  # towns and townships; which villages or towns
        english = list(two.groups())
    levels = {next((level for noun, level in ENGLISH_NOUNS.items() if one.startswith(noun)), None) for one in english}
    return levels.pop() if len(levels) == 1 else None


def without_list_words(masked: str, shadow: str) -> str:
    """A question's shadow, `masked` where names stand in it, without what only asks for the list: what is left is the
    topic. Unchanged where no list of places is asked.

    >>> without_list_words(asked := "统计一下,采用亮账日的乡镇总数是多少?", asked).strip(" ,")
    '采用亮账日的'
    """
    for last in _LAST:
        if found := last.search(masked):
            start = _noun_start(found)
            further = _OF_HOW_MANY.search(masked, start)
            masked = masked[:start] + (further["said"] if further else "")
    if any(pattern.search(shadow) for pattern in _LAST):
        masked = _OPENS_LIST.sub(blanks, masked)
    for pattern in (_SOME_OF_THEM, _ANY_DOING):  # by what stands behind, before that is taken out
        masked = pattern.sub(" ", masked)
    if _found(shadow) is not None:
        masked = _CLAUSE.sub(lambda clause: blanks(clause) if _ASKING_ALONE.fullmatch(clause[0]) else clause[0], masked)
    for pattern in (COUNT_ASKED, PLACES_ASKED, _AMONG, _SPREAD_OVER):
        masked = pattern.sub(" ", masked)
    return masked


@lru_cache(maxsize=256)
def _found(shadow: str) -> re.Match[str] | None:
    return next(
        (found for pattern in (*_OF_PLACES_ASKED, *_OTHERWISE_ASKED) if (found := pattern.search(shadow))), None
    )


def _noun_start(found: re.Match[str]) -> int:
    return next(found.start(name) for name in _NOUN_GROUPS if found.groupdict().get(name))
