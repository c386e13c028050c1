"""Chinese surnames: what a name may open with."""

from __future__ import annotations

# The commonest (public security ministry's report of 2020 names the first hundred).
COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石"
    "金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常车柳岑冉游莫褚阎覃温康施文牛樊葛邢安齐易乔伍庞"
    "颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柏祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛曾翁骆路游辛欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简"
)
# Rarer ones, which open no everyday word: names only behind an office.
RARE = "况邝冷蔺佟芦麦苟邬卞巩宫隋栗苑窦臧戚谌奚鄢冼闻晁虞荆仲佘敖寇荀瞿漆檀逯仝郜刁甄晏晋翁蒲濮芮卓郁茹"
# Of these, those that hardly any other word opens with: a word of three that nobody knows is a name.
ONLY_NAMES = "况邝佟邬卞臧谌鄢冼荀瞿逯仝郜甄佘"
# More of them, which open everyday words as well (卫生, 洪水, 项目): names only behind an office, where they open none.
SELDOM = (
    "卫郎昌费廉汤傅皮卜萧湛禹狄米茅项蓝闵席麻娄危昝裘宗宣杭洪诸钮滑荣惠封储靳糜巫乌巴栾甘厉戎祖景束幸薄邰鄂索籍赖屠池胥桑桂"
    "燕冀浦习戈暨匡阙沃隆阚沙鞠丰巢蒯查竺盖桓楚商帅亢靖揭辜粟卿楼綦官"
)
COMPOUND = (
    "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "令狐", "司徒", "夏侯", "东方", "慕容",
    "端木", "公孙", "长孙", "宇文", "轩辕",
)  # fmt: skip
