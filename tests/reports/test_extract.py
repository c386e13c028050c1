"""Whole pages of our own, in the layouts and with the key words of different sites: what comes out of each."""

from datetime import date

import pytest

from rag.errors import UnreadablePage
from rag.language.dates import publication_date
from rag.reports.extract import extract_articles
from rag.types import RawPage


class NoPlaces:
    """Stands in for the place finder and remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def own_places(self, *said):
        self.asked.append(said)
        return ()


def extract(page, location="page.txt", places=None):
    data = page if isinstance(page, bytes) else page.encode()
    return extract_articles(RawPage(location, location, data), places or NoPlaces())


PAGES = {
    "anhui": (
        "首页 | 走进云溪 | 新闻中心 | 政务公开 | 办事服务 | 互动交流\n"
        "当前位置：网站首页 > 新闻中心 > 乡镇动态\n"
        "云溪县青石镇：“三个一”激活乡村振兴新动能\n"
        "浏览次数：325 信息来源：青石镇 发布时间：2022-08-17 16:32 字体：【大"
        " 中 小】\n"
        "\u3000\u3000今年以来，青石镇坚持党建引领，以“三个一”为抓手，全面推进乡村振兴。\n"
        "\u3000\u3000一个支部一面旗。镇党委选派12名机关干部到村任第一书记，帮助建立打印机20台、电脑35"
        "台的便民服务点。\n"
        "\u3000\u3000一个产业一条链。关闭煤矿12家，发展茶叶4600亩，带动农户820户。\n"
        "\u3000\u3000微信公众号推送政策126期，扫码点击8万人次，版权保护意识不断增强。（周文涛 李小梅）"
        "\n"
        "扫一扫在手机打开当前页\n"
        "打印本页 关闭窗口\n"
        "上一篇：云溪县召开防汛会议\n"
        "下一篇：没有了\n"
        "主办：云溪县人民政府 承办：云溪县政务服务中心\n"
        "皖ICP备12345678号-1 皖公网安备 34010002000001号 网站标识码："
        "3401230001\n"
    ),
    "single": (
        "首页 > 党建频道 > 基层动态 > 正文\u3000\u3000龙泉乡：小网格撬动大治理\u3000\u3000来源：永平县委组"
        "织部\u3000作者：王志强\u3000时间：2019年3月12日\u3000点击：1024\u3000\u3000近年来，龙泉乡积极探索网"
        "格化管理新模式，把全乡划分为56个网格。\u3000\u3000抓队伍，建强网格员。全乡选聘网格员56名，培训"
        "8场次。\u3000\u3000抓机制，提升服务效能。建立“日巡查、周研判、月考核”机制，化解矛盾纠纷213件"
        "。\u3000\u3000责任编辑：赵敏\u3000\u3000【打印】【关闭】\u3000\u3000版权所有：中共永平县委组织部\u3000滇ICP备050"
        "01234号\u3000技术支持：某某科技公司"
    ),
    "narrow": (
        "您好，欢迎访问松江县党建网！今天是2023年5月6日 星期六 首页 组织工作 干部工作 人"
        "才工作 松江县柳河镇“四个聚焦”抓实基层党建 发布时间：2021-11-03 10:22 "
        "来源：柳河镇党委 作者：孙立 柳河镇聚焦重点任务，扎实推进基层党建工作。全镇18个村党支部"
        "全部达标。 聚焦队伍建设。举办培训班6期，培训党员420人次。 聚焦产业发展。建成食用菌大"
        "棚120栋，年产值600万元。 【打印本页】 【关闭窗口】 Copyright © 201"
        "5-2023 中共松江县委组织部 版权所有 吉ICP备09001111号"
    ),
    "trad": (
        "本站首頁 | 網站地圖 | 聯絡我們\n"
        "您的位置：首頁 >> 新聞 >> 鄉鎮\n"
        "東山鄉抓實“三會一課”強化黨員教育\n"
        "發布日期：2013/07/08    來源：東山鄉人民政府    作者：陳國棟    責任"
        "編輯：林美玲\n"
        "東山鄉黨委以“三會一課”為抓手，突出實效（一）抓學習，（二）抓管理，不斷提高黨員素質。全鄉"
        "GDP（地區生產總值）增長12%。\n"
        "截至6月底，全鄉共開展集中學習36次，參加黨員1200人次。\n"
        "相關閱讀\n"
        "東山鄉召開黨員大會\n"
        "西山鄉舉辦培訓班\n"
    ),
    "gov": """索引号：003245678/2018-00123
