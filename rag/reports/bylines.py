"""Who wrote it, as lines of their own: 范庄镇党委, (李小明 王芳), 记者 王曦. Names of offices and of people.

Both are recognised by the language: an office ends in a word for offices and contains no verb; a person has a Chinese
surname and two to four characters. Headlines such as 打造美丽乡村 end like a place and are kept out by their verb.
"""

from __future__ import annotations

import re

from rag.language.dates import date_spans
from rag.language.regex import regex
from rag.language.surnames import COMPOUND
from rag.reports.lines import Line

_UNIT = "省|市|州|盟|地区|县|区|旗|镇|乡|街道|街办|社区|苏木|嘎查|村|林场|农场|牧场|管委会|开发区|园区"
_BODY = (
    "党委|党工委|工委|党组|党总支|总支|党支部|支部|总支部|党委会|党政办|党政办公室|党建办|党群办|人民政府|政府|办事处|街道办|街办|村委会|居委会|村委|村两委|"
    "委员会|支部委员会|县委|市委|区委|旗委|州委|省委|组织部|宣传部|统战部|政法委|纪委|监委|纪检监察组|办公室|办|党校|人大|政协|武装部|团委|妇联|工会|"
    "[一-鿿]{1,6}局|[一-鿿]{1,6}委|报道组|通讯组|新闻办|宣传办|融媒体中心|电视台|广播站|信息中心|服务中心|工作站|工作队|站|所|中心|中学|小学|学校"
)
_VERBS = (
    "打造|推进|推动|加强|建设|努力|发挥|走进|深入|争创|争当|创建|创新|抓好|抓实|夯实|做好|做强|开展|举办|召开|强化|激活|提升|促进|组织开展|走访|慰问|迎接|"
    "引领|助力|带动|帮扶|服务群众|美丽|我们|一个|示范村|新农村|重点村|全村|全镇|全乡|全县|各村|各镇|各乡|农村$|乡村$|新村$|强镇$|强村$|城镇$|村镇$|选优|配强|建强|做实|规范|完善|落实|健全"
)
_HAN = "[㐀-鿿]"
_PLACE = regex(rf"(?:中共)?(?:{_HAN}{{2,9}}?(?:{_UNIT}))+")
_OFFICE = regex(
    rf"(?:中共)?(?:{_HAN}{{1,9}}?(?:{_UNIT}))*{_HAN}{{0,6}}(?:{_BODY})(?:(?:、|和)?{_HAN}{{0,6}}(?:{_BODY}))?"
)
_NOT_OFFICE = regex(_VERBS)
_LONGEST_SIGNATURE = 64  # characters: several offices with their people
_SHORTEST, _LONGEST_OFFICE = 3, 24  # Han characters: 团县委 … 中共某某县某某镇委员会党政办公室
_BARE_PLACE = 12  # Han characters of a place that stands as an author without a word for its office
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛"
    "闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔施牛洪温樊葛邢安齐伍庞颜倪庄聂章鲁岳翟申詹欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷曲盛冉"
    "翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛"
    "仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来"
    "扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿母鲜裘亓但呼占种邰才修由揭么虎幸信步续矫字昌鄞归展言水风火牙刀益战英琚"
)
# Whose reporter: 兰州日报社全媒体记者, 扬子晚报/紫牛新闻记者, 南都记者.
_OUTLET = (
    rf"(?:(?:{_HAN}{{2,8}}?(?:[日晚晨早时都]报|商报|新闻|电视台|在线|网|客户端|传媒|通讯社)社?|南都|澎湃)/?){{1,2}}"
)
_ROLE = regex(
    rf"(?:{_OUTLET}(?=[全融首]|记者))?(?:本报|本网|本台|本刊|全媒体|融媒体|总台|实习|特约|见习|首席|驻地|新华社|央视)*(?:记者|通讯员|特约通讯员|实习生|报道员|撰稿人?|作者|文字|供稿人?|采写|文|图|编辑)\s*[:/|]?\s*"
)
_DECORATION = regex(r"[\s□◎○●■◆◇★☆▲△※\-—–…·•]+")
# Surnames that begin everyday words too: 高标准, 成效, 方法. A line of one name alone does not begin with them.
_AMBIGUOUS = frozenset(
    "高强成方时安严全平计党明和乐权花水火风言管项公经广项目关向常文支位种相开初步易温连单包计路游能利"
)
_BETWEEN = regex(r"[\s、,;/|·]+")
_MINORITY = regex(rf"{_HAN}{{2,8}}·{_HAN}{{2,8}}")
_SIGNED = regex(r"\(([^()]{2,60})\)[。\s]*$")
_ROLE_LINE = regex(rf"(?:{_ROLE.pattern})\S.{{0,40}}")
_NO_NAMES = """
    完 待续 未完待续 全文完 图 略 一 二 三 四 下 上 中 续 本文 节选 摘要 简称 如图 附表 附后 单位 下同 左 右 黄金
    高考 农村 关注 方案 文件 时间 全文 明年 来源 计划 成果 全国 和谐
"""
_NOT_NAMES = frozenset(_NO_NAMES.split())


