"""Did it, means to, or only speaks of it: what the clause around a topic says, by rules.

Rules of written official Chinese, on the shadow. The clause is the stretch between commas and stops that holds the
topic, with the clauses beside it: the verb often stands before (下一步,将在全镇推行…) or behind (…,目前还在摸底). Where
nothing speaks against it the verdict is *did*: reports report.
"""

from __future__ import annotations

from rag.language.clauses import clause_before, clause_span
from rag.language.plan_words import HAS_BEEN
from rag.language.regex import regex
from rag.lists.verdicts.plan_heads import is_ruled_by_plan
from rag.lists.verdicts.will import carries_on
from rag.types import Span, Verdict

_DO = (
    r"(?:开展|实施|推行|启动|建立|推广|采用|实行|推开|纳入|搞|组织|创建|成立|设立|引进|引入|参加|参与|进行|落实|铺开|试行"
    r"|试点|落地|起步|开办|开工|动工|建设|建成|办|做|用上)"
)

# A clause that says that something is being done, whatever it is.
SAYS_DOING = regex(rf"{_DO}|发展|种植|养殖|栽植|建成|为[^,]{{0,12}}?(?:抓手|载体|平台|突破口|主线)")
_NO = (
    r"(?:尚未|还未|暂未|未能|未曾|并未|没有|没能|没|从未|从来没有?|不曾|不再|未|暂不|不打算|不准备|不想"
    r"|无法|无力|难以|来不及|迟迟[没未]有?)"
)
_NOT_DONE = regex(
    rf"{_NO}(?:[一-鿿]{{0,6}}?){_DO}|不(?!断|仅|但|光|只|失|懈|遗|等|忘)[一-鿿]{{0,6}}?"
    r"(?:开展|实施|推行|推广|实行|采用|搞|参加)"
    r"|停止|取消|叫停|暂停|中止|暂缓|推迟|搁置|放弃|尚无|没有|暂无|不在"
)
# Denied right before the topic, whatever the verb (没能|修建P, 还未|养殖P); 从未间断 is no denial.
_NOT_GOVERNED = regex(
    r"(?:没能|未能|还未|尚未|暂未|还没有?|从未|不曾|未曾|无力|无法|(?:至今|一直)[没未]有?)(?!间断|中断|停|放|动摇)[^的户人者,，、]{0,6}$"
)
_NOT_DONE_AFTER = regex(
    rf"^[^,，。;；:：]{{0,14}}?(?:{_NO}|仍未|至今未)[一-鿿]{{0,3}}?{_DO}"
    r"|^[^。;；]{0,28}?(?:始终|一直|迟迟|至今|仍然?|还是)(?:没有?|未见?|不见)(?:什么)?(?:动静|下文|进展|行动|眉目|起色|着落)"
    r"|^[^,，。;；:：]{0,14}?(?:空白|搁浅|搁置|泡汤|叫停|落空|不在此列|之外|(?:取消|停办|停建|停摆)(?=[,，。;；]|$)|推迟|延期)"
    r"|^[^。;；]{0,24}?(?:[交得]了?白卷|搁[在到]一[边旁]|没有?人(?:去|来)?[做管问抓办干])|^[^。;；]{0,6}?一栏[^,，。]{0,4}[“\"]?(?:无|零|空)"
    r"|^[^。;；]{0,24}?(?:尚无|还?没有?|仍无|无)着落|^[^。;；]{0,16}?[,，](?:被迫)?(?:推迟|延期)"
)
# …, but it is not done: said later in the sentence.
_BUT_NOT = regex(rf"(?:但|不过|只是|然而|可)[^。]{{0,12}}?(?:没有|尚未|未|没|不)[一-鿿]{{0,4}}?(?:{_DO}|行动|条件)")
# 问起…: what follows is the answer, and it may be no.
_ASKED_OF = regex(r"(?:问起|问到|问及|说起|说到|谈起|谈到|提起|提到|至于|对于)[^,，。]{0,12}$")
_ANSWERS_NO = regex(rf"{_NO}[一-鿿]{{0,4}}?(?:{_DO}|行动|条件)")
# What comes to nothing, is refused or stands on paper only, said behind the topic (原说要搞P,后来不了了之).
_CAME_TO_NOTHING = regex(
    r"^[^。;；]*?(?:不了了之|作罢|告吹|(?<!人工)流产|夭折|泡汤|胎死腹中|无果|没有?下文|无疾而终|只闻楼梯响|雷声大|空话|空谈|空想|一句口号|挂在(?:墙|嘴)"
    r"|停留在(?:[纸口文墙嘴]|会议|方案)|一纸空文|画饼|有名无实|徒有[虚其]名|形同虚设|按兵不动|无动于衷|不为所动|不感兴趣|没有?兴趣|没有?动作"
    r"|不予|未予|未被采纳|(?:没有?|未)(?:获得?|能)?通过|否决|驳回|无缘|绝缘|不沾边|行不通|推不[动开]|[搞办做]不[起下]|落不了地|搞不成"
    r"|没有?(?:搞|办|做|干|弄|推|建|落|兑)[成起开实现]|不属实|[^落扎务求]不实(?=[,，。;；]|$)|虚报|谎报|造假|谎称|弄虚作假|子虚乌有|查无此|并无此|不买账|没有?(?:同意|批准|答应|点头|松口|立项)|落(?:了|了?个)?空|无人问津|冷[淡落]|擦肩而过|失之交臂"
    r"|[用派]不上|不适[合用应]|水土不服|[学搞]不来|(?:没有?|缺)钱|[黄吹]了(?=[,，。])|泡影|束之高阁|石沉大海|没影|无从谈起|谈不上|遥遥无期|望而却步|退堂鼓|知难而退"
    rf"|(?:没有?|未|还没有?|尚未|从未)(?:能|曾|予|真正|任何|什么)?(?:付诸[一-鿿]{{0,2}})?(?:{_DO}|采纳|行动|响应|回应|眉目|着落|进入[^,，。]{{0,8}}|跟进|引入|接受|条件|市场)[了过上起成来开]{{0,2}}(?=[,，。;；”])"
    r"|(?:[是为]|等于)零(?=[,，。;；]|$)|影子(?:也|都)?(?:没|不)|(?:只|仅|光|还)(?:是|停留)[^,，。]{0,6}(?:口号|纸上|嘴上|墙上|口头))"
    r"|^[^。;；]{0,16}?被[^,，。;；]{0,16}?(?:取消|叫停|搁置|否决|放弃|砍掉|暂停|推迟|拒绝|驳回|撤销)"
    r"|^[^。;；]{0,16}?搁(?:了下|置|浅|下)"
    r"|^[^。;；]*?(?:一|半)[天次件个处户回样点步份][也都](?:没有?|未曾?|不曾)[^,，。;；]{0,3}(?:[搞办做开实推试用落启见建动过])"
    r"|^[^。;；]*?(?:(?:还|尚|仍|至今|眼下|目前|从)(?:没有?|未有|无)一[一-鿿]|(?:至今|眼下|目前|仍|尚)[^,，。;；]{0,3}?一[一-鿿][也都](?:没|未|不))"
)
_NO_SUCH_THING = regex(
    r"(?:没有?|还没有?|没搞|不搞|没设|未设|缺少|缺乏|不设)[“\"《]?$"
    r"|(?:没有?|未|不)[^,，。]{0,10}(?:听说|听过|听闻|见过|见到|知道|了解|接触)过?[^,，。]{0,4}$"
    r"|(?:未见|不见|看不到|找不到|见不到|没听说|没见|见不着)[^,，。]{0,8}$"
    r"|(?:否决|驳回|拒绝|拒不|婉拒|谢绝|回绝|推掉|砍掉|不同意|不赞成)[^,，。]{0,20}$|反对(?!意见|派|党|者|票)[^,，。的]{0,20}$"
    r"|一[一-鿿][也都](?:没|未|不)[^,，。]{0,6}$|(?:没有?|无)(?:任何)?一[个处村户家例人名支条][^,，。]{0,8}$|无一[个村处家人户][^,，。]{0,8}$"
    r"|(?:没有?(?:把|将|跟进|照搬|参[加与]|加入|接[触受])|不愿|不肯|不敢|无意|不[想打愿]算?|决定不)[^,，。]{0,8}$"
)
_HAS_DONE = regex(
    rf"(?:{_DO}[起成办]?|[种养栽修铺装挖建盖架办添配购买][上下起成好通出满]?)了[“《\"]?$|(?:认缴|实缴|共同|联合|合股)出资(?:组建|成立|创?办)[“《\"]?$"
)
# Who shows people how is at it: 现场指导居民下载P, 手把手教老人用P.
_ON_THE_SPOT = regex(
    r"(?:现场|当场|当面|手把手|面对面|逐[户一]|挨[家户个]|上门|入户)[^,，。;；]{0,6}?(?:指导|教|帮|协助|引导|讲解|演示|辅导|宣讲|宣传|发放|解答|提醒|劝导)[^,，。;；]{0,24}$"
)
# What is done at once is told as done: 会后,各村立即组织开展P.
_AT_ONCE = regex(
    r"(?<![请应要须将会能])(?:立即|迅速|随即|当即|第一时间|连夜)[^,，。;；要将]{0,12}?(?:组织|开展|出动|赶赴|启动|投入|召集)[^,，。;；]{0,16}$"
)
# In which ways it was done is told of what was: 采取入户宣讲、发放手册等方式,向群众讲P.
_BY_WAYS = regex(
    r"^(?:(?!将|拟|(?<![主重])要|计划|打算|准备|今后|下一?步|明年|号召|建议|希望|必须|应[当该])[^。;；])*?"
    r"(?:采取|采用|通过|运用|利用|借助|以)[^。;；]{2,60}?等(?:多种|各种|一系列)?(?:方式|形式|办法|方法|措施|手段|渠道|途径|载体)[^。;；]*$"
)
_OF_LATE = regex(r"(?:近[年些几]*年?来|以来|连日来|[多几两三\d]年来)[,，]")
# A clause that is done, whatever was meant before it: 积极争取资金,修建了P.
_DONE_HERE = regex(rf"{HAS_BEEN}[^,，。;；]{{0,12}}$")
# 如果没有P: but there is; 过去没有P: and now there is.
_IF_NOT = regex(
    r"(?:如果|要是|假如|倘若|假使|若|要不)[^,，。]{0,2}?(?:没有?|不是|无)|(?:过去|以前|从前|原来|早先|当初)没有?(?=[“《\"]?$)"
)
_LONG_AGO = regex(r"(?:过去|以前|从前|原来|之前|原先|早先|当初|往年|曾经)[^。]*$")  # 过去没有P, and now there is
_GOES_WITHOUT = regex(r"^[^,，。]{0,8}[,，]?[^,，。]{0,8}?(?:就[没不]|哪[有来里]|恐怕|怎[么能])")  # 没有P就没有今天
_ONCE_MEANT = regex(
    r"原(?:本|来|先)?[说定想打计拟](?!的)|原(?:定|计划)|本[来想打要拟]|曾(?:经|一度)?(?:[想打拟要]|计划|准备|考虑|动议|提出)|一(?:直|度|心)[想说要打计准]"
    r"|(?<![思理设联妄幻猜料感])想(?![法到象念])|(?:喊|嚷|说|议|吵|讲|盼)了|早就?[说想要]|几[次度]想"
)
_BUT_IN_VAIN = regex(
    r"^[^。]*?[,，](?:[^。,，]{0,12}?(?:苦于|限于|碍于|愁于|无奈|奈何|放弃|取消|中止|却)|(?:但|却|可|后来|最终|最后|始终|至今|到头来|结果|因)[^。]{0,16}?(?:没|未|不|无)"
    r"|只是[^。]{0,10}?(?:没|未|不|无))|^[^。,，]{0,6}(?:却|但|可|又)是?[^。]{0,6}(?:没|无|缺|不)"
)
# 除A外,其他乡镇都启动了P: the one named did not.
_ALL_BUT = regex(
    r"(?:^|[,，。;；])除(?:了|去)?[^,，。]{2,14}?(?:以外|之外|外)?[,，](?:其他|其它|其余|别的|另外|全[县市区]|各)[^。]*$"
)
_PLANNED = regex(
    rf"拟(?:于|在|将|[一-鿿]{{0,4}}?{_DO})|力争|争取(?!到(?!\d)|了)|打算(?![观])|准备(?!充分|就绪)|筹备|筹建|谋划|筹划|酝酿|着手|有望|有意|设想|下一步|今后|明年|来年|后年|新一年的?(?:安排|计划|打算|工作|目标|任务)|下一年度|下半年将|即将|将要|将于|将在"
    rf"|将(?:全面|逐步|继续|进一步|适时|陆续|大力|积极|重点|率先|同步|分批|择机|也)?[一-鿿]{{0,6}}?{_DO}"
    r"|将(?=把|继续|逐步|陆续|适时|择机|尽快|尽早|开赴|前往|奔赴|赶赴|走进|再|以(?!来)|用|通过|依托|围绕|借|靠|[分按](?:[一-鿿\d]{1,3}批|步|期|阶段))|下一(?:批|站|轮|阶段|个目标|年)|未来[几两三五十\d一-十多]*年"
    r"|(?:只|就|单)等|倒计时|将来|日后|有朝一日|(?:将|会|要)也?有(?:自己的|个)?[“《\"]?$|有(?:计划|意向|设想)(?!地)"
    r"|(?:希望|期望|渴望|盼望?|期待|憧憬)(?!的)[^。]{0,22}$"
    r"|(?<!去年的)(?:目标|想法|思路|打算|构想|愿望|心愿|首要任务|头等大事|头一?件(?:大)?事)[,，]?(?:就?是|为|[:：])"
    r"|下周|下个?月|下学期|明天|后天|择[日期]|不日|(?:请求|呈请)[^,，。;；]{0,24}$|(?:许诺|立誓|发誓)[^,，。;；的]{0,24}$|向[^,，。]{0,10}(?:申请|争取)|正在?(?:研究|制定|起草|论证|讨论)[^,，]{0,4}$"
    r"|(?<![一二三四五六七八九十几两多\d])[年节秋春]后(?:就|再|便)"  # not 三年后就建成
    r"|(?<![按照据原动])计划(?:以|通过|采取|为|把|将|对|给|再|依托)"
    rf"|计划(?:在|于|到|今年|明年|年内|用|投入|[一-鿿]{{0,4}}?{_DO})|规划(?:在|于|到)|预计|要(?:在|全面|大力)[一-鿿]{{0,6}}?{_DO}|建议|待[一-鿿]{{1,8}}?后"
)
_PLANNED_ACROSS = regex(
    r"(?:表态|承诺|许诺|保证|答应|表示|宣布|提出|决定|决心|明确|下定|立下)[^。;；]{0,24}?(?:一定|必须|要|将|年内|年底|明年|后年|来年|未来)(?![求点素闻案件])|"
    r"目标是|(?:^|[,，。;；“])(?:待|等到?)[^,，。;；]{1,14}[,，][^,，。;；]{0,10}?(?:就|便|即)(?!是)|(?:接下来|下一阶段|下步|后续|往后)[,，]?[^,，。;；]{0,12}?[将要]"
)
# What is called for (会议要求各镇开展P); a noun where it is kept to (按照县里的要求,…; 高标准要求).
_CALLED_FOR = regex(
    r"(?<![的新高按照据合求规严格项些])(?:要求|号召|动员(?!会|大会|令|了)|倡导|鼓励|责成|督促)(?=[^,，。;；的]{0,40}$)"
    rf"[^,，。;；]{{0,30}}?(?:{_DO}|[开抓])|(?:强调|指出|部署|要求)[,，:：][“]?(?:全[县市区镇乡]|各)[^。;；]{{0,20}}?(?:要|必须|应)"
    r"|^(?:各|全[县市区镇乡])[^,，。;；]{0,12}?(?:要|必须|务必|应当)(?![求点素闻案件])"
)
# 为实行P打基础; but P为增收打下基础.
_FOR = regex(r"为[^,，。]{0,12}$")
_MADE_READY = regex(r"^[^,，。]{0,8}?(?:打(?:下|好|牢)?基础|铺路|预热|探路|[做作]准备)")
# A goal: 为实现P的蓝图…; what is done for it is told of the doing, not of the goal.
_FOR_A_GOAL = regex(
    r"(?<![因认成作])为(?:了|早日|尽早|尽快|全面|如期|最终){0,2}(?:实现|建成|达到|达成)[^,，。;；]{0,16}$"
)
_BY_YEAR = regex(r"(?<![年\d])[到至](20\d\d)年")  # not the end of a stretch (2010年到2015年)
_STARTS_IN = regex(
    r"[,，](?:[^,，。]{0,6}?)(20\d\d)年[^,，。]{0,8}?(?:施行|挂牌|投用|再|动工|开工|落地|见分晓|铺开|推开|启动)"
)
_A_YEAR = regex(r"(20\d\d)年")
# What makes a year that is to come the year of the doing.
_WILL = regex(
    r"要|将|会(?!议)|年再|决定|提出|表示|承诺|计划|任务|目标|思路|日程|安排|报名|申报|申请|纳入|列入|实现|力争|明确|工作要点|重点|实事|大事|谋划|排[进入]|(?:年|月)(?:起|底前|内|开春)"
)
_PLANNED_AFTER = regex(
    r"^[^。;；]{0,24}?(?:列[入进]|写[入进]|纳入|提上|排[进入到上]|摆[上进]|放[进入]|编[入进]|报[入进])[^,，。;；]{0,20}?"
    r"(?:工作报告|计划|要点|规划|日程|议程|安排|盘子|[明来]年|实事|工作思路|项目库|愿景)"
    r"|^[^。;；]{0,14}?(?:做|作|进行)(?:好|足)?(?:着|了)?(?:准备|铺垫)|^[^。;；]{0,20}?[,，](?:[^,，。]{0,8})?(?:只|就|单)等|^[^。;；,，]{0,8}?[可有]望"
    r"|^[^。;；]{0,24}?将[在于][^,，。;；]{1,12}(?:前|底|内|年|月)(?:完成|启动|实施|建成|开展|推行|铺开|落实)"
    r"|^[^,，。;；]{0,6}?[也亦都便就]?将(?=由此|随之|陆续|全面|正式|逐步|分批|拉开|进入|变成)"
    r"|^[^。;；,，]{0,6}[,，]?就?是[^。;；]{0,18}?(?:目标|承诺|许诺|打算|心愿|愿望|愿景|下一步)"
    r"|^[^,，。;；]{0,6}?的?下一(?:站|个|批)|^[^。;；]{0,12}?进入[^,，。;；]{0,4}(?:论证|筹备|规划|设计|招标|选址|报批|审批|申报)"
    r"|^[^,，。;；]{0,6}?(?:能不能|要不要|该不该|可不可|是否可行)|^[^。;；]{0,20}?届时"
    r"|^[^。;；]{0,12}?(?:尚在|还在|仍在|正在|处于)(?:筹备|酝酿|谋划|论证|摸底|规划|起草|设计)"
    r"|^[^。;；]{0,16}?[,，](?:[^,，。;；]{0,12}?)(?:的(?:想法|打算|思路|设想)是|有意|打算|(?<!成并)准备|正在?逐?[一-鿿]{0,4}(?:听取意见|征求意见|论证|调研))"
    # Of the topic itself: (“P”活动|下一步将…); 计划 right behind a name may be the noun that closes it.
    r"|^[“”\"'一-鿿]{0,5}?(?:下一步|下步|接下来|今后|明年|来年|即将|将要|将于|将在|有望|预计|拟于|拟在|计划(?:在|于|今年|明年|年内|下半年))"
    r"|^[^。;；]{0,16}?[,，][^,，。;；]{0,6}?待[^,，。;；]{1,12}?后"
    r"|^[^。;；]{0,16}?[,，](?:预计|计划|将|拟|力争)?(?:年内|年底前?|明年|来年|近期|不久)(?:即可|就|将|可|内)?(?:动工|开工|启动|开始|实施|推开|铺开|上马|建成|投用|完工|投产)"
    r"|^[^。;；,，]{0,6}?(?:要等|等到?)[^,，。;；]{1,16}?(?:再|才)"
    r"|^[^。;；]{0,16}?[,，][^,，。;；]{0,12}?拟(?:从|自|分|于|在|将)"  # P今年暂不安排,拟从明年起分批…
    r"|^[^。;；]{0,12}?[,，](?:目前|眼下|现|正|方案|资金|还|届时|预计)[^。;；]{0,6}?(?:摸底|征求意见|报[县市镇区]|论证|筹备|酝酿|筹措|选址|启动前)"
)
_SPOKEN_OF = regex(
    r"呼吁|恳请|(?:谈起|说起|聊起|讲起|介绍起?)(?:自家|自己|他们|人家)的?|学习|借鉴|听说|参观|考察|取经|观摩|察看|不同于|有别于|区别于|相比|听取|类似于|好比|经验(?:介绍|交流)|外地|兄弟(?:乡镇|县|市|单位)"
    r"|(?:与|同|和)[^,，。]{1,24}(?:不同|相比|有别)|(?:那里|那边|那儿|人家|别处)的?(?:那[个套种])?[“《\"]?$"
)
# Of people from here who do it elsewhere: (张某在邻县)承建P, (石泉镇籍)药商; not what spares them the way there.
_ELSEWHERE = regex(
    r"(?<!不用)(?<!不必)(?<!不再)(?<!不用再)(?<!无需)"
    r"(?:(?:在|到|去|赴|(?<!通)往|于)(?:外[地省市县乡镇]|邻[县乡镇村市省]|邻近|省城)|(?:到|去|赴|前往)(?:县城|市里|市区|城里|省里))"
    r"[^,，。;；]*$|(?:[镇乡村县]|街道)籍|祖籍|籍贯"
)
# What leads elsewhere, and is made here: 修通了到县城的|水泥路.
_WAY = regex(r"(?:到|至|往)(?:外[地省市县乡镇]|邻[县乡镇村市省]|省城|县城|市里|市区|城里)[^,，。;；]*[路线桥车道网]$")
# Whether and when it will be is asked, or it cannot be.
_IN_QUESTION = regex(r"(?:(?:何时|什么时候|哪天)才?(?:能|可以|会)|要不要|该不该|能不能|可不可以|是否)[^,，。;；]{0,4}$")
# What was long hoped for and is there: 盼了多年的P终于修通了.
_CAME_TRUE = regex(r"^[^。;；]{0,24}?(?:终于|如愿|变成了?现实|成了现实|梦想成真|圆了)")
# Of who tells what they did themselves, at a meeting on it: (P经验交流会,)A镇登台讲了各自的做法.
_TELLS_OWN = regex(
    r"(?:登台|介绍|讲|交流|分享|汇报)了?[^,，。;；]{0,8}(?:各自|自己|自家|本[镇乡村]|我[镇乡村])的?[^,，。;；]{0,8}(?:经验|做法|体会)"
    r"|作了?(?:经验|典型)(?:交流|介绍|发言)"
)
# What the topic itself has done away with: 便民驿站|取消了盖章收费.
_ENDS_OTHERS = regex(r"^[”\"]?(?:取消|减少|降低|解决|改变|结束|打破|破除|终结|化解|杜绝|消除|堵住|治好)了[一-鿿]{2,}")
_OTHERS_AFTER = regex(r"^[^,，。;；]{0,14}?(?:经验|做法)|^[^,，。;；]{0,10}?(?:不同|有别|相比)")