信息分类：工作动态
发布机构：白水县石门镇人民政府
发布日期：2018-06-21
名称：石门镇扎实推进厕所革命
文号：
石门镇扎实推进厕所革命
时间：2018-06-21 09:11:05 来源：本站 【字体：大 中 小】
石门镇把农村厕所革命作为重要民生工程来抓，截至目前改造户厕1560户。
一、宣传发动到位
召开群众会23场次，发放宣传单5000份，做到家喻户晓。
二、资金保障到位
整合资金320万元，每户补助2000元，解除群众后顾之忧。
分享到：
版权所有 白水县人民政府 陕公网安备61052702000012
""",
    "multi_sig": """基层党建工作经验交流（二）
2012年5月18日
抓班子带队伍 强基础促发展
今年以来，我镇以“基层组织建设年”为契机，集中整顿后进村党支部3个，新建活动室5处，党员干部面貌焕然一新。
全镇投入资金86万元，办实事45件。
（双河镇党委）
念好三字经 走活一盘棋
我乡念好“严、实、活”三字经，全面推进村级组织规范化建设，落实村干部报酬待遇，激发干事创业热情。
全乡发展核桃3200亩，农民人均增收460元。
（大坪乡党委）
搭平台 聚人才 兴产业
街道依托产业园区建立人才工作站，引进技术人才28名，培育家庭农场11家，真正让人才留得住、用得好。
（桃园街道党工委）
""",
    "multi_meta": """当前位置：首页 > 简报
城关镇：党员亮身份
作者：城关镇 时间：2016-03-02 来源：县委组织部
城关镇组织1200名党员佩戴党徽上岗，设立党员先锋岗86个，服务群众3400人次，受到群众一致好评。
河东镇：干部进网格
作者：河东镇 时间：2016-03-02 来源：县委组织部
河东镇抽调58名干部下沉网格，走访群众2100户，收集意见建议180条，全部建立台账限期办结。
版权所有：中共安岭县委组织部
""",
    "notsplit": """马家沟乡党委抓党建促脱贫
来源：县委组织部  时间：2017-09-01
马家沟乡党委坚持抓党建促脱贫，组织全乡9个村党支部结对帮扶贫困户330户，成效明显。
强化组织领导
马家沟乡党委
成立由党委书记任组长的领导小组，明确责任分工，层层传导压力，形成上下联动的工作格局，各项任务有序推进。
抓实产业发展
王家村党支部带领群众发展花椒1200亩，李家村党支部建起养殖场3个，户均增收2300元。
""",
    "repeat_one": (
        "红旗街道便民服务“零距离”\n"
        "2020-04-09\n"
        "为提升服务水平，红旗街道设立便民窗口12个，办理事项3200件，群众满意率98%。街道还组"
        "建志愿服务队8支，开展活动46次，惠及居民5000余人。下一步，街道将持续优化流程，让数据"
        "多跑路、群众少跑腿，切实把好事办好。 为提升服务水平，红旗街道设立便民窗口12个，办理事项"
        "3200件，群众满意率98%。街道还组建志愿服务队8支，开展活动46次，惠及居民5000余"
        "人。下一步，街道将持续优化流程，让数据多跑路、群众少跑腿，切实把好事办好。"
    ),
    "repeat_lines": (
        "红旗街道便民服务“零距离”\n"
        "发布时间：2020-04-09 来源：红旗街道办事处\n"
        "为提升服务水平，红旗街道设立便民窗口12个，办理事项3200件，群众满意率98%。\n"
        "街道还组建志愿服务队8支，开展活动46次，惠及居民5000余人。\n"
        "下一步，街道将持续优化流程，让数据多跑路、群众少跑腿，切实把好事办好。\n"
        "编辑：吴昊\n"
        "为提升服务水平，红旗街道设立便民窗口12个，办理事项3200件，群众满意率98%。街道还组"
        "建志愿服务队8支，开展活动46次，惠及居民5000余人。下一步，街道将持续优化流程，让数据"
        "多跑路、群众少跑腿，切实把好事办好。"
    ),
    "nodate": (
        "欢迎光临北岭县政府网\n"
        "2024年9月23日 星期一 农历八月廿一 多云\n"
        "热点新闻\n"
        "北岭县召开经济工作会\n"
        "白云乡举行丰收节\n"
        "双沟镇“党建+”模式助推产业升级\n"
        "双沟镇积极探索“党建+产业”模式，组建联合党委3个，吸纳企业12家，带动就业860人。20"
        "11年9月14日，该镇召开现场会，总结推广经验做法。\n"
        "今后，该镇将继续深化改革，打造特色品牌，推动高质量发展。\n"
        "编辑：admin\n"
        "浏览 1234 次\n"
    ),
    "bracket": """【标题】古城镇推行“阳光村务”
