"""How officials write that a town did something, means to, did not, or saw it elsewhere; and how people ask.

Written before the rules were tried on them, in two halves: the rules may be mended on what fails in `TUNING`, figures
are given for `REPORTED`, whose sentences and questions nothing was mended on. Slots: {S} the town as a subject, {O} its
party committee or government, {P} the programme as written, {X} another town that did it, {A} {B} towns of a county
report, {n} {k} numbers, {y} {m} {d} a date past, {z} a year to come.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Wordings:
    """One half. `did`, `planned`, `denied`, `elsewhere`: what a town's own report says of a named programme; `roll_*`:
    what a county's report says of its towns; `ask_*`: questions, {P} the programme, {C} a county, {V} what was done."""

    did: tuple[str, ...]
    planned: tuple[str, ...]
    denied: tuple[str, ...]
    elsewhere: tuple[str, ...]
    roll_did: tuple[str, ...]
    roll_planned: tuple[str, ...]
    roll_denied: tuple[str, ...]
    will: tuple[str, ...]
    wont: tuple[str, ...]
    ask: tuple[str, ...]
    ask_in: tuple[str, ...]
    ask_count: tuple[str, ...]
    ask_planned: tuple[str, ...]
    ask_done: tuple[str, ...]


_FIRST = Wordings(
    did=(
        "今年以来，{S}扎实开展{P}，把支部建在产业链上。",
        "{S}以{P}为抓手，解决群众急难愁盼问题{n}件。",
        "{y}年{m}月，{O}启动{P}，首批{k}个村参加。",
        "{P}在{S}推开以后，村里的矛盾少了，笑声多了。",
        "围绕怎样把人留在村里，{O}想出的办法是{P}。",
        "{S}把{P}写进了村规民约，每季度兑现一次。",
        "截至{m}月底，{S}已有{k}个村用上了{P}。",
        "自{P}实施以来，{S}共走访农户{n}户。",
        "{S}的{P}走过了第三个年头，受益群众{n}人。",
        "{O}对{P}实行月通报、季评比，{k}名村干部受到约谈。",
        "得益于{P}，{S}今年信访量下降三成，群众满意度明显提高。",
    ),
    planned=(
        "下一步，{O}将推行{P}，把服务送到组里。",
        "{S}计划明年启动{P}，目前正在摸底。",
        "{O}打算在{k}个村先行先试{P}。",
        "按照安排，{S}将于{m}月全面铺开{P}。",
        "{S}拟开展{P}，方案已报县里审批。",
        "今后，{S}还要探索{P}，让老百姓少跑路。",
    ),
    denied=(
        "由于人手不足，{S}至今没有开展{P}。",
        "{S}尚未推行{P}，群众办事仍要跑镇上。",
        "受资金限制，{P}在{S}没能落地。",
        "{O}负责人说，{P}好是好，但我们没有条件搞。",
    ),
    elsewhere=(
        "{m}月，{O}组织{k}名村支书到{X}学习{P}经验。",
        "{S}干部赴{X}参观了{P}，大家深受启发。",
        "与{X}的{P}不同，{S}走的是党员包户的路子。",
        "会上，{O}听取了{X}关于{P}的介绍。",
    ),
    roll_did=(
        "{A}、{B}等乡镇开展了{P}，效果明显。",
        "{A}推行{P}，服务群众{n}人次；{B}随后跟进，办成实事{k}件。",
        "在{A}和{B}，{P}已成为群众议事的主渠道。",
    ),
    roll_planned=("{A}计划下半年推行{P}。", "{A}拟于年底前建立{P}。"),
    roll_denied=("{A}还没有开展{P}。", "{A}因班子调整，{P}一直没有启动。"),
    will=("下一步，{S}将{V}。", "{S}计划明年{V}。", "{O}打算{V}，资金已经落实一半。"),
    wont=("目前{S}还没有{V}。", "受条件限制，{S}至今没有{V}。"),
    ask=(
        "哪些乡镇开展了{P}？",
        "{P}有哪些乡镇在搞？",
        "请列出推行{P}的乡镇",
        "哪几个镇实施过{P}？",
        "都有哪些地方搞了{P}",
        "想了解一下哪些乡镇用了{P}",
        "哪些乡鎮推行了{P}？",
        "Which towns carried out {P}?",
    ),
    ask_in=("{C}哪些乡镇开展了{P}？", "{C}有哪些镇推行{P}？"),
    ask_count=("有几个乡镇开展了{P}？", "多少个乡镇推行了{P}？"),
    ask_planned=("哪些乡镇计划开展{P}？", "哪些乡镇打算推行{P}？"),
    ask_done=("哪些乡镇{V}？", "{V}的乡镇有哪些？", "哪些地方{V}了？", "有哪些镇{V}？"),
)