def is_denied(text: str, at: Span) -> bool:
    """Whether the sentence `text` (a shadow) says that the topic at `at` is not done."""
    start, end = clause_span(text, at)
    before, after = _IF_NOT.sub("", text[start : at[0]]), text[at[1] :]
    if _NOT_DONE.search(before) or _NOT_GOVERNED.search(before) or _NOT_DONE_AFTER.match(after):
        return True
    if _ASKED_OF.search(before) and _ANSWERS_NO.search(text[end:]):
        return True
    if _BUT_NOT.search(after) or _CAME_TO_NOTHING.match(after) or _ALL_BUT.search(text[: at[0]]):
        return True
    if _ONCE_MEANT.search(text[: at[0]]) and _BUT_IN_VAIN.match(after):
        return True
    return bool(
        _NO_SUCH_THING.search(before) and not _LONG_AGO.search(text[: at[0]]) and not _GOES_WITHOUT.match(after)
    )


def is_past(text: str, written: int | None) -> bool:
    """Whether every year that a sentence names lies before that in which it was `written`: what was to be done then
    is told as done."""
    years = _A_YEAR.findall(text)
    return written is not None and bool(years) and all(int(year) < written for year in years)


def is_of_late(text: str, at: Span) -> bool:
    """Whether the sentence `text` (a shadow) tells, before the topic at `at`, of a time up to now: 近年来."""
    return _OF_LATE.search(text[: at[0]]) is not None