【作者】何建国、刘　伟
【来源】长武日报
【日期】二〇一四年十二月三日
古城镇推行“阳光村务”以来，累计公开事项2300条，接受群众咨询560次，干群关系更加融洽。
""",
    "disc": (
        "南湖镇“早茶会”议出民生大事\n"
        "2022-11-30 08:15:22 来源：南湖日报 作者：本报记者 朱晓 通讯员 沈佳"
        " 编辑：陆明\n"
        "本报讯 南湖镇创新开展“早茶会”，每周三请群众喝茶议事，两年来收集问题412个，办结398"
        "个。\n"
        "“有话随时说，有事马上办。”村民老李说。\n"
        "声明：本网转载文章版权归原作者所有，如有侵权请联系我们删除。\n"
        "相关新闻\n"
        "·南湖镇举办招聘会 2022-11-29\n"
        "·南湖镇开展消防演练 2022-11-28\n"
        "南湖镇召开人大会议，审议政府工作报告。\n"
        "Copyright 2010-2022 nanhu.gov.cn All Rights R"
        "eserved 浙ICP备10012345号\n"
    ),
    "twoline": """强基础 抓重点 求突破
——清河乡党建工作纪实
清河乡党委
清河乡党委紧紧围绕中心工作，夯实基层基础，推动各项工作再上新台阶，全年发展党员26名。
主要做法有三：一是抓学习，二是抓阵地，三是抓产业。
二〇一二年三月十日
""",
    "cms": """设为首页 | 加入收藏 | 联系站长 | 友情链接 | 版权申明 | 管理登录
您现在的位置： 北川党建网 >> 基层党建 >> 农村党建 >> 正文
枫林镇“五步法”抓实后进村整顿
作者：佚名    文章来源：本站原创    点击数：    更新时间：2011-5-6
    枫林镇创新“五步法”，对3个后进村党组织进行集中整顿，取得阶段性成效。
    第一步，摸底排查。镇党委抽调干部18名，走访党员群众560人次。
    第二步，对症下药。为每村确定一名联村领导和一名第一书记。
文章录入：admin    责任编辑：admin
上一篇文章： 北川召开组织工作会议
下一篇文章： 没有了
【发表评论】【加入收藏】【告诉好友】【打印此文】【关闭窗口】
网友评论：（只显示最新10条。评论内容只代表网友观点，与本站立场无关！）
没有任何评论
站长：北川县委组织部 Copyright@2009-2012
""",
    "people": """中国党建网 >> 地方 >> 基层
四川某县：“四张清单”管好村干部
2011年05月09日15:31　　来源：人民网-中国共产党新闻网　　手机看新闻
打印 网摘 纠错 商城 分享 推荐 人民微博
　　近日，某县推行“四张清单”制度，规范村干部行为。目前，全县138个村全部建立清单。
　　据介绍，“四张清单”包括责任清单、权力清单、负面清单和服务清单。
（记者 王曦 通讯员 赵国强）
(责任编辑：李明、张华)
相关专题
· 基层党建专题
""",
    "xinhua": """青山县实施“领头雁”工程
来源：新华网 2014年07月01日 08:12:33 编辑：陈静
青山县坚持选优配强村党组织书记，实施“领头雁”工程，调整村支书46名，其中致富能手31名。
2014年7月1日
全县召开表彰大会，授予20个村“先进基层党组织”称号。
""",
    "weekday": """北岭党建在线
2024年9月23日 星期一
白云乡“流动党校”送学上门
白云乡整合党校教师、退休干部等力量，组建“流动党校”宣讲队5支，深入村组开展宣讲64场，受众3800人。
下载“北岭先锋”客户端
关注北岭党建微信公众号
""",
    "keys": """标题：水口镇党员“积分制”管理见成效