_SECOND = Wordings(
    did=(
        "去年入冬，{O}一班人商量再三，把{P}铺到了每个村民小组。",
        "走进{S}，墙上最显眼的是{P}公示栏，{k}项承诺一一对账。",
        "{S}党员干部通过{P}，为群众代办事项{n}件。",
        "从{y}年起，{S}坚持用{P}管村务、理村财。",
        "{P}让{S}尝到了甜头：集体收入突破{n}万元。",
        "{O}总结推出的{P}，被群众称作“明白账”。",
        "在{P}带动下，{S}{k}名在外能人回乡办厂。",
        "作为试点，{S}率先落地{P}，{k}个村全部覆盖。",
        "近三年，{S}靠着{P}，化解纠纷{n}起。",
        "{m}月{d}日，{S}召开{P}推进会，对{k}个村逐一点评。",
        "{S}深化{P}，推动资源、力量、服务三下沉。",
    ),
    planned=(
        "{S}明年的一件大事，是把{P}办起来。",
        "“等秋收完，我们就着手搞{P}。”{O}负责人说。",
        "{P}已列入{S}{z}年工作要点，届时{k}个村参加。",
        "{O}正谋划{P}，预计年底前出台办法。",
        "到{z}年，{S}力争{P}覆盖所有行政村。",
        "{S}有意引入{P}，眼下还在征求意见。",
    ),
    denied=(
        "问起{P}，{O}负责人坦言：“我们这里还没有搞。”",
        "{S}不在{P}试点之列，沿用的是老办法。",
        "因条件不成熟，{S}暂缓实施{P}。",
        "{P}在{S}还是一片空白。",
    ),
    elsewhere=(
        "{X}的{P}搞得红火，{O}一行{k}人专程前去取经。",
        "{m}月{d}日，{S}{k}名干部走进{X}，实地察看{P}成效。",
        "在交流会上，{X}介绍了{P}，{S}干部边听边记。",
        "有别于{X}推行的{P}，{S}把力气花在修渠引水上。",
    ),
    roll_did=(
        "{A}和{B}先后实施{P}，走在全县前列。",
        "走在前面的是{A}，{P}已覆盖{k}个村；{B}的{P}也有声有色。",
        "{A}、{B}把{P}与网格管理结合起来，收到实效。",
    ),
    roll_planned=("{A}也在筹划{P}，预计明年启动。", "{A}准备在秋后推开{P}。"),
    roll_denied=("{A}没有参加{P}。", "{P}在{A}尚未起步。"),
    will=("明年，{S}将{V}。", "{S}有望在年内{V}。", "“再过两年，我们准备{V}。”{O}负责人说。"),
    wont=("{S}从来没有{V}。", "由于路远，{S}一直未能{V}。"),
    ask=(
        "有哪些乡镇做过{P}？",
        "{P}都在哪些乡镇落了地",
        "把实行{P}的乡镇列出来",
        "哪个乡镇搞{P}了？",
        "采用{P}的有哪些镇",
        "{P}这个做法，哪些地方用过？",
        "請問哪些鄉鎮落實了{P}？",
        "What towns have used {P}?",
    ),
    ask_in=("{C}搞{P}的乡镇有哪些？", "{C}都有哪些乡镇实行了{P}？"),
    ask_count=("一共有多少个乡镇搞了{P}？", "实行{P}的乡镇有多少个？"),
    ask_planned=("有哪些乡镇准备搞{P}？", "哪些镇将要实施{P}？"),
    ask_done=("哪些镇{V}？", "有哪些乡镇{V}了？", "列出{V}的乡镇", "哪个镇{V}？"),
)