def is_office(line: Line) -> bool:
    """Whether a line names an office or a place, and at most the people who wrote for it: 范庄镇党委, 河口村 张三."""
    return bool(byline(line))


def byline(line: Line) -> tuple[str, ...]:
    """The authors that a line of its own names, offices and people; () if it is no such line.

    >>> byline(Line.of("（清溪镇党委 李小明）"))
    ('清溪镇党委', '李小明')
    >>> byline(Line.of("打造美丽乡村"))
    ()
    """
    if not 0 < len(line.text) <= 60:
        return ()
    decoration = _DECORATION.match(line.plain)
    inner = line = line.cut(decoration.end()) if decoration else line
    if not line.text:
        return ()
    if line.plain[0] in "([【" and line.plain[-1] in ")]】":
        inner = line.cut(1, -1)
    role = _ROLE.match(inner.plain)
    first, *rest = _tokens(inner.cut(role.end()) if role else inner) or [inner]
    if not is_office_name(first.plain):
        return ()
    names = people_of(rest)
    if names and len(names) == len(rest) and _PLACE.fullmatch(first.plain):
        return names  # a town is where they write from, its office would be an author
    return (first.text, *names) if len(names) == len(rest) or not rest else ()


def is_office_name(plain: str) -> bool:
    """Whether a name (shadow) is that of an office or of a place as an office."""
    length = len(plain)
    if not _SHORTEST <= length <= _LONGEST_OFFICE or _NOT_OFFICE.search(plain):
        return False
    if _PLACE.fullmatch(plain):
        return length <= _BARE_PLACE
    return _OFFICE.fullmatch(plain) is not None


def authors_of(value: str) -> tuple[str, ...]:
    """The authors that a field's value names, as displayed: '记者 張 明、陳小波' → ('張明', '陳小波')."""
    tokens = _tokens(_without_roles(Line.of(value)))
    if len(tokens) > 1 and all(len(token.text) == 1 for token in tokens):
        return ("".join(token.text for token in tokens),)
    return tuple(dict.fromkeys(token.text for token in _joined(tokens) if token.bare and not _is_role(token)))


def signature(line: Line) -> tuple[Line, tuple[str, ...]]:
    """The people or the office who signed at the end of a paragraph in brackets, and the paragraph without it.

    >>> rest, names = signature(Line.of("群众得到实惠。（通讯员 李小明 王芳）"))
    >>> rest.text, names
    ('群众得到实惠。', ('李小明', '王芳'))
    """
    tail = max(len(line.plain) - _LONGEST_SIGNATURE, 0)
    match = _SIGNED.search(line.plain, tail)
    if match is None:
        return _role_behind(line, tail)
    inner, rest = line.cut(match.start(1), match.end(1)), line.cut(0, match.start())
    for (start, end), _ in date_spans(inner.text)[-1:]:
        if end == len(inner.text) and start:
            inner = inner.cut(0, start)
    if rest.plain and rest.plain[-1] not in "。!?”’)】…":
        return line, ()
    names = _signers(inner)
    return (rest, names) if names else (line, ())