发布：水口镇党委   发布于：2019-12-05   查看：88次
水口镇全面推行党员积分制管理，把党员参加组织生活、服务群众等情况量化为积分，实行月记录、季公示。
全镇1120名党员建立积分档案，评出星级党员130名。
撰稿：黄志勇  审核：刘燕  编辑：韦小玲
""",
    "inner": (
        "组织部门抓党建促乡村振兴典型案例\n"
        "发布时间：2021-07-15 来源：中共安岭县委组织部\n"
        "石桥镇：支部领办合作社\n"
        "石桥镇党委\n"
        "石桥镇党委引导12个村党支部领办合作社，流转土地5600亩，带动群众户均增收3800元，村"
        "集体经济全部突破10万元。\n"
        "主要做法\n"
        "坚持支部引领，把党员培养成致富带头人，形成“党支部+合作社+农户”模式。\n"
        "河湾村党支部负责技术培训，累计培训1200人次。\n"
        "东坪乡：红色旅游富山村\n"
        "东坪乡党委 张明\n"
        "东坪乡依托革命旧址，打造红色旅游线路2条，建成农家乐46家，年接待游客12万人次，实现旅游"
        "收入900万元。\n"
        "责任编辑：何丽\n"
    ),
    "prosenoise": """大同镇“智慧党建”平台上线
日期：2018年3月22日 作者：大同镇 周强
大同镇投资30万元建成“智慧党建”平台，党员可通过微信扫描二维码登录学习。
搜索“大同先锋”即可关注微信公众号，平台设有首页、在线学习、意见反馈等栏目。
今天是2018年3月22日，平台注册党员达到860名，点击量突破2万次。
来源于群众、服务于群众，是平台建设的宗旨；版权归镇党委所有的课件达45部。
打印服务、代办服务、技术支持等12项便民措施同步推出。
""",
    "hanzi": (
        "本縣新聞\n"
        "金門鄉(xiāng)推動(dòng)“雙聯(lián)雙促”活動(dòng)\n"
        "作者:張(zhāng)強 發(fā)布時間:2012-06-01 來(lái)源:zzb\n"
        "金門鄉組織(zhī)黨員(yuán)開展結對幫扶(一),種植蘋果3000畝(mǔ),公顷("
        "ha)和公里(km)數均有增長(zhǎng),GDP(國內生產總值)增長12%(記者 王曦"
        ")。\n"
        "他們(men)說這(zhè)么(me)做的(de)好處很多，群衆滿意度達到98%。\n"
    ),
    "notgloss": """鳌江镇考古发现
2015-06-01
鳌(áo)江镇发现一处古窑址，面积约3(km)，出土瓷器230件，专家认为具有重要研究价值（见图）。
""",
    "spaced": (
        "\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000某某镇抓实“三务公开”\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000\n"
        "\n"
        "\n"
        "2013－05－06\u3000\u3000\u3000\u3000来源：\u3000某某镇政府\u3000\u3000\u3000\u3000\n"
        "\n"
        "\n"
        "\u3000\u3000\u3000\u3000某某镇坚持党务、政务、村务“三务公开”，\u3000设立公开栏２６个，\u3000公开事项３２０件。\n"
        "\n"
        "\n"
        "\u3000\u3000\u3000\u3000群众知情权、参与权、监督权得到有效保障，全镇信访量下降３０％。\n"
        "\n"
        "\n"
    ),
    "tailabs": """玉泉乡“四到位”抓实秸秆禁烧
来源：玉泉乡 发布日期：2016-10-09
玉泉乡坚持宣传到位、责任到位、巡查到位、督导到位，扎实做好秸秆禁烧工作，出动宣传车36台次。
全乡签订承诺书4800份，组建巡查队14支，未发现一处焚烧火点。
推荐阅读
青山镇：创新模式促发展
青山镇近日举办培训班，培训农民200人，受到欢迎。
热点
某县召开会议部署秋冬生产，要求各地抓好落实。
""",
    "supplier": """一线动态
红星村“道德积分”兑出新风尚
红星村设立“道德银行”，村民参加公益可积分兑换生活用品，一年来累计兑换3600人次，评选文明户52户。
供稿：平安镇红星村党支部
富民村“共享菜园”鼓起钱袋子
富民村盘活闲置土地80亩建成共享菜园，吸引城里人认种260块，村集体增收18万元，带动就业45人。
供稿：平安镇富民村党支部
""",
    "sitetitle": """长岭镇推行“组团联村”服务群众_清江党建网