_THIRD = Wordings(
    did=(
        "在{S}，老人们说起{P}都竖大拇指：自打有了它，办事再也不用求人。",
        "{y}年{m}月{d}日，{P}在{S}{k}个村同步投入运行。",
        "{S}靠着{P}摸清家底，当年清理集体欠账{n}万元。",
        "{O}坚持{P}不松劲，一抓就是{k}年。",
        "市委组织部发文，对{S}运用{P}化解积案{k}起的做法予以通报表扬。",
        "驻村干部在{S}按照{P}逐户上门，收集意见{n}条，当场答复{k}条。",
        "过去开会没人来，{S}引入{P}后，会场座无虚席。",
        "{P}是{S}叫得响的老招牌，{y}年入选全县十佳基层治理案例。",
        "{O}先后{k}次修订{P}实施细则，如今{n}户居民都照此办事。",
        "记者在{S}看到，{P}的公示栏前围满了人，{n}条诉求已逐条销号。",
        "{n}户村民尝到了{P}的甜头，{S}自己的这套做法登上了市报头版。",
    ),
    planned=(
        "{z}年起，{S}准备引入{P}，眼下正在征求村民意见。",
        "{P}已列入{S}{z}年工作要点，届时由一名班子成员牵头。",
        "{O}表态：{z}年底前一定把{P}办起来。",
        "待换届结束后，{S}即着手筹办{P}。",
        "{O}主要负责人在座谈会上向大伙承诺，争取{z}年让{P}进村。",
        "{S}有意试水{P}，刚刚向县财政申请启动经费{n}万元。",
    ),
    denied=(
        "督查发现，{S}台账上写着{P}，实际上一天也没有搞过。",
        "{P}在{S}仍是空白，巡察组要求限期说明原因。",
        "{n}名村民联名建议搞{P}，{O}研究后未予采纳。",
        "原定{y}年启动的{P}被{S}取消，一次也没办成。",
    ),
    elsewhere=(
        "读了{X}{P}的典型材料，{S}年轻干部写下心得{n}篇。",
        "{S}一名村主任说，人家{X}的{P}搞得红火，自己只有羡慕的份。",
        "{y}年{m}月{d}日，{X}党委书记应邀到{S}讲课，讲的是{X}自己的{P}。",
        "省报刊发了{X}运用{P}治村的报道，{O}当天安排全体干部传阅。",
    ),
    roll_did=(
        "全县涌现出一批先进典型：{A}以{P}促和谐，{B}以{P}聚民心。",
        "{P}率先在{A}落地生根，{B}紧接着也办了起来，两地合计惠及{n}户。",
        "县里对{A}、{B}运行{P}的成效进行验收，两地均获优秀等次。",
    ),
    roll_planned=("{A}把{P}排进了{z}年的日程。", "{A}正为{z}年试行{P}做准备，方案还在起草。"),
    roll_denied=("{A}对{P}按兵不动，被县委点名批评。", "检查组走遍{A}各村，没有发现一处办过{P}。"),
    will=(
        "{z}年，{O}要力争{V}，眼下正在筹集资金。",
        "{S}向村民承诺，{z}年一定{V}。",
        "{V}是{S}为{z}年定下的头号目标。",
    ),
    wont=("群众反映，{S}从来没有{V}。", "{S}原说要{V}，后来不了了之，一样也没办成。"),
    ask=(
        "都有谁在做{P}？",
        "{P}这项工作，做过的乡镇给我一份名单",
        "帮我查一下{P}落实在哪些乡镇",
        "请问{P}都在哪些地方落地了？",
        "已经有{P}实践的是哪些乡镇？",
        "办过{P}的镇和乡，一个不落地告诉我",
        "請問{P}在哪些鄉鎮辦過？",
        "Can you give me a list of townships that have adopted {P}?",
    ),
    ask_in=("{C}境内都有谁搞过{P}？", "给我{C}做了{P}的乡镇名单"),
    ask_count=("搞{P}的乡镇一共有几家？", "统计一下，采用{P}的乡镇总数是多少？"),
    ask_planned=("准备上{P}但还没动手的乡镇都有谁？", "{P}排进了哪些乡镇今后的计划？"),
    ask_done=("都有谁{V}？", "帮我列个名单：哪些乡镇{V}", "{V}的都是哪些镇和乡？", "想知道哪几个乡镇{V}"),
)

# Each was reported until rules were mended by someone who had read it. The one reported now was written by somebody who
# had seen neither the rules nor these, and has been read by nobody since.
_HALVES = (_FIRST, _SECOND, _THIRD)
TUNING = Wordings(*(sum((getattr(half, field.name) for half in _HALVES), ()) for field in fields(Wordings)))
