"""What people say and what reports write: 动工 and 开工, 老兵 and 退役军人, 一共花了 and 总投资.

Words of one line mean the same wherever a local report uses them, so each counts as a spelling of the others. Only such
words: what is merely near in meaning is the embedding model's (`paraphrase.py`). Rules of the language on shadows.
"""

from __future__ import annotations

from rag.language.rarity import count

_SAME = """
    动工 开工 破土动工
    完工 竣工
    建好 建成 落成
    通车 开通
    考上 考取 考入 录取
    死 死亡 遇难 身亡 丧生 丧命 溺亡 死了
    去世 逝世 病逝 离世
    难题 难处 困难
    奖品 奖励
    干净 整洁 洁净
    捐款 捐资 善款 捐赠
    捐 捐赠 捐助 捐献 捐资
    筹到 筹集 筹得 募集
    打工 务工
    外出打工 外出务工
    老兵 退役军人 退伍军人 老战士 退役士兵 复员军人 退伍老兵 退役老兵
    老人 老年人 长者
    小孩 孩子 儿童 小朋友 少年儿童
    看望 慰问 探望 走访慰问
    冠军 第一名 夺冠 头名
    比赛 竞赛 赛事 联赛
    荒地 撂荒地 闲置地 抛荒地
    公厕 公共厕所
    被判 判处 判决 判刑 获刑
    挣 赚 收入 增收 创收
    案子 案件
    偷 盗窃 偷盗 偷窃
    着火 起火 失火 火灾
    洪水 洪涝 洪灾 山洪
    暴雨 强降雨
    打扫 清扫 清理
    种树 植树
    盖房 建房
    工钱 工资 薪酬 报酬
    招工 招聘
    年薪 年收入 全年收入 年工资
    月薪 月收入 月工资
    投稿 征稿
    免费 无偿
    婚丧嫁娶 红白喜事 红白事 红白理事
    土地流转 流转土地
    看病 就医 就诊 诊疗
    大夫 医生 医师
    警察 民警
    骗 诈骗 骗取
    年轻人 青年 青年人
    村主任 村委会主任 村委主任 村民委员会主任
    村支书 支书 村党支部书记 村党总支书记 支部书记
    大学生村官 村官
    网红 网络主播 主播
    网上卖 直播带货 线上销售 网络销售 电商销售
    养猪 生猪养殖 猪养殖
    养牛 肉牛养殖 牛养殖
    养羊 羊养殖 肉羊养殖
    养鸡 鸡养殖 蛋鸡养殖 肉鸡养殖
    养鱼 水产养殖 鱼养殖
    养虾 虾养殖 小龙虾养殖
    养蜂 蜜蜂养殖
    种茶 茶叶种植
    种菜 蔬菜种植
    种药材 药材种植 中药材种植
    光伏 光伏发电 太阳能发电
    助餐点 长者食堂 老年食堂 幸福食堂 爱心食堂
    托管班 暑托班 托管服务 爱心托管
    拆 拆除
    搬家 搬迁 搬入
    救灾物资 救援物资 抗洪物资
    路灯 太阳能路灯
    自来水 饮用水 生活用水
    防诈 反诈 防骗 防诈骗
    小偷 窃贼 盗窃嫌疑人
    垃圾桶 垃圾箱 果皮箱
    残疾人 残障人士
    车祸 交通事故
    门票 票价
    收成 收获 丰收
"""

_OTHERS: dict[str, tuple[str, ...]] = {}
for _line in _SAME.split("\n"):
    for _word in _line.split():
        _OTHERS[_word] = (*_OTHERS.get(_word, ()), *(other for other in _line.split() if other != _word))


def spellings_of(word: str) -> tuple[str, ...]:
    """The other words that say the same: those of its line, and 养殖 of 养殖业, what the people of a trade do.

    >>> spellings_of("动工"), spellings_of("养殖业"), spellings_of("茶")
    (('开工', '破土动工'), ('养殖',), ())
    """
    trade = (word[:2],) if len(word) == 3 and word[2] == "业" and count(word[:2]) else ()
    return (*_OTHERS.get(word, ()), *trade)
