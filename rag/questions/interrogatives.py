"""The words a question is built with: which kind they ask for, and which of them are scaffolding, not content.

Rules of the language, tried in order; the first that fits decides. The tables are Simplified and lower-case: they are
matched on the shadow of the question. Left out: yes/no questions, which fall under the kind their words are nearest to.
"""

from __future__ import annotations

import re

from rag.language.rarity import count
from rag.language.regex import regex
from rag.questions.lists_of_places import (
    COUNT_ASKED,
    COUNTED_LAST,
    PLACES_ASKED,
    PLACES_LISTED,
    PLACES_NOT_COMPARED,
    requests_places,
)
from rag.questions.places.place_nouns import ONE_NOUN
from rag.questions.places_sought import ORGANISATION_SOUGHT
from rag.types import Kind

PARTS_ASKED = regex(
    r"(?:包括|包含|分为|分成|内容是|内容有|指的?是|是指|有|是|即)(?:了)?"
    r"(?:哪(?:[一二三四五六七八九十两几些]+)(?:个|项|条|种|类|方面|大|点)|什么(?:内容|方面|部分|步骤|环节))"
    r"|(?:是|指|包括)哪[二三四五六七八九十两几]"
    r"|哪[二三四五六七八九十两几]+(?:个|项|条|种|类|方面|大|点)"
    r"|[是指][一-鿿]?哪些(?:东西|方面|内容|事情?|措施)?[?？]?$|分别是(?:什么|哪)|包括哪些|有哪些(?:内容|方面|措施|做法|步骤|环节|工程|制度|部分)"
)
_MEASURES = (
    "个百分点|百分点|平方米|立方米|平方公里|公里|公斤|毫米|厘米|千米|公顷|毫升|千瓦时|千瓦|兆瓦|千克|摄氏度|万亩|万元|亿元|人次|个|名|位|人|户|亩|头|只|株|棵|里|吨|斤|套|座|处|条|家|所|项|次|场|期|米|元|"
    "天|岁|回|件|份|口|眼|盏|台|辆|间|栋|袋|张|级|倍|成|度|支|批|类|篇|艘|把|块|顶|组|对|段|趟|班|轮|遍|桌|笔|册|钱|年|"
    "起(?![来重点草步源])|例(?![外会如行])|桩|枚|颗|粒|羽|匹(?!配)|幅(?!度)|盒|瓶(?!颈)|箱|桶|罐(?!头)|杯|筐|朵|捆|"
    "尾(?![矿气款])|床(?!位)|双(?=[鞋袜手筷眼布棉])|分(?![钟店数公支部红成值之布配歧校会])"
)
AMOUNT_ASKED = regex(
    rf"(?:有|达)?(?:多少|几)(?:十|百|千|万|亿)??(?P<measure>{_MEASURES})?|有?多(?P<extent>长(?!时间|期)|高|宽|远|重|深|大|久)"
)
# What 多长, 多重, 多少钱, 几回 are measured in; 多大 and 多久 may be anything.
_FINED = regex(r"(?:罚|贷|捐|拨|赔|筹|汇|付|欠|存)[了过出到]{0,2}多少款")
_A_PERSON = regex(r"人(?![才口工民均])")
EXTENTS = {"钱": "元", "回": "次", "长": "公里", "高": "米", "宽": "米", "远": "公里", "重": "斤", "深": "米"}
# What is asked without a measure has one all the same: 发了多少奖学金, 面积是多少.
_IS = r"(?:大概|大约|总共|一共|共)?(?:相?差距?)?(?:是|有|为|达到?)?多[少高大]"
_MONEY = (
    r"(?:奖学|助学|奖|资|基|押|租|罚|现|佣|补偿|赔偿|救助|慰问|扶持|保险|补助)金|(?:经|学|运|电|水|车|路|医疗|生活|工程)费|(?:贷|罚|善|货|工程)款"
    r"|补助|补贴|工资|工钱|[年月日]薪|薪酬|薪水|(?:集体|纯|总|年|月|经营性?|经济)?收入|利润|产值|营收|销售额|投资额|成交额"
)
_PERSONS_COUNTED = (
    "游客|旅客|香客|观众|学生|孩子|儿童|老人|村民|群众|居民|百姓|农民|牧民|渔民|移民|灾民|职工|员工|工人|志愿者|义工|队员|会员|社员|民兵|新兵|战士|医生"
    "|护士|教师|老师|专家|嘉宾|代表|选手|运动员|劳动力|残疾人|妇女|观光客|参赛者"
)
_IMPLIED = (
    ("元", _FINED),
    (
        "元",
        regex(
            rf"多少(?:[一-鿿]{{1,4}}的?)?(?:资金|款项|现金|善款|存款|损失|欠款|货款)|(?:投资|投入|花费?|耗资|筹资|增收|创收|捐[款资出]?)了?多少(?=[。?？]|$)|多少(?:{_MONEY})|(?:{_MONEY}|[票房单定售]价){_IS}"
            r"|how much (?:money|reward|funding|compensation|investment|income|profit|debt|tax|did [^?]* cost)"
            r"|how much (?:is|was|are|were) the (?:\w+ )?(?:fare|price|cost|fee|rent|reward|subsidy|bonus|salary)"
            r"|how much (?:do|did|does|has|have|had|is|was|were)\b[^?]*\b(?:cost|invest|spen[dt]|spending|donat"
            r"|paid|pay\b|allocat|earn|granted|subsidi|compensat|borrow|lent|lend|awarded)"
            r"|what (?:is|was|are|were) the (?:\w+ )?(?:investment|cost|price|budget|subsidy|income|wage|salary|fee"
            r"|rent|fine)\b"
        ),
    ),
    ("亩", regex(rf"面积{_IS}|多大面积|面积(?:有|是)?多大")),
    (
        "人",
        regex(
            rf"人口{_IS}|多少(?:{_PERSONS_COUNTED})(?=$|[,。?、的们参来到去被受在有是得没进转入住吃上下就从为报捐加接看组搬需要已正能])"
            r"|what (?:is|was) the (?:total )?population"
        ),
    ),
)
_ENGLISH_MEASURES = {
    "households": "户", "people": "人", "persons": "人", "members": "名", "mu": "亩", "yuan": "元", "km": "公里",
    "kilometres": "公里", "kilometers": "公里", "pigs": "头", "villages": "个", "hectares": "公顷", "tonnes": "吨",
    "tons": "吨", "head": "头", "families": "户", "metres": "米", "meters": "米",
}  # fmt: skip
ENGLISH_AMOUNT = regex(rf"how (?:many|much) (?P<measure>{'|'.join(_ENGLISH_MEASURES)})\b")
HOW_MANY = regex(r"\bhow (?:many|much)\b")
_ENGLISH_PERSONS = regex(
    r"how many (?:[\w'-]+ ){0,3}?(?:members|cadres|officials|farmers|peasants|growers|villagers|residents|inhabitants"
    r"|students|pupils|children|workers|employees|teachers|doctors|nurses|tourists|visitors|volunteers|women|men|experts"
    r"|technicians|veterans|returnees|migrants|fishermen|entrepreneurs|secretaries|activists|craftsmen|cleaners|soldiers"
    r"|victims)\b"
)
FIGURE_ASKED = regex(
    rf"多少|(?<![近前后这那好哪])几(?:十|百|千|万)?(?:{_MEASURES})|多(?:长(?!时间|期)|高|宽|远|重|深|大)"
    r"|(?:面积|产量|产值|总额|金额|数量|规模|比例|比重|收入|人口|标准|存栏|均值|增速|总数|增幅|gdp)(?:是|为|有|达到?)?"
    r"(?:什么|怎样|如何|怎么|呢|[?？]?$)"
    r"|how (?:many|much|large|long|far)|what (?:percentage|share|number|amount)"
    r"|what (?:is|was|are|were) the (?:total |average |annual |overall )*"
    r"(?:value|number|amount|area|output|population|price|cost|income|share|percentage|length|size|yield|investment|budget|subsidy|wage"
    r"|salary|fee|rent|fine)"
)
WHO_ASKED = regex(
    r"谁|哪个?(?:村|镇|乡|县)?(?:支书|书记|镇长|乡长|县长|主任|干部|党员|部长|局长|人)|哪位|哪一位|何人|叫什么|姓名|名字|作者是|记者是|\bwho\b|\bwhose\b"
    r"|\bnames? of (?:the |its )?(?:\w+ )?(?:principal|secretary|mayor|head|chief|director|leader|chair|teacher|author)"
)
WHEN_ASKED = regex(
    r"[什甚]么时[候间段]|啥时[候间]?|多会儿|何时|哪(?:[一几])?(?:年|天|月|日)|哪个时[间段]|几(?:月|号|点)|(?:周|星期|礼拜)几|多久|多长时间|(?:时间|日期)(?:是|为)"
    r"|\bwhen\b|what (?:date|day|year)"
)
DEFINITION_ASKED = regex(
    r"什么是|何谓|何为|什么叫|(?:是|指)(?:的是)?什么(?:意思|含义|概念)?[?？]?$|是什么(?:意思|含义|东西|活动|工程|制度|机制)|是(?:一|个)*(?:什么|啥)样的?(?:一个)?(?:组织|团队|队伍|机构|活动|项目|平台|工程|制度|模式|做法)"
    r"|怎么理解|如何理解|指什么|的(?:含义|意思|定义)"
    # What is 亮账日, what is the "一颗谷" of …; but the main industry of a town is a fact, whatever town it is.
    r"|what (?:is|are|does)\b(?!.*\b(?:doing|done|do|planning)\b)"
    r"(?:.*\bmean\b|\s+(?:(?:an?|the)\s+)?[\"一-鿿]|(?!.*\b(?:of|in|at|for|from|about)\b))"
)
COMPARE_ASKED = regex(
    r"(?:和|(?<!参)与|跟|同|、).{0,30}(?:各(?:自)?(?!个)|分别|有什么不同|有何不同|区别|差异|相比|比较|对比|哪个更|谁更)|对比|比较一?下|compare"
)