长岭镇推行“组团联村”服务群众
时间:2012年02月29日 作者:
长岭镇组建服务团14个，实行“组团联村、两委联格、党员联户”，走访农户6200户，解决难题310个。
版权所有 © 中共清江县委组织部 | ICP备案：鄂ICP备11000000号
""",
}

# name: [(title, authors, editor, publisher, published, lines of the text, how it begins, how it ends)]
EXPECTED = {
    "anhui": [
        (
            "云溪县青石镇：“三个一”激活乡村振兴新动能",
            ("周文涛", "李小梅"),
            None,
            "青石镇",
            date(2022, 8, 17),
            4,
            "今年以来，青石镇",
            "护意识不断增强。",
        ),
    ],
    "single": [
        (
            "龙泉乡：小网格撬动大治理",
            ("王志强",),
            "赵敏",
            "永平县委组织部",
            date(2019, 3, 12),
            3,
            "近年来，龙泉乡积",
            "盾纠纷213件。",
        ),
    ],
    "narrow": [
        (
            "松江县柳河镇“四个聚焦”抓实基层党建",
            ("孙立",),
            None,
            "柳河镇党委",
            date(2021, 11, 3),
            3,
            "柳河镇聚焦重点任",
            "产值600万元。",
        ),
    ],
    "trad": [
        (
            "東山鄉抓實“三會一課”強化黨員教育",
            ("陳國棟",),
            "林美玲",
            "東山鄉人民政府",
            date(2013, 7, 8),
            2,
            "東山鄉黨委以“三",
            "員1200人次。",
        ),
    ],
    "gov": [
        (
            "石门镇扎实推进厕所革命",
            (),
            None,
            "白水县人民政府",
            date(2018, 6, 21),
            5,
            "石门镇把农村厕所",
            "除群众后顾之忧。",
        ),
    ],
    "multi_sig": [
        (
            "抓班子带队伍 强基础促发展",
            ("双河镇党委",),
            None,
            None,
            date(2012, 5, 18),
            2,
            "今年以来，我镇以",
            "，办实事45件。",
        ),
        (
            "念好三字经 走活一盘棋",
            ("大坪乡党委",),
            None,
            None,
            date(2012, 5, 18),
            2,
            "我乡念好“严、实",
            "均增收460元。",
        ),
        (
            "搭平台 聚人才 兴产业",
            ("桃园街道党工委",),
            None,
            None,
            date(2012, 5, 18),
            1,
            "街道依托产业园区",
            "留得住、用得好。",
        ),
    ],
    "multi_meta": [
        (
            "城关镇：党员亮身份",
            ("城关镇",),
            None,
            "县委组织部",
            date(2016, 3, 2),
            1,
            "城关镇组织120",
            "到群众一致好评。",
        ),
        (
            "河东镇：干部进网格",
            ("河东镇",),
            None,
            "县委组织部",
            date(2016, 3, 2),
            1,
            "河东镇抽调58名",
            "立台账限期办结。",
        ),
    ],
    "notsplit": [
        ("马家沟乡党委抓党建促脱贫", (), None, "县委组织部", date(2017, 9, 1), 6, "马家沟乡党委坚持", "增收2300元。"),
    ],
    "repeat_one": [
        ("红旗街道便民服务“零距离”", (), None, None, date(2020, 4, 9), 1, "为提升服务水平，", "切实把好事办好。"),
    ],
    "repeat_lines": [
        (
            "红旗街道便民服务“零距离”",
            (),
            "吴昊",
            "红旗街道办事处",
            date(2020, 4, 9),
            3,
            "为提升服务水平，",
            "切实把好事办好。",
        ),
    ],
    "nodate": [
        ("2024年9月23日 星期一 农历八月廿一 多云", (), None, None, None, 5, "北岭县召开经济工", "推动高质量发展。"),
    ],
    "bracket": [
        (
            "古城镇推行“阳光村务”",
            ("何建国", "刘伟"),
            None,
            "长武日报",
            date(2014, 12, 3),
            1,
            "古城镇推行“阳光",
            "群关系更加融洽。",
        ),
    ],
    "disc": [
        (
            "南湖镇“早茶会”议出民生大事",
            ("朱晓", "沈佳"),
            "陆明",
            "南湖日报",
            date(2022, 11, 30),
            2,
            "本报讯 南湖镇创",
            "。”村民老李说。",
        ),
    ],
    "twoline": [
        (
            "强基础 抓重点 求突破 ——清河乡党建工作纪实",
            ("清河乡党委",),
            None,
            None,
            None,
            3,
            "清河乡党委紧紧围",
            "〇一二年三月十日",
        ),
    ],
    "cms": [
        (
            "枫林镇“五步法”抓实后进村整顿",
            (),
            None,
            "北川党建网",
            date(2011, 5, 6),
            3,
            "枫林镇创新“五步",
            "和一名第一书记。",
        ),
    ],
    "people": [
        (
            "四川某县：“四张清单”管好村干部",
            ("王曦", "赵国强"),
            "李明、张华",
            "人民网-中国共产党新闻网",
            date(2011, 5, 9),
            2,
            "近日，某县推行“",
            "清单和服务清单。",
        ),
    ],
    "xinhua": [
        ("青山县实施“领头雁”工程", (), "陈静", "新华网", date(2014, 7, 1), 3, "青山县坚持选优配", "层党组织”称号。"),
    ],
    "weekday": [
        ("白云乡“流动党校”送学上门", (), None, None, None, 1, "白云乡整合党校教", "受众3800人。"),
    ],
    "keys": [
        (
            "水口镇党员“积分制”管理见成效",
            ("黄志勇",),
            "韦小玲",
            "水口镇党委",
            date(2019, 12, 5),
            2,
            "水口镇全面推行党",
            "级党员130名。",
        ),
    ],
    "inner": [
        (
            "石桥镇：支部领办合作社",
            ("石桥镇党委",),
            "何丽",
            "中共安岭县委组织部",
            date(2021, 7, 15),
            4,
            "石桥镇党委引导1",
            "训1200人次。",
        ),
        (
            "东坪乡：红色旅游富山村",
            ("东坪乡党委", "张明"),
            "何丽",
            "中共安岭县委组织部",
            date(2021, 7, 15),
            1,
            "东坪乡依托革命旧",
            "收入900万元。",
        ),
    ],
    "prosenoise": [
        (
            "大同镇“智慧党建”平台上线",
            ("大同镇", "周强"),
            None,
            None,
            date(2018, 3, 22),
            5,
            "大同镇投资30万",
            "民措施同步推出。",
        ),
    ],
    "hanzi": [
        ("金門鄉推動“雙聯雙促”活動", ("張強",), None, "zzb", date(2012, 6, 1), 2, "金門鄉組織黨員開", "意度達到98%。"),
    ],
    "notgloss": [
        ("鳌江镇考古发现", (), None, None, date(2015, 6, 1), 1, "鳌(áo)江镇发", "究价值（见图）。"),
    ],
    "spaced": [
        ("某某镇抓实“三务公开”", (), None, "某某镇政府", date(2013, 5, 6), 2, "某某镇坚持党务、", "访量下降３０％。"),
    ],
    "tailabs": [
        (
            "玉泉乡“四到位”抓实秸秆禁烧",
            (),
            None,
            "玉泉乡",
            date(2016, 10, 9),
            2,
            "玉泉乡坚持宣传到",
            "现一处焚烧火点。",
        ),
    ],
    "supplier": [
        ("红星村“道德积分”兑出新风尚", (), None, "平安镇红星村党支部", None, 1, "红星村设立“道德", "选文明户52户。"),
        ("富民村“共享菜园”鼓起钱袋子", (), None, "平安镇富民村党支部", None, 1, "富民村盘活闲置土", "带动就业45人。"),
    ],
    "sitetitle": [
        ("长岭镇推行“组团联村”服务群众", (), None, None, date(2012, 2, 29), 1, "长岭镇组建服务团", "决难题310个。"),
    ],
}


def body_of(article):
    return article.text[slice(*article.body)]


def summary(article):
    said = article.metadata
    body = body_of(article)
    ends = (len(body.split("\n")), body[:8], body[-8:])
    return (said.title, said.authors, said.editor, said.publisher, said.published, *ends)


@pytest.mark.parametrize("name", PAGES)
def test_page(name):
    assert [summary(article) for article in extract(PAGES[name])] == EXPECTED[name]


@pytest.mark.parametrize("name", PAGES)
def test_extracting_an_extracted_text_changes_nothing(name):
    for article in extract(PAGES[name]):
        again = extract(article.text)
        assert "".join(map(body_of, again)).replace("\n", "") == body_of(article).replace("\n", "")


@pytest.mark.parametrize(
    "page",
    [
        "首页\n对不起，您访问的页面不存在或已被删除，请返回首页或联系管理员处理。",
        "首页 新闻 政务\n登录 注册\n友情链接\n版权所有：某县政府",
        "请输入验证码后继续访问，如有疑问请联系网站管理员处理，谢谢您的配合与理解。",
        "您的浏览器未启用JavaScript，请开启JavaScript后刷新页面继续浏览本网站内容。",
        "某镇办实事",
        "某镇很好。",
    ],
)
def test_pages_without_an_article(page):
    with pytest.raises(UnreadablePage) as caught:
        extract(page)
    assert caught.value.code == "no_article"
    assert "page.txt" in caught.value.zh and "page.txt" in caught.value.en


def test_a_text_opens_with_headline_and_imprint_and_says_them_once():
    for page in PAGES.values():
        for article in extract(page):
            head = article.text[: article.body[0]]
            assert article.body[1] == len(article.text)
            assert head.count(article.metadata.title) == 1 or body_of(article).startswith(article.metadata.title[:6])
            assert all(author in article.text for author in article.metadata.authors)
            if article.metadata.published:
                assert publication_date(head) == article.metadata.published


def test_places_are_asked_with_what_the_page_says():
    places = NoPlaces()
    extract(PAGES["cms"], places=places)
    title, body, byline, around = places.asked[0]
    assert title.startswith("枫林镇") and body.startswith("枫林镇") and byline == "" and set(around) == {"北川党建网"}


RECORD = '{"_id": "n1", "title": "", "text": "%s"}'
NEWS = "清溪镇举办茶叶节，来自各地的客商三千多人参加。茶农李明说，今年春茶每斤卖到三百元。镇长表示，明年将扩大规模。"


@pytest.mark.parametrize(
    ("text", "title", "authors", "editor", "publisher", "published"),
    [
        (NEWS, "清溪镇举办茶叶节，来自各地的客商三千多人参加", (), None, None, None),
        (
            f"2023-08-05 14:50，正文：{NEWS}返回搜狐，查看更多责任编辑：",
            "清溪镇举办茶叶节，来自各地的客商三千多人参加",
            (),
            None,
            None,
            date(2023, 8, 5),
        ),
        (f"，正文：原标题：清溪镇茶叶节开幕近日，{NEWS}来源：清溪融媒", "清溪镇茶叶节开幕", (), None, "清溪融媒", None),
        (
            f"{NEWS}（记者 王曦） 【编辑:曹子健】",
            "清溪镇举办茶叶节，来自各地的客商三千多人参加",
            ("王曦",),
            "曹子健",
            None,
            None,
        ),
        (f"清溪茶香飘四方\\n{NEWS}", "清溪茶香飘四方", (), None, None, None),
        (
            f"2023-08-05 14:50，正文：双江日报讯（记者 王曦 通讯员 李四）{NEWS}",
            "清溪镇举办茶叶节，来自各地的客商三千多人参加",
            ("王曦", "李四"),
            None,
            None,
            date(2023, 8, 5),
        ),
    ],
)
def test_records(text, title, authors, editor, publisher, published):
    (article,) = extract(RECORD.replace("%s", text), "news.jsonl#n1")
    said = article.metadata
    assert (said.title, said.authors, said.editor, said.publisher, said.published) == (
        title,
        authors,
        editor,
        publisher,
        published,
    )
    assert body_of(article).endswith(NEWS)


def test_a_record_is_never_split_and_its_own_title_wins():
    text = "\\n".join(
        ["支部建在产业链上", "清溪镇党委", NEWS, "党员亮出身份", "白云镇党委", NEWS.replace("清溪", "白云")]
    )
    (article,) = extract(f'{{"title": "两镇经验", "date": "2020-01-02", "text": "{text}"}}', "news.jsonl#1")
    assert article.metadata.title == "两镇经验" and article.metadata.published == date(2020, 1, 2)


def test_html_page_gives_its_main_text():
    page = f"""<!doctype html><html><head><meta charset="utf-8"><title>清溪镇办茶叶节-清溪县人民政府</title>
    <meta name="PubDate" content="2019-05-06"><meta name="ContentSource" content="本站"></head><body>
    <div class="nav"><a>首页</a> <a>新闻</a></div><h1>清溪镇办茶叶节</h1><div>作者：李明　字号：大 中 小</div>
    <div id="content"><p>　　{NEWS}</p><p>　　{NEWS.replace("茶叶", "采摘")}</p></div>
    <div>版权所有：清溪县人民政府</div></body></html>"""
    (article,) = extract(page, "page.html")
    said = article.metadata
    assert (said.title, said.authors, said.publisher) == ("清溪镇办茶叶节", ("李明",), "清溪县人民政府")
    assert said.published == date(2019, 5, 6)
    assert body_of(article) == f"{NEWS}\n{NEWS.replace('茶叶', '采摘')}"
    assert article.text.startswith("清溪镇办茶叶节\n作者：李明 发布时间:2019-05-06 来源:清溪县人民政府\n清溪镇")


ITEM = "今年以来，{0}发动群众整修渠道十二公里，新栽黄精六百亩，{0}的三百户农户户均增收两千元，群众都说好。"


@pytest.mark.parametrize(
    "sentence",
    [
        "全年完成粮食产量6404吨，带动404户增收。",
        "提醒老人不泄露验证码，守住养老钱。",
        "两条信息经查实不存在后予以核销。",
    ],
)
def test_a_short_report_is_not_taken_for_an_error_page(sentence):
    (article,) = extract(f"清溪镇办实事\n发布时间：2014-03-05\n近日，清溪镇党委组织干部走访农户一百二十户。{sentence}")
    assert sentence in article.text


def test_an_error_page_is_known_by_its_headline():
    with pytest.raises(UnreadablePage):
        extract(
            "<html><head><title>404</title></head><body><h1>您访问的页面不存在</h1><p>可能已经删除或者改名，"
            "请检查输入的地址是否正确，或返回网站首页继续浏览其他内容。</p></body></html>",
            "page.html",
        )


@pytest.mark.parametrize("page", ["县", "锟斤拷锟斤拷锟斤拷烫烫烫"])
def test_a_page_without_a_sentence_is_no_article(page):
    with pytest.raises(UnreadablePage) as caught:
        extract(page)
    assert caught.value.code == "no_article"


def test_signed_items_split_also_with_a_foreign_line_behind_the_last():
    towns = ("青石镇", "龙门乡", "白水镇")
    items = [f"{town}修渠栽药促增收\n{ITEM.format(town)}（{town} 张三才）" for town in towns]
    page = "\n".join([*items, "版权声明 凡本网注明来源的作品，未经授权不得转载"])
    found = extract(page)
    assert [article.metadata.title for article in found] == [f"{town}修渠栽药促增收" for town in towns]
    assert all("版权声明" not in article.text for article in found)
    assert found[0].metadata.authors == ("张三才",)


def test_the_headline_on_the_page_goes_before_the_title_tag():
    page = (
        "<html><head><title>清溪县人民政府门户网站</title></head><body><h1>清溪镇：河长巡河常态化</h1>"
        f"<div>发布时间：2019-05-06</div><p>{ITEM.format('清溪镇')}</p><p>{ITEM.format('清溪镇党委')}</p></body></html>"
    )
    (article,) = extract(page, "page.html")
    assert article.metadata.title == "清溪镇：河长巡河常态化"


def test_the_imprint_is_in_the_pages_own_words():
    (article,) = extract(
        f"清溪镇修渠记\n作者：李明 发布时间：2014-03-05 09:10 来源：本站原创 点击：\n{ITEM.format('清溪镇')}"
    )
    assert article.text.split("\n")[:2] == ["清溪镇修渠记", "作者：李明 发布时间：2014-03-05 09:10 来源：本站原创"]


@pytest.mark.parametrize("lead", ["2023-08-04 14:50，正文：", "2023-08-04，正文：原标题：小账本记大事"])
def test_news_under_one_line_of_headline(lead: str) -> None:
    """What a crawler saved: its own headline, which may look like an office, then the day and 正文."""
    (article,) = extract(f"云溪县青石镇于桥村\n\n{lead}近日，青石镇于桥村的仓库里堆满了竹篾，工人们正忙着装卸。")
    assert article.metadata.title == "云溪县青石镇于桥村"
    assert article.metadata.published == date(2023, 8, 4)
    assert "正文" not in article.text[slice(*article.body)]


def test_a_lead_without_a_day_is_cut_off_too() -> None:
    (article,) = extract("青石镇护古树\n\n，正文：近日，青石镇为村口的古树装上了围栏，还请人治了虫害。")
    assert (article.metadata.title, article.metadata.published) == ("青石镇护古树", None)
    assert article.text[slice(*article.body)].startswith("近日")