def is_plainly_done(text: str, at: Span) -> bool:
    """Whether the sentence `text` (a shadow) says that the topic at `at` is done, whatever stands around: 实施了P; or
    denies it for a time or a case that is not so (过去没有P; 如果没有P); or tells that what was hoped for has come."""
    start, _ = clause_span(text, at)
    before, behind = text[start : at[0]], text[at[1] :]
    without = _NO_SUCH_THING.search(before) and _GOES_WITHOUT.match(behind)
    seems = _IF_NOT.search(before) or _CAME_TRUE.match(behind) or _ENDS_OTHERS.match(behind) or without
    if seems or _BY_WAYS.search(text[: at[0]]):
        return True
    return any(done.search(before) for done in (_HAS_DONE, _ON_THE_SPOT, _AT_ONCE))


def is_plainly_planned(text: str, at: Span) -> bool:
    """Whether the sentence `text` (a shadow) says in its head that the topic at `at` is to be done, or names it as a
    goal that something is done for, whatever its clause looks like."""
    before = text[clause_span(text, at)[0] : at[0]]
    return carries_on(text, at) or is_ruled_by_plan(text, at) or _FOR_A_GOAL.search(before) is not None


def verdict_of(text: str, at: Span, written: int | None = None) -> Verdict:
    """What the sentence `text` (a shadow) says of the topic at `at`; a year after that in which it was `written` is to
    come.

    >>> verdict_of("下一步,将在全镇推行“两联三送”。", (10, 14)), verdict_of("全镇开展了“两联三送”活动。", (6, 10))
    (<Verdict.PLANNED: 'planned'>, <Verdict.DID: 'did'>)
    """
    if is_denied(text, at) or _is_only_spoken_of(text, at):
        return Verdict.MENTIONED
    planned = not _CAME_TRUE.match(text[at[1] :]) and _is_planned(text, at, written)
    return Verdict.PLANNED if planned else Verdict.DID