# Where the money for something came from.
MONEY_SOURCE = regex(
    r"(?:钱|资金|款|费用|经费)(?:都|又)?(?:是)?(?:从哪|哪(?:里|儿)?来|打哪|(?:是)?(?:怎么|如何|怎样)(?:来|筹|凑|解决))|(?:资金|经费|钱款?)的?(?:来源|出处)"
)
# Kind ← pattern, first match decides. A list of places is told apart from a list of parts by the caller.
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.LIST, PLACES_NOT_COMPARED),
    (Kind.COMPARE, COMPARE_ASKED),
    (Kind.LIST, PLACES_ASKED),
    (Kind.LIST, COUNT_ASKED),
    (Kind.LIST, PLACES_LISTED),
    (Kind.LIST, COUNTED_LAST),
    (Kind.LIST, PARTS_ASKED),
    (Kind.FIGURE, FIGURE_ASKED),
    (Kind.WHO, WHO_ASKED),
    (Kind.OPEN, MONEY_SOURCE),
    (Kind.WHEN, WHEN_ASKED),
    (Kind.DEFINITION, DEFINITION_ASKED),
)

# What asks: no name holds it, though somebody has quoted “为什么” too.
ASKS = regex(r"\s|什么|哪|多少|几[个名位年]|谁|怎|如何|是否|吗|呢|有没有|为何|何时")

