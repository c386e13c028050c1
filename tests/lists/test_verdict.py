"""Did, planned, or only mentioned: invented sentences in the manner of reports. The topic is marked by 【】."""

from __future__ import annotations

import pytest

from rag.language.clauses import clause_span
from rag.lists.verdicts.verdict import verdict_of
from rag.types import Verdict


@pytest.mark.parametrize(
    ("marked", "verdict"),
    [
        ("全镇扎实开展“【两联三送】”活动,群众满意。", Verdict.DID),
        ("将“【两联三送】”与农业产业结合起来,成效明显。", Verdict.DID),
        ("以“【两联三送】”为抓手,力争到2025年增收一倍。", Verdict.DID),
        ("制定《三年行动计划》后实施了“【两联三送】”。", Verdict.DID),
        ("明年将在全镇推行“【两联三送】”活动。", Verdict.PLANNED),
        ("下一步,在条件好的村试行“【两联三送】”。", Verdict.PLANNED),
        ("乡里拟于年底启动“【两联三送】”。", Verdict.PLANNED),
        ("计划在五个村开展“【两联三送】”。", Verdict.PLANNED),
        ("“【两联三送】”活动已写进明年的工作要点,届时八个村参加。", Verdict.PLANNED),
        ("镇里正在酝酿“【两联三送】”,办法还没有出台。", Verdict.PLANNED),
        ("开展“【两联三送】”活动,不断推动工作上台阶。", Verdict.DID),
        ("我镇尚未开展“【两联三送】”活动。", Verdict.MENTIONED),
        ("说起“【两联三送】”,村支书连连摆手:“我们没有条件搞。”", Verdict.MENTIONED),
        ("“【两联三送】”工程在几个村相继搁浅。", Verdict.MENTIONED),
        ("因为人手紧,镇里推迟了“【两联三送】”。", Verdict.MENTIONED),
        ("“【两联三送】”活动在该乡至今没有铺开。", Verdict.MENTIONED),
        ("组织干部赴青石镇学习“【两联三送】”的做法。", Verdict.MENTIONED),
        ("与邻县推行的“【两联三送】”不同,该镇只设一个窗口。", Verdict.MENTIONED),
        # What is to come, said behind the topic, with 把, or after 接下来.
        ("“【两联三送】”活动下一步将扩大到白芷镇。", Verdict.PLANNED),
        ("该乡已制定“【两联三送】”方案,待县里批复后启动。", Verdict.PLANNED),
        ("镇党委已决定修建【沼气池】30口,年内动工。", Verdict.PLANNED),
        ("年底前,镇里将把【两联三送】推广到每个村。", Verdict.PLANNED),
        ("接下来,我镇要把“【两联三送】”抓起来。", Verdict.PLANNED),
        ("后续,医疗车将开赴柳湾村开展【义诊】。", Verdict.PLANNED),
        ("该乡把【两联三送】推广到每个村,年底前完成了整改。", Verdict.DID),
        ("镇里将党员、群众组织起来,靠的是【两联三送】。", Verdict.DID),
        ("接下来,镇里又开展了【两联三送】。", Verdict.DID),
        ("“【两联三送】”今年暂不安排,拟从2014年起分两批推开。", Verdict.PLANNED),
        # The word of a plan rules a verb, and the clauses that go on with one or open alike.
        ("今年,该镇将新建【光伏电站】10座,收益量化给各村。", Verdict.PLANNED),
        ("今年,该镇将新建粮库10座,收益量化给各村;新建村级【光伏电站】30座。", Verdict.PLANNED),
        ("园区规划建设125个【大棚】,其中外村大棚户占去一半。", Verdict.PLANNED),
        ("该乡计划新建日光温室8栋、【大棚】20栋。", Verdict.PLANNED),
        ("拟将柳湾村打造成物流特色的【美丽乡村】,将白沙村打造成休闲特色的美丽乡村。", Verdict.PLANNED),
        ("拟将柳湾村打造成物流村,将白沙村、青石村打造成休闲特色的【美丽乡村】。", Verdict.PLANNED),
        ("下一步,该镇将进一步扩大【稻虾共养】面积。", Verdict.PLANNED),
        ("计划8月底建成20个【扶贫车间】,带动5000户增收。", Verdict.PLANNED),
        ("计划投资200万元,将旧校舍改建为【扶贫车间】。", Verdict.PLANNED),
        ("今年的任务是新建【冷库】3座。", Verdict.PLANNED),
        ("拟投资300万元,新建【大棚】100亩。", Verdict.PLANNED),
        ("到年底,全镇将发展【大棚】1000亩。", Verdict.PLANNED),
        # The subject of what will be is told behind who says it, or when; the clauses go on with verbs.
        (
            "乡长赵明说,云岭乡还将深入推进医养结合,建成护理院并投入使用,加快石泉、柳沟等村【卫生室】改扩建。",
            Verdict.PLANNED,
        ),
        ("下一阶段,将持续改善环境,完成主街改造并通过验收,实施【文化广场】扩建。", Verdict.PLANNED),
        ("全镇将以项目为抓手,推进道路硬化,建好桥梁,新建【冷库】3座。", Verdict.PLANNED),
        ("镇长李红表示,下一步,石泉镇将聚焦饮水安全,改造旧管网,铺设【入户水管】20公里。", Verdict.PLANNED),
        ("来年,该乡将坚持生态优先,退还鱼塘,恢复【湿地】300亩。", Verdict.PLANNED),
        ("县里计划为杉岭村、桐坪村部分村民接通【自来水】。", Verdict.PLANNED),
        (
            "县里统筹205万元,用于杉岭片区【自来水】项目(一期),计划为杉岭村部分村民接通城市自来水。",
            Verdict.PLANNED,
        ),
        ("村里把10万元分红用于修建【水塔】,解决了吃水难。", Verdict.DID),
        ("水厂按照计划为杉岭村、桐坪村接通了【自来水】。", Verdict.DID),
        ("镇里计划以小品、快板等形式,宣讲【新政策】。", Verdict.PLANNED),
        ("镇长李红说,镇里将闲置校舍改建成车间,引进【服装厂】3家。", Verdict.DID),
        ("县长说,将持续加大投入,去年已建成【卫生院】5所。", Verdict.DID),
        # Those whom it is done for are about to do something; what is done for them is done.
        ("石泉镇为即将入伍的90多名新兵举行隆重的【欢送仪式】,希望他们为家乡争光。", Verdict.DID),
        ("镇里给打算回乡创业的青年发放【贷款】200万元。", Verdict.DID),
        ("工会给即将退休的职工送去【体检卡】。", Verdict.DID),
        ("镇里将为即将入伍的新兵举行【欢送会】。", Verdict.PLANNED),
        ("石泉镇正为打算扩建的【卫生院】选址。", Verdict.PLANNED),
        # In which ways it was done is told of what was done.
        ("针对青年返乡等实际,该部采取入户宣传、集中宣讲等方式,向群众普及政策,重点【讲解】补偿和优惠。", Verdict.DID),
        ("下一步,该镇将采取上门走访、电话联系等方式,向老人【讲解】防骗知识。", Verdict.PLANNED),
        # A noun for a plan, a plan that is done, and words that only hold those of plans.
        ("全镇按照规划建成【冷库】3座。", Verdict.DID),
        ("县里规划建设了【冷库】3座。", Verdict.DID),
        ("县里规划建设的【冷库】已投用,年周转蔬菜2万吨。", Verdict.DID),
        ("计划三年建成的【文化广场】,该乡一年半就全部建成。", Verdict.DID),
        ("原计划建设【冷库】3座,实际建成5座。", Verdict.DID),
        ("今年计划投资200万元,目前已建成【扶贫车间】3个。", Verdict.DID),
        ("该镇提前完成任务,建成【冷库】3座。", Verdict.DID),
        ("年度目标已完成,建成【冷库】3座。", Verdict.DID),
        ("镇计划生育办公室开展【义诊】活动。", Verdict.DID),
        ("争取500万元产业项目资金建【大棚】,采取入股的方式种香菇。", Verdict.DID),
        ("该镇拟定了实施方案,开展【义诊】12场。", Verdict.DID),
        ("这里出过一位将军,村里建了【文化广场】。", Verdict.DID),
        ("投资将近200万元建成【冷库】3座。", Verdict.DID),
        ("8月14日，村民正准备出门时，一只【野猪】闯进了院子。", Verdict.DID),
        ("镇里将其改造成【文化广场】。", Verdict.DID),
        ("村里将闲置校舍改建为【扶贫车间】。", Verdict.DID),
        ("镇里将种植的【香菇】卖到省城。", Verdict.DID),
        # Words of refusal and plans that are another's, or another thing's.
        ("起初持反对意见的村民后来也参加了【义诊】。", Verdict.DID),
        ("居民们反对搞“【两联三送】”。", Verdict.MENTIONED),
        ("医疗队来村里【义诊】,讲了人工流产的害处。", Verdict.DID),
        ("全乡修了【水泥路】,到年底建成并准备验收。", Verdict.DID),
        ("镇里说,年后就启动“【两联三送】”。", Verdict.PLANNED),
        ("三年后就建成了“【两联三送】”驿站。", Verdict.DID),
        ("镇党委正在研究“【两联三送】”的办法。", Verdict.PLANNED),
        ("全镇的目标是,三年内让“【两联三送】”覆盖每个村。", Verdict.PLANNED),
        ("镇里把“【两联三送】”纳入明年的重点工作。", Verdict.PLANNED),
        # Denied before the topic, whatever the verb; 从未间断 and a clause of others are no denial.
        ("因缺少资金,该镇没能修建【沼气池】。", Verdict.MENTIONED),
        ("全乡还未养殖【山羊】。", Verdict.MENTIONED),
        # What came to nothing, was refused, or stands on paper.
        ("该乡原说要搞“【两联三送】”,后来不了了之。", Verdict.MENTIONED),
        ("台账上写着“【两联三送】”,实际上一天也没有搞过。", Verdict.MENTIONED),
        ("去年启动的“【两联三送】”被镇里取消。", Verdict.MENTIONED),
        ("群众建议搞“【两联三送】”,镇党委研究后未予采纳。", Verdict.MENTIONED),
        ("镇党委回绝了“【两联三送】”。", Verdict.MENTIONED),
        ("该镇是全县唯一没有“【两联三送】”的乡镇。", Verdict.MENTIONED),
        ("镇里没有一名干部听说过“【两联三送】”。", Verdict.MENTIONED),
        ("该乡一直想修【水泥路】,苦于没有资金。", Verdict.MENTIONED),
        ("“【两联三送】”在该乡无人问津。", Verdict.MENTIONED),
        ("原定国庆举行的【农民画展】临时取消。", Verdict.MENTIONED),
        ("【便民驿站】取消了盖章收费,群众叫好。", Verdict.DID),
        ("【沼气池】项目资金没到位,推迟到下半年。", Verdict.MENTIONED),
        ("技术员来讲【天麻】种植,眼下还没有一户动手。", Verdict.MENTIONED),
        ("村里至今一户也没签【家庭农场】合同。", Verdict.MENTIONED),
        ("镇里谢绝了一家外来公司投资三千万元的【养殖小区】。", Verdict.MENTIONED),
        ("代表们在会上呼吁加大【机井】投入。", Verdict.MENTIONED),
        ("青石镇籍老板李某办起了【冷库】。", Verdict.MENTIONED),
        ("镇上的施工队在邻县承建【漫水桥】。", Verdict.MENTIONED),
        ("群众不用再到县城就能做【胃镜】。", Verdict.DID),
        ("去年修通了到县城的【水泥路】。", Verdict.DID),
        ("今年打通了通往邻县的【断头路】。", Verdict.DID),
        ("县里在县城建成【文化广场】。", Verdict.DID),
        ("村民问什么时候能通【班车】。", Verdict.MENTIONED),
        ("县里派人勘察【漫水桥】选址,预计明年动工。", Verdict.PLANNED),
        ("大伙盼了多年的【漫水桥】终于通车。", Verdict.DID),
        ("有村民提议修【凉亭】,镇里没有同意。", Verdict.MENTIONED),
        ("检查九项工作,该镇在“【两联三送】”上得了白卷。", Verdict.MENTIONED),
        ("“【两联三送】”在该镇没人管。", Verdict.MENTIONED),
        ("邻镇客人聊起自家的“【两联三送】”。", Verdict.MENTIONED),
        ("镇里正在培训骨干,为推行“【两联三送】”打基础。", Verdict.PLANNED),
        ("“【两联三送】”为增收打下基础。", Verdict.DID),
        ("“【两联三送】”有望在入冬前落地。", Verdict.PLANNED),
        ("镇里说,“【两联三送】”将在6月底前铺开。", Verdict.PLANNED),
        ("会议部署新一年的工作,其中就有“【两联三送】”。", Verdict.PLANNED),
        ("修建【沼气池】的事,镇里提过几回,至今没有付诸行动。", Verdict.MENTIONED),
        ("在邻县挂职的小李打来电话,说那里的“【两联三送】”让人佩服。", Verdict.MENTIONED),
        ("除青石镇外,其他乡镇都启动了“【两联三送】”。", Verdict.MENTIONED),
        ("如果没有“【两联三送】”,这片荒地还撂着。", Verdict.DID),
        ("过去没有“【两联三送】”,办事要跑三趟。", Verdict.DID),
        ("该乡推行“【两联三送】”三年,没有发生一起越级上访。", Verdict.DID),
        ("没有花一分冤枉钱,镇里就把“【两联三送】”办成了。", Verdict.DID),
        # Promised, prepared for, waited for, put on the agenda.
        ("镇党委表态:年底前一定把“【两联三送】”办起来。", Verdict.PLANNED),
        ("该镇正为试行“【两联三送】”做准备。", Verdict.PLANNED),
        ("“【修路】”,是镇党委给群众许下的承诺。", Verdict.PLANNED),
        ("该镇将以“【两联三送】”为抓手,跨入先进行列。", Verdict.PLANNED),
        ("待资金到位,镇里就上马“【两联三送】”。", Verdict.PLANNED),
        ("不久的将来,全乡也会有“【两联三送】”。", Verdict.PLANNED),
        ("镇里有计划修建【文化广场】。", Verdict.PLANNED),
        ("镇党委把“【两联三送】”纳入年度考核。", Verdict.DID),
        ("该镇从未间断【两联三送】。", Verdict.DID),
        ("无力外出的人养起了【山羊】。", Verdict.DID),
        ("该乡的“【两联三送】”工程喊了几年,始终没有动静。", Verdict.MENTIONED),
        ("该乡听说过“【两联三送】”,也发了材料,但至今没有实行。", Verdict.MENTIONED),
    ],
)
def test_the_clause_tells(marked: str, verdict: Verdict) -> None:
    at = (marked.index("【"), marked.index("】") - 1)
    assert verdict_of(marked.replace("【", "").replace("】", ""), at) is verdict


@pytest.mark.parametrize(
    ("text", "written", "verdict"),
    [
        ("镇里提出,到2013年全面建成沼气池。", 2012, Verdict.PLANNED),
        ("到2013年全镇建成沼气池。", 2014, Verdict.DID),
        ("镇党委决定,从2013年起修建沼气池。", 2012, Verdict.PLANNED),
        ("镇党委决定,从2013年起修建沼气池。", 2014, Verdict.DID),
        ("镇里拿出沼气池方案,2013年动工。", 2012, Verdict.PLANNED),
        ("到2013年全镇建成沼气池。", None, Verdict.DID),
        ("2013年,全镇建成沼气池。", 2012, Verdict.DID),  # a page may bear another report's date
        ("2010年到2015年,全镇建成沼气池300口。", 2012, Verdict.DID),
    ],
)
def test_a_year_by_which_it_is_done_may_be_to_come(text: str, written: int | None, verdict: Verdict) -> None:
    at = text.index("沼气池")
    assert verdict_of(text, (at, at + 3), written) is verdict


def test_a_clause_ends_at_the_pauses_around_it() -> None:
    text = "抓宣传,开展甲活动;抓落实。"
    assert text[slice(*clause_span(text, (6, 7)))] == "开展甲活动"
