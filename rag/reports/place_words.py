"""The words around the names of places: where a name may begin and end, and what only looks like one.

Pure functions on the shadow of a text. They know Chinese, not places: the names are in `rag.reports.gazetteer`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.reports.no_names import is_no_name
from rag.types import Level, Span

# Where a full name may end. A later character that makes another word of the last one forbids it (市+场, 乡+镇).
_ENDING = regex(
    r"街道(?!两(?!个)|上|边|旁|长)|(?<![大小老新步商条上整跨一])街(?=[一-鿿]{2,4}?(?:村(?!民)|社区))|镇(?![定压痛静]|江(?![一-鿿]{1,3}村))|乡(?![镇亲愁土音间情贤会]|村(?![民委支干组两级妇]))|县(?!级|县[通有委能]|(?<=县县))|市(?![场值面盈级井容])|"
    r"区(?![块间别位]|分(?![一-鿿]{0,2}[镇乡]))|村(?![庄落超容貌]|组(?!织)|社区|ba|居(?![民住])|晚(?![上饭间会])|官(?!方)|(?<=副村)长|(?<=姓村)民|村[通响]|(?<=村村)[民委通响])|社区|嘎查(?![级长达民])|省(?![钱力心时去略会级份])|苏木|自治[州旗]|(?<=.)[旗盟州](?=[^一-鿿]|委|政|人民|.{1,4}[县市旗])|(?<=.)旗(?=[一-鿿]{1,7}?(?:苏木|嘎查|[镇乡]))|地区"
)
_LEVEL_OF = {"省": Level.PROVINCE, "市": Level.COUNTY, "县": Level.COUNTY, "区": Level.COUNTY, "旗": Level.COUNTY}
_LEVEL_OF |= dict.fromkeys("镇乡街道木", Level.TOWN) | {"村": Level.VILLAGE}

# A name's first character stands at the start of a line or clause, or after one of these.
_HARD_WORDS = (
    "中共|中国|共青团|位于|来自|家住|住在|走进|前往|来到|赶到|抵达|赶赴|深入|发生在|推进|推动|促进|支持|带领|带动|帮助|组织|围绕|结合|通过|关于|同时|日前|近日|"
    "今年|去年|近年|以来|目前|如今|记者|其中|例如|譬如|比如|包括|以及|还有|其他|作为|成为|打造|建设|全国|我国|党委|政府|书记|镇长|"
    "乡长|县长|市长|区长|主任|村民|居民|位于|参观|考察|学习|隶属|属于|召开|下辖|该[县市区镇乡]|原|在|由|从|到|据|是|了|被|把|将|让|使|给|"
    "推行|统筹|利用|发挥|成立|完成|联系点|联系|优秀|聘请|邀请|选派|下派|派驻|派到|选聘|调任|担任|兼任|现任|时任|挂职|抽调|安排|要求|覆盖|指导|按照|根据|落实|贯彻|加强|开展|实施|实行|(?<![省市县区镇乡村])于|赴|的|等|各|年|月|日|时|至|往|经|该|我|以|因|而|就|这|那(?=[个些里边几两年时天种]|[镇乡县区市村])|却|都|也|又|再|还|只|才|刚|已|曾|会|能|可|要|想|请|说|称|叫|名"
)
_SOFT_WORDS = "于|和|与|及|向|对|为|有|并|或|如|像|去|来|进|过|出|入"  # these begin names as well (和顺, 向阳, 为民)
CUT = regex(rf"(?P<hard>{_HARD_WORDS})|{_SOFT_WORDS}")
_SAFE_BEFORE = regex(rf"(?:{_HARD_WORDS}|{_SOFT_WORDS}|[^一-鿿]|^)$")
_BOUNDARY = regex(
    r"(?:^|[^一-鿿]|[在由从到据是了被把将让使给于赴的等各年月日时至往和与及向对以])(?=[一-鿿]{2})", re.MULTILINE
)

# Everyday words with the ending of a place name: the last characters before it, and the whole.
_COMMON = regex(
    r"(?:^[全各我本该每某这哪此个名它他她你您咱].{0,3}|.+某.+|(?:驻镇)?帮镇|^那(?:[个些座几两一里边].{0,2})?.$|^一[个座处片].*|^何.$|.*副[镇乡县区市村]|.*每[镇乡县市村]|[一二三四五六七八九十百千两几多数余]个?[镇乡县区市村]|"
    r"[进入驻到出离]城?[镇乡县市区]|.*(?:全部|之).|[市区]县|[派入进]驻街道|[委部局会站队所院校处办]联合[镇乡县区市村]|(?:[瑶苗侗侨]|(?:^|[小大深边远古美的南北])[水山]|艺术|[药酒瓷烟盐蚕蒜椒瓜橘菌菇歌戏舞诗医蔗菜橙柚])乡|(?:帮扶|信用|幸福|所在|样板)村|(?:[小集城乡重古强名村市场]|建制|中心|示范|特色|信用|亿元|专业|[十百千]强)镇|(?:[家老城故水梦异他下回返离还村入出思归]|民族|全)乡|"
    r"(?:[贫强大属下邻外出返知试]|贫困|特困|产粮|边境|国家级|困难|农业|人口|直管|先进|文明|示范)县|"
    r"(?:[都城超上股集门夜楼菜退入开闭收后牛熊省深沪]|省会|县级|地级|直辖|中心|农贸)市|"
    r"(?:[园地辖山小景校厂灾片林牧库老新特战城郊市疫产矿港湾禁盲棉粮茶果渔误专选险控军会赛展学商街辖防农养全禁雷片]|开发|示范|试点|自贸|试验|保护|度假|功能|集聚|"
    r"聚集|先行|自治|服务|工作|生活|办公|公共|居住|住宅|高新|经济|工业|旅游|保税|安置)区|"
    r"(?:(?:^|[小大深边远穷偏僻个座高古美的])山|空壳|(?<![茶果菜棉])农|[乡渔驻进入包联帮到逐整空好跨部同建住户访下小富穷弱强示点类]|"
    r"^[新后边]|[落最之然以今贫会]后|[全创重翻丽福明建]新|[周沿旁身]边|[一二三四五六七八九十]+组|行政|自然|贫困|示范|小康|新农|城中|文明|明星|空心|度假|地球|奥运|亚运|移民|试点|重点|先进|"
    r"后进|软弱|薄弱|贫|全|美丽|涣散|中心|难点|周边|附近|精品|特色|出列|旅游|民俗|亿元|万元|专业|长寿|淘宝|电商|[十百千]强|经济强|[十百]佳)村|^[一-鿿]?社区|.*(?:[进驻到些本该各个类型城乡镇街道民]|智慧|和谐|文明|所在|农村|城市|示范|完整|美丽|幸福|平安"
    r"|绿色|健康|未来|国际|特色|试点|样板|先进|共建|结对|联建|包联|所属|下辖|辖区|数字|网络|虚拟|学习|部分|相关|有关|附近|周边|安置|搬迁|新建|老旧|重点|服务|深入|无障碍|封闭)社区)$"
)
_KINDS = "镇乡县区市村省街"
_OPENINGS = frozenset("其中 另外 此外 另有 还有 包括 尤其 特别 其他 其它 目前 如今 日前 近日 今年 去年 同时".split())
_ORGANISATION = regex(
    r"(?:第[一二三四五六七八九十]+)?(?:党委|党工委|党总支|党支部|委员会|人民政府|政府|纪委|人大|政协|人武部|村委会|居委会|村民委|两委|办事处|"
    r"融媒|新闻|电视台|广播|(?:党建|政务|门户|先锋|组工|信息|在线)[一-鿿]{0,2}网|[一-鿿]{2,6}[局部]|县委|区委|市委|委(?:书记|组织|宣传|办|常委|副书记))"
)
_LANDFORM = regex(r"(?:^|[^一-鿿])[一-鿿]{1,3}(?<![全我本各该大深老的])[湾山林港]区$")
_GOVERNMENT = regex(r"人民政府|融媒|党建网|委(?:组织|宣传|统战|办公室|常委|书记)")
# Behind 镇 or 村, these make it a word of its own as often as a name's end: (组织|村干部), (推行|县直机关).
_GENERIC = regex(
    r"党|委|政府|人民政府|干部|级|直|域|里|上|内|民|集体|两委|支部|组|[乡镇村户区县市]|人大|纪委|领导|财政"
)
_LONGEST_BYLINE = 24  # code points: a township's committee and the names of two writers
_SHORT_STOP = regex(
    r"乡(?![村镇土])|[镇村县区市省州旗路街山河江湖岭庄站港桥人民子方面部边侧]|苏木|嘎查|社区|大[学道街厦]|高[速铁]"
)
# What a question says before it names its place.
_ASKING = regex(
    r"\s*(?:请问|请?(?:介绍|说说|讲讲|谈谈)(?:一下|下)?|(?:你|我?想)?(?:知道|了解)(?:一下)?|(?:帮我)?(?:查|找)(?:一下|下)?|那么?|还有|至于|关于)?[,:\s]*"
)
_HAN = regex("[一-鿿]+")
_ASKS = regex("[哪些几某么吗呢谁多那这]")
_ASKED_STEM = 3  # Han characters; a longer one that no list knows is a phrase (升级晋档|村) more often than a name
_NAME_AHEAD = regex(r"(?![镇乡县区市村街])[一-鿿]{1,5}?(?:镇|乡|街道|村|县)")
# Behind 市 or 区 of a name that no list knows, these make another word of it: (区|域), (市|民).
_LARGE_WORD = regex(r"[域里内外长民级中上下]")
_TITLE_PART = regex(r"^\W*(?:[【\[(][^】\])]{0,12}[】\])])?|—+\W*|[|丨]\s*")
_LARGE_STEM = 3  # Han characters; a county, district or city by name, when no list has it
_TITLE_NAME = 8  # code points of the longest name that opens a title


_QUOTED = ("“”", "‘’", "《》", '""', "「」", "『』")


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a stretch fills quotation marks: “万企兴万村” is a programme, “淘宝村” a title, and neither a village."""
    return start > 0 and text[start - 1] + text[end : end + 1] in _QUOTED