# What is said before the question: 帮我查一下, 请问一下, 我想了解….
OPENING = regex(
    r"^[\s,、]*(?:(?:你好|您好)[,!、]?)?(?:请问(?:一下)?|(?:请|麻烦您?你?|劳驾|能不能|能否|可以)?(?:帮我|帮忙|给我)(?:查|找|看)?(?:一下|下|一查|看)?"
    r"|我?想(?:知道|了解|问问?|查)(?:一下|下)?|(?:请)?告诉我|(?:查|问|了解)一下"
    r"|(?:请|麻烦|烦请|劳驾)(?:您|你)?(?=[列举找说查数把将给帮]|盘点|整理|汇总|梳理|统计|罗列))[,:、\s]*"
)
# Words that carry the question, not its content. Longest first, so that 有没有 goes before 有.
_SCAFFOLD = """
    多长时间 多久 请问 请列出 请列举 列出 列举 告诉我 我想知道 想知道 介绍一下 介绍 说说 谈谈 一下 有没有 是不是
    是否 能不能 会不会 怎么样 怎样 怎么 如何 为什么 为何 什么时候 什么时间 什么样 什么是 什么叫
    什么意思 什么名字 叫什么 何时 何谓 哪一年 哪一天 哪一月 哪年 哪天 哪些 哪几 哪个 哪一个 哪位 哪一位 哪里 哪儿 哪 谁
    什么 多少 几个 几名 几 分别 各自 各有 各 其中 都有 还有 都 也 还 又 了 过 着 的 得 地 吗
    呢 吧 啊 呀 是 有 在 于 把 被 将 给 对 从 向 到 为 以 由 和 与 及 跟 或者 或 等 这个
    那个 这些 那些 这 那 该 其 它 他们 里面 里 中 上 下 内 一共 总共 共 按照 按 关于 通过
    根据 包括 包含 意思 含义 截至 截止 那条 那片 那块 那家 那座 那个 那种 那位 那项 这条
    这片 这块 这家 这座 这种 这位 这项 一样 相同 镇里 县里 乡里 村里 市里 区里 镇上 县上
    乡上 村上 名字 姓名 叫 全省 全市 全县 全区 全乡 全镇 全村 情况 做法 报道 文章 这篇 那篇 一篇
    篇 个 名 位 项 条 种 类 所谓 指 即 为了 原来 怎么办 怎么回事 怎么做 啥 为啥 咋 接下来
    今后 以后 日后 往后 将来
    那场 这场 那棵 这棵 花样 用场 办法 打算 区别 差别 差异 异同 比较 相比
    哪家 哪所 哪支 哪间 最后 最终
    那次 这次 上次 那回 这回 那天 那年 那时 那时候 那个时候 当时 目前 现在 现如今 如今 当前 已经 曾经 正在 之前 之后
    后来 近年来 近几年 这些年 一年 一天 大概 大约 大致 差不多 左右 到底 究竟 真的 确实 果真 具体 至少 最多 最少 据说
    专门 特意 当地 本地 这边 那边 两边 之类 整个 整座 村子 时候 因为 由于 前后 过后 期间
    什么时段 哪个时段 哪几天 周几 星期几 礼拜几
    不少 许多 很多 大家 大伙 大伙儿 自己 靠 凭 拿 用 趁着 趁 出来 起来 下来 过来 样子 好处 用处 主意 一点 那么 这么 一直
    凡是 但凡 凡 办到 做到 开到 依次 最晚 最早 最迟 咱们 咱 这儿 那儿 我们 你们 一份 一张 听说 告诉
    除了 除开 近 几年 近些年 这几年 最近几年 打听 外面 外头 像 例子 出在 一一 逐一 从哪里来 从哪来 哪里来 哪来
""".split()
_ANY_SCAFFOLD = "|".join(sorted(map(re.escape, _SCAFFOLD), key=len, reverse=True))
SCAFFOLD = regex(f"(?:{_ANY_SCAFFOLD})+")
_EDGE = "上下里中内在于把被将给对从向到为以由和与及跟或等搞做有是了过着完的得地那这每能会要可让才都还就也再又只吗呢吧"
SCAFFOLD_EDGES = regex(f"^[{_EDGE}]+|[{_EDGE}]+$")
ENGLISH_STOP = frozenset(
    # articles, pronouns, auxiliaries, prepositions, conjunctions, adverbs of no content
    "a an the this that these those there here it its he him his she her hers they them their theirs we us our i me my "
    "you your who whom whose which what when where why how is are am was were be been being do does did done doing has "
    "have had having can could may might must shall should will would in on at by of to for from with within without "
    "into onto over under about above below across after against along among around as before behind between beyond "
    "during except inside near off out outside since than through toward towards until up upon via and or but nor so "
    "if because while although though not no yes also any all some each every both either neither other others another "
    "such same only just very too more most much many few several per then now ever first still already again "
    # titles
    "mr mrs ms miss dr "
    # verbs by which something is asked for or done at all, and what a question counts or lists
    "never yet refuse refuses refused decline declined decided reject rejected doesn didn don hasn haven hadn isn "
    "aren wasn weren tons head families metres meters "
    "tell give list name please say says said get gets got take takes took taken make makes made go goes went come "
    "comes came use used carry carried run runs put set mainly total "
    "town towns township townships county counties village villages place places report reports households people "
    "persons mu yuan km kilometres kilometers hectares tonnes percentage share number amount".split()
)