def _is_only_spoken_of(text: str, at: Span) -> bool:
    start, end = clause_span(text, at)
    before, behind = text[start : at[0]], text[at[1] : end]
    if _ELSEWHERE.search(before) and not _WAY.search(text[: at[1]]):
        return True
    if _SPOKEN_OF.search(before) or _IN_QUESTION.search(before):
        return True
    return bool(
        not _TELLS_OWN.search(text, at[1])
        and _OTHERS_AFTER.match(behind)
        and _SPOKEN_OF.search(text[clause_before(text, start) : start] + before + behind)
    )


def _is_planned(text: str, at: Span, written: int | None) -> bool:
    start, end = clause_span(text, at)
    lead, before, after = text[clause_before(text, start) : start], text[start : at[0]], text[at[1] :]
    ahead = _PLANNED.search(lead) and not _DONE_HERE.search(before)
    if _PLANNED.search(before) or ahead or _PLANNED_AFTER.match(after):
        return True
    if (
        _CALLED_FOR.search(lead + before)
        or _PLANNED_ACROSS.search(lead + before)
        or (_FOR.search(before) and _MADE_READY.match(after))
        or is_plainly_planned(text, at)
    ):
        return True
    return _is_to_come(lead + before, (lead + text[start:end], after), written)


def _is_to_come(text: str, around: tuple[str, str], written: int | None) -> bool:
    """Whether a year by which it is done lies after that of writing (到2013年, in a report of 2012), or a year in the
    clauses of the topic does and another word in them speaks of what is to come, or one behind it in which it starts
    (`around`: these clauses, and what follows the topic).

    A year alone proves nothing: a page of several reports may bear the date of its first.
    """
    if written is None:
        return False
    clauses, behind = around
    if any(int(year) > written for year in _BY_YEAR.findall(text)):
        return True
    if any(int(year) > written for year in _STARTS_IN.findall(behind)):
        return True
    return any(int(year) > written for year in _A_YEAR.findall(clauses)) and _WILL.search(clauses) is not None