def _role_behind(line: Line, tail: int) -> tuple[Line, tuple[str, ...]]:
    """The same without brackets: …得到实惠。记者 王曦"""
    stop = max(line.plain.rfind(mark, tail) for mark in "。!?”")
    names = role_line(line.cut(stop + 1)) if 0 < stop < len(line.plain) - 1 else ()
    return (line.cut(0, stop + 1), names) if names else (line, ())


def role_line(line: Line) -> tuple[str, ...]:
    """The people of a line such as 本报记者 王曦 通讯员 李四; () if it is no such line."""
    if len(line.text) > 60 or not _ROLE_LINE.fullmatch(line.plain):
        return ()
    return _signers(line)


def names_line(line: Line) -> tuple[str, ...]:
    """The people of a line below a headline that holds their names alone: 李小明 王芳; () if it is no such line."""
    tokens = _joined(_tokens(line)) if len(line.text) <= 30 else []
    names = people_of(tokens)
    is_sure = len(names) > 1 or (len(names) == 1 and len(names[0]) < 4 and tokens[0].plain[0] not in _AMBIGUOUS)
    return names if len(names) == len(tokens) and is_sure else ()


def _signers(inner: Line) -> tuple[str, ...]:
    office = byline(inner)
    if office:
        return office
    tokens = _joined([token for token in _tokens(_without_roles(inner)) if token.plain])
    offices = [token.text for token in tokens if is_office_name(token.plain)]
    names = people_of([token for token in tokens if not is_office_name(token.plain)])
    return (*offices, *names) if tokens and len(offices) + len(names) == len(tokens) else ()


def people_of(tokens: list[Line]) -> tuple[str, ...]:
    """The tokens that are names of people."""
    return tuple(token.text for token in _joined(tokens) if _is_person(token.plain))


def _is_person(plain: str) -> bool:
    if plain in _NOT_NAMES or not re.fullmatch(f"{_HAN}{{2,4}}", plain):
        return _MINORITY.fullmatch(plain) is not None
    if len(plain) == 4:
        return plain.startswith(COMPOUND)
    return plain[0] in _SURNAMES or plain.startswith(COMPOUND)


def _is_role(token: Line) -> bool:
    return _ROLE.fullmatch(token.plain) is not None


def _without_roles(line: Line) -> Line:
    """The line with every 记者, 通讯员 … made blank."""
    blanks = [match.span() for match in _ROLE.finditer(line.plain) if _opens_word(line.plain, match.start())]
    text, plain = list(line.text), list(line.plain)
    for start, end in blanks:
        text[start:end] = plain[start:end] = " " * (end - start)
    return Line("".join(text), "".join(plain)).cut(0)


def _opens_word(plain: str, at: int) -> bool:
    return at == 0 or not "㐀" <= plain[at - 1] <= "鿿"


def _tokens(line: Line) -> list[Line]:
    tokens, start = [], 0
    for gap in _BETWEEN.finditer(line.plain):
        if gap[0] == "·" and _MINORITY.match(line.plain, start):
            continue
        tokens.append(line.cut(start, gap.start()))
        start = gap.end()
    return [token for token in [*tokens, line.cut(start)] if token.text.strip("()（）:：")]


def _joined(tokens: list[Line]) -> list[Line]:
    """Names of two characters are spread over the width of three: 刘 民 → 王明."""
    joined: list[Line] = []
    for token in tokens:
        if len(token.text) == 1 and joined and len(joined[-1].text) == 1:
            joined[-1] = Line(joined[-1].text + token.text, joined[-1].plain + token.plain)
        else:
            joined.append(token)
    return joined