# 村里最大的难题是什么 asks for a fact, 村里的亮账日是什么 for what the thing is.
_ATTRIBUTE_ASKED = regex(r"的(?P<noun>[一-鿿]{2,4})(?:主要|具体)?是什么[?？]?$")
_EVERYDAY = 10  # times in the dictionary's corpus


def kind_of(shadow: str) -> Kind:
    """The kind of a question given its shadow.

    >>> kind_of("神河镇的生猪存栏是多少?"), kind_of("哪些乡镇开展了双培双带?"), kind_of("什么是双培双带?")
    (<Kind.FIGURE: 'figure'>, <Kind.LIST: 'list'>, <Kind.DEFINITION: 'definition'>)
    """
    found = next((kind for kind, pattern in KINDS if pattern.search(shadow)), Kind.OPEN)
    if found is not Kind.COMPARE and requests_places(shadow):
        return Kind.LIST
    if found is Kind.WHO and ORGANISATION_SOUGHT.search(shadow):
        return Kind.OPEN  # 秸秆谁去拉?是哪家单位?
    attribute = _ATTRIBUTE_ASKED.search(shadow) if found is Kind.DEFINITION else None
    return Kind.OPEN if attribute and count(attribute["noun"]) > _EVERYDAY else found


_A_RATIO = regex(r"(?:率|比例|比重|占比|增幅|降幅|成数)(?:现在|目前|已经?)?(?:能)?(?:有|是|达到?)?$")