_OF_OFFICE = regex(r"[时现前原历首继]任|原|由|据")  # (时任|村党总支书记)
_BRANCH = regex(r"党(?:支部|总支|委)|村?(?:两委|支部|支委|委会)|村民委员会")


def acts(text: str, start: int, end: int) -> bool:
    """Whether a village that no list has opens a clause as who does something: (|坳背村|党支部牵头建起大棚)."""
    opens = (start == 0 or text[start - 1] in ",。;:)\n") and not _OF_OFFICE.fullmatch(text, start, end - 1)
    return opens and text[end - 1] == "村" and 2 < end - start <= 4 and _BRANCH.match(text, end) is not None


def level_of(name: str) -> Level | None:
    """The level that a name's ending speaks of; 市 alone may be a city or a county."""
    if name.endswith(("社区", "嘎查")):
        return Level.VILLAGE
    if name.endswith(("州", "盟", "地区")):
        return Level.CITY
    return _LEVEL_OF.get(name[-1])


def endings(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the endings (镇, 街道, 社区 …) where a full name may end."""
    return (match.span() for match in _ENDING.finditer(text))


def without_opening(text: str, span: Span) -> Span:
    """The span of a name on no list, without the word that opens its clause: 其中|筱塘社区, 完成|王洲村.

    Of a name two characters are left before its ending, so that no name that is a word loses itself (团结村).

    >>> text = "完成王洲村"
    >>> text[slice(*without_opening(text, (0, 5)))]
    '王洲村'
    """
    start, end = span
    stem_end = end - (2 if text[end - 2 : end] in ("街道", "社区") else 1)
    opening = text[start : start + 2]
    return (start + 2, end) if stem_end - start >= 4 and (opening in _OPENINGS or is_doing(opening)) else span


def boundaries(text: str) -> Iterator[int]:
    """Offsets where a short name may begin without standing inside another word."""
    return (match.end() for match in _BOUNDARY.finditer(text))


def safe_before(text: str, start: int) -> bool:
    return _SAFE_BEFORE.search(text[max(start - 4, 0) : start]) is not None


def common(name: str) -> bool:
    """Whether a name-like stretch ends in an everyday word (小镇, 贫困村, 工业园区)."""
    return _COMMON.search(name) is not None or is_no_name(name)


def wholly_common(name: str) -> bool:
    """Whether a name of the lists is an everyday word from end to end: 山区, 全乡镇, but not 赫山区, 全椒县, 那坡县."""
    is_pointed_at = name[0] in "全各我本该每某这那哪此个名它他咱"  # 全县 is on no list, and these begin real names
    return not (is_pointed_at and len(name) > 2 and name[1] not in _KINDS) and _COMMON.fullmatch(name) is not None


def organisation_follows(text: str, end: int) -> bool:
    return _ORGANISATION.match(text, end) is not None


def governs_landform(text: str, end: int) -> bool:
    """Whether a district is named for a bay, hill or wood (白芷湾区|人民政府): no 湾区 has a government."""
    return _LANDFORM.search(text[max(end - 6, 0) : end]) is not None and _GOVERNMENT.match(text, end) is not None


def generic_follows(text: str, end: int) -> bool:
    """Whether what follows an ending makes it doubtful that a name ends there."""
    return _GENERIC.match(text, end) is not None


def heads_line(text: str, start: int, end: int) -> bool:
    """Whether an organisation's name opens a line of its own, as in a byline: (范家寨乡党委)."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end, end + _LONGEST_BYLINE)
    ends = line_end > 0 or len(text) - start <= _LONGEST_BYLINE
    return (
        ends
        and start - line_start < _LONGEST_BYLINE
        and text[line_start:start].strip() in ("", "中共")
        and organisation_follows(text, end)
    )


def short_may_end(text: str, end: int) -> bool:
    """Whether a short name may end here: 凤翔|有, not 凤翔|镇 or 凤翔|路."""
    return _SHORT_STOP.match(text, end) is None


def ends_cleanly(text: str, end: int) -> bool:
    """Whether no word goes on here: the end, punctuation, or a word that cannot be the rest of a name."""
    return end == len(text) or not "一" <= text[end] <= "鿿" or text[end] in "的以在有是和与及等将把为对向从由被"


def asked_from(question: str) -> int:
    """Where a question's own words begin: behind (请问), (介绍一下)."""
    found = _ASKING.match(question)
    return found.end() if found else 0


def asked_name(text: str, start: int, end: int) -> bool:
    """Whether what opens a question is the name of a place, though no list knows it."""
    name = text[start:end]
    stem = name[: -2 if name.endswith(("街道", "社区")) else -1]
    if not 2 <= len(stem) <= _ASKED_STEM or not _HAN.fullmatch(stem) or common(name):
        return False
    if _ASKS.search(stem) or any(word["hard"] for word in CUT.finditer(stem)):
        return False
    return not (_LARGE_WORD if name[-1] in "市区" else _GENERIC).match(text, end) or organisation_follows(text, end)


def name_follows(text: str, end: int) -> bool:
    """Whether a smaller place's name stands directly behind a 市 or 区: (棠岭区|枫砧镇), not (棠岭区|乡村)."""
    found = _NAME_AHEAD.match(text, end) if text[end - 1] in "市区" else None
    return found is not None and not common(found.group()) and not CUT.match(found.group())


def title_names(title: str, text: str) -> Iterator[str]:
    """Names that open a title and that its text uses too, whether a list knows them or not: (云葭镇|亮账记)."""
    for part in _TITLE_PART.finditer(title):
        opening = title[part.end() : part.end() + _TITLE_NAME]
        word = CUT.match(opening)
        for ending, end in endings(opening):
            name = opening[:end]
            if ending < 1 or (ending == 1 and opening[end : end + 1] not in ":“"):
                continue
            if ending > _LARGE_STEM and level_of(name) is Level.COUNTY:
                break  # (东淀蓄滞洪|区)
            if (word and word["hard"]) or common(name) or not _HAN.fullmatch(name):
                break
            if _is_used(text.replace(title, ""), name, ending):
                yield name
                break


def _is_used(text: str, name: str, ending: int) -> bool:
    """Whether a text has the name as a name: at a word's start, and not as the longer form of a commoner one."""
    times = text.count(name)
    if not times or any(text.count(name[cut:]) > times for cut in range(1, ending - 1)):
        return False  # (推广|沙河镇): the tail stands alone
    found = (match.start() for match in re.finditer(name, text))
    return times > 1 or any(safe_before(text, at) or text[at - 1] in "省市县区旗州" for at in found)