def measure_asked(shadow: str) -> str | None:
    """The unit a figure is asked in: 多少万元 → 万元, 多少钱 and 多少奖金 → 元, 多长 → 公里; None for 多少党员."""
    english = ENGLISH_AMOUNT.search(shadow)
    if english:
        return _ENGLISH_MEASURES[english["measure"]]
    if _ENGLISH_PERSONS.search(shadow):
        return "人"
    implied = next((measure for measure, asking in _IMPLIED if asking.search(shadow)), None)
    found = AMOUNT_ASKED.search(shadow)
    if found is None:
        return implied
    if _A_PERSON.match(shadow, found.end()) and found["measure"] in ("口", "个"):
        return "人"  # 多少口人, not 多少口塘; 几个人
    measure = found["measure"] or found["extent"] or ""
    if found["extent"] and (implied or _A_RATIO.search(shadow[: found.start()])):
        return implied  # 覆盖率有多高, 票价有多高
    return EXTENTS.get(measure, found["measure"]) or implied


PLAN_ASKED = regex(
    r"拟(?!定)|计划(?!书)|打算|接下来|下一步|今后|准备|将[要来会]|即将|力争|目标|有意|筹备|筹划|谋划|酝酿|规划(?!局|图|区|师|馆)|列入|排[进入]|说要|光说"
    r"|(?:将|下半年要|[月年][底末]前?要|今年要)(?=推[行广开]|开展|实施|启动|试行|实行|举办|[兴新扩改]?建|搞|办|打造|改造|扩大|发展|新增|完成)|明年|来年|想[要搞办上]|\bplans?\b|\bplanned\b|\bplanning\b"
)
RESULT_ASKED = regex(r"成效|成果|效果|结果|成绩|收获|变化")
RATIO_ASKED = regex(r"比例|百分|占比|比重|几成|率|percent|share")
_REFUSING = "(?:叫停|停办|停掉|拒绝|回绝|放弃|退出|推迟|暂缓|搁置|观望)"
# 哪些乡镇没有开展…: asks for those of which it is said that they did not.
_MEANS_TO = "打算|准备|计划|筹备|筹划|谋划|酝酿|规划"
_NOT_DENIED = "(?<![没不未])(?<!没有)"  # 没有打算
DENIAL_ASKED = regex(
    # 还没搞但打算搞, 在筹备、没有实施 ask for plans.
    r"^(?!.*没[^,，。]*(?:但|却|而|不过)[^。]*(?:打算|准备|计划|想|要|将)"
    r"|.*(?:打算|准备|计划|想|要)[^。]*(?:但|却|可)[^。]*没"
    rf"|.*{_NOT_DENIED}(?:{_MEANS_TO}|说要|光说|拟)[^。]*(?:没|未)"
    rf"|.*(?:没|未)[^。]*[,，、而][^。]*{_NOT_DENIED}(?:{_MEANS_TO}))"
    r".*?(?:(?:没有?|未|尚未|还没有?|并未|不)(?=开展|实施|推行|推广|启动|建立|搞|采用|实行|落实|参加|种植|发展|提[到及]|照搬|照着)"
    # 哪个镇不清淤, 哪个乡还没给老人送饭: whatever it is that the places asked did not do.
    rf"|哪(?:些|几个|一?个|[两二三四五六]个)(?:{ONE_NOUN})[^,，。把将的]{{0,6}}?(?<!有)(?:没有?(?!人)|未|不(?![断仅错少同久止但光只超足到满低高让许准得收要用花]))(?=[一-鿿])"
    rf"|哪(?:些|几个|一?个|[两二三四五六]个)(?:{ONE_NOUN})[^,，。]{{0,12}}?{_REFUSING})"
    r"|^(?!.*\bplan).*\b(?:(?:do|does|did|has|have|had|is|are|was|were)(?: not\b|n't\b)|never|not yet"
    r"|refus(?:e|es|ed|ing)\b|declin(?:e|es|ed|ing) to\b|decided (?:not to|against)\b|reject(?:s|ed)?\b)"
)
# Words by which a place is asked for that would not, or does no more: they tell nothing of what it was.
DENYING = regex(rf"(?:还在|仍在|持)?{_REFUSING}(?:了|过|态度)?")
# 除了神河镇,还有哪些…: the place is left out of the list, it does not restrict it. One behind it does, parted by a
# comma or 以外 (除了神河镇,旬阳县|还有哪些…).
_ONWARD = "(?:还|哪|其他|其它|都|有)"
_BUT = "(?:以外|之外|外)"
EXCEPTED = regex(
    rf"除(?:了)?(?P<what>[^,，。?？]{{2,20}}?(?:[,，][^。?？]{{2,20}}?(?={_BUT}|[,，]{_ONWARD}))?)"
    rf"(?:(?:{_BUT}[,，]?|[,，])(?=[^,，。?？]{{0,20}}?{_ONWARD})|(?={_ONWARD}))"
)
# 不算灾后抢通,哪些村…: words for what is not meant are no topic.
NOT_MEANT = regex(
    r"(?:不算|不包括|不包含|不含|不计|撇开|排除|除(?:了|去|开)?)(?P<what>[^,，。?？]{2,20}?)(?:以外|之外|外|在内)?[,，](?!还|也)"
    r"|[(（](?:不算|不包括|不含)(?P<inside>[^)）]{2,20})[)）]"
)
_A_YEAR = r"(?:19|20)\d\d"
PERIOD = regex(
    rf"(?P<first>{_A_YEAR})年?(?:到|至|-|—|~)(?P<last>{_A_YEAR})年?(?:之?间|期间)?"
    rf"|(?P<since>{_A_YEAR})年?(?:以后|之后|以来|后|起)|(?P<until>{_A_YEAR})年?(?:以前|之前|前)"
)
