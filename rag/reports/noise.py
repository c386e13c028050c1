"""What stands on a page besides its reports, as tables of patterns: navigation, tools, banners, copyright, tails.

All patterns are matched on the shadow of a line (Simplified, half-width, lower-case). They are anchored or made of
fixed words, so that prose which speaks of printers, public accounts or copyright is not taken for a tool bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.language.regex import regex
from rag.reports.lines import Line

# A line made of these words alone, with separators, digits and single letters, is a bar of links or tools.
_TOOLS = """
    网站首页 返回首页 本站首页 首页 主页 打印本页 打印此页 打印本文 打印页面 打印 关闭窗口 关闭本页 关闭此页 关闭
    收藏本页 加入收藏 收藏 设为首页 分享到 分享至 一键分享 分享 转发 扫一扫 手机扫一扫 手机看 手机扫码 手机版 手机端
    移动版 电脑版 微信 微博 新浪微博 腾讯微博 朋友圈 qq空间 qq好友 qq 人人网 豆瓣 贴吧 二维码 更多 登录 登陆 注册
    退出 搜索 站内搜索 全站搜索 高级搜索 检索 查询 用户中心 个人中心 会员中心 用户名 密码 验证码 游客 您好 你好 请
    繁体 简体 繁體 繁 简 无障碍浏览 无障碍阅读 无障碍 关怀版 长者模式 长者版 老年模式 适老模式 适老化 english 中文
    rss rss订阅 订阅 网站地图 站点地图 联系我们 关于我们 关于本站 网站声明 法律声明 版权声明 隐私保护 隐私政策 帮助
    常见问题 意见反馈 我要评论 发表评论 网友评论 评论 点赞 赞 踩 顶 举报 纠错 我要纠错 网站纠错 返回顶部 返回列表
    返回上页 返回上一页 返回 上一页 下一页 上页 下页 首条 末页 尾页 共 页 第 跳转 客户端 手机客户端 app 下载 邮箱
    邮件 字号 字体 大 中 小 默认 放大 缩小 标准 保存 复制链接 复制 语音播报 语音朗读 朗读 播放 暂停 停止 听新闻 导航
    网站导航 站群导航 快速导航 菜单 展开 收起 收缩 全文 背景色 护眼 夜间 旧版 旧版回顾 当前位置 您的位置 正文
    正文详情 详情 内容 公众号 微信公众号 官方微博 官方微信 政务微博 政务微信 两微一端 视力保护色 操作 投稿 在线投稿
    友情链接 下一篇 上一篇 没有了 暂无 本站支持ipv6 支持ipv6 ipv6 本网站 网站 分 秒 次 人 转到 来源 作者 时间
    打印此文 打印文章 打印新闻 添加收藏 告诉好友 推荐给好友 推荐给朋友 推荐 推荐本文 网摘 商城 人民微博 强国论坛
    上一版 下一版 上一期 下一期 版面 版面导航 在看 阅读原文 写留言
    手机看新闻 管理登录 联系站长 版权申明 没有任何评论 暂无评论 设为主页 本文 本页 此文 此页 文章 新闻
"""
_TOOL = regex("|".join(sorted(map(re.escape, _TOOLS.split()), key=len, reverse=True)))
_SEPARATORS = regex(
    r"[\s\d|>»›<«‹/\\·•—\-_:,.、+=*#()\[\]【】{}“”\"'!?&;@~^%丨┃│→←↑↓▲▼★☆◆■□●○\ue000-\uf8ff]|(?<![a-z])[a-z](?![a-z])"
)
_SHORT_SENTENCE = 50  # code points; an invitation to scan or follow that ends in a full stop is shorter
_LONGEST_BAR = 160  # code points

_STARTS = regex(
    r"(?:[·•>\[【(<«]\s*)?(?:"
    r"(?:上|下|前|后)一(?:篇|条|则|个|页|主题)(?:文章|新闻|信息)?\s*(?:[:\]】>»]|没有|$)"
    r"|(?:(?:您|你|我)(?:们)?)?(?:现在|当前|目前)?(?:所在|的|在)*(?:位置|栏目)\s*(?:[是为]|在)?\s*[:>»]"
    r"|(?:字体|字号|文字)(?:大小|调节|设置)?\s*[:\[【(]"
    r"|(?:分享|转发|转载)(?:到|至)\s*[:朋微]"
    r"|(?:用手机)?(?:微信|手机)?(?:扫一扫|扫描|扫码|长按).{0,20}(?:二维码|关注|手机|分享|打开|阅读|浏览)"
    r"|(?:微信|微博|官方微信|官方微博|抖音|头条号|公众号|微信公众号|微信公众平台|新浪微博|客户端)\s*[:].{0,40}$"
    r"|(?:欢迎|敬请)(?:关注|订阅|下载|收听).{0,40}$"
    r"|(?:您|你)(?:还|也)?可以(?:通过)?(?:点击|扫描|下载).{0,50}$"
    r"|(?:友情|相关|快速|常用)链接\s*[:].{0,160}$"
    r"|(?:打开|下载|点击)(?:下载)?.{0,12}(?:客户端|app)"
    r"|点击(?:图片|这里|此处|进入|查看|阅读|下方|上方).{0,30}$"
    r"|更多(?:精彩|内容|资讯|新闻).{0,30}$"
    r"|(?:您|你)是(?:本站)?第.{0,20}(?:位|个)(?:访客|访问者|访问|来访)"
    r"|(?:用户名|登录名|账号|帐号)\s*:"
    r"|(?:今日|总|累计)(?:访问|点击|浏览)(?:量|人数|次数)?\s*:"
    r"|(?:网友|读者)?评论\s*[:(]|(?:以上)?评论(?:内容)?(?:只|仅)代表"
    r"|\W{0,3}点击(?:上方|下方)?蓝字.{0,20}$|(?:阅读|点赞|在看|赞|转发)\s*[\d.]+\s*万?\+?$|喜欢就?(?:点个|点一?下).{0,12}$"
    r"|end\W*$|(?:报|送|发|抄送|抄报|主送)\s*:.{1,60}$|\(?共印\s*\d+\s*份\)?$"
    r"|-->|<!--|\$\(|var |function ?\(|document\.|window\.)"
)
# A day as a calendar shows it: with weekday, time, moon and weather, but with no sentence about what happened on it.
_CALENDAR = (
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*[,|]?\s*"
    r"(?:[\s\d:,|]|(?:星期|周)[一二三四五六日天]|[上下]午|(?:农历|阴历).{0,16}|欢迎.{0,40}|天气.{0,30}|[^。]{0,8}(?:晴|多云|阴|雨|雪|℃).{0,30})*$"
)
_BANNER = regex(
    r"(?:欢迎|热烈欢迎)(?:您|你|各位|大家)?(?:访问|光临|来到|浏览|进入|登录).{0,60}$"
    rf"|(?:(?:您|你)好[,!]?\s*)?(?:今天|今日|现在|当前时间|当前日期|北京时间)\s*(?:是|为|:)?\s*:?\s*(?:公元)?{_CALENDAR}"
    rf"|.{{0,40}}[,!\s](?:今天|今日|现在)(?:是|为|:)\s*{_CALENDAR}"
)
_OWNERSHIP = regex(
    r"[一-鿿]{1,2}icp(?:备|证)\s?\S{0,2}\d{4}|公网安备|icp备案|网站标识码|工信部备案|备案(?:号|编号|序号)\s*:"
    r"|copyright|all rights? reserved|©|^版权所有|版权所有\s*[:©]|版权所有$|^版权归"
    r"|^(?:技术|网站|服务)支持(?:单位)?\s*:|^(?:主办|承办|协办|主管|运维|维护|建设|设计|制作|开发)(?:单位|机构)?\s*:"
    r"|建议(?:您)?(?:使用|用|采用).{0,30}(?:浏览器|分辨率|浏览)|^最佳(?:浏览|分辨率).{0,40}$"
    r"|^(?:网站|联系|办公|通讯|通信|单位)?(?:地址|电话|传真|热线|邮编|邮政编码|邮箱|e-?mail|tel|fax)\s*:.{0,120}$"
    r"|(?:违法和?不良信息|网站)?举报(?:电话|邮箱|热线)\s*:"
    r"|互联网新闻信息服务许可证|信息网络传播视听节目许可证|广播电视节目制作经营许可证"
)
_DISCLAIMER = regex(
    r"^(?:(?:免责|特别|版权|郑重|本网|本站|转载)声明\s*[: ]|声明\s*:)"
    r"|^\W*凡?本(?:网|站|公众号|平台|文|文章|作品)[^。]{0,40}(?:转载|版权|侵权|注明|不代表|原创|授权)"
    r"|不代表本(?:网|站|平台|号|报|公众号)(?:的)?(?:观点|立场|意见)"
    r"|^\W*(?:如|若)[^。]{0,30}(?:侵权|版权)[^。]{0,60}(?:联系|删除)"
    r"|^本网站含有[^。]{1,12}内容"
    r"|^\W*(?:未经|如需|转载请|欢迎转载|版权属于|部分(?:图片|内容|文字)来)[^。]{0,40}(?:转载|授权|出处|注明|网络)"
)
_MARKERS = regex(
    r"\W*(?:相关(?:阅读|链接|新闻|文章|信息|报道|内容|推荐|稿件|专题|文档|资讯)|(?:延伸|扩展|推荐|更多|精彩|热门|猜你喜欢)(?:阅读|文章|新闻|内容|推荐|资讯|信息|图文)?"
    r"|精选(?:专题|文章|视频|图片|推荐|阅读)?|(?:热点|热门|最新|图片|推荐|今日|视频|最近|近期|头条)(?:新闻|文章|资讯|信息|推荐|动态|图文|专题|排行|排行榜|关注|更新|发布|点击|内容)"
    r"|(?:点击|阅读|新闻|热度|人气)排行(?:榜)?|排行榜|猜你喜欢|大家都在看|您可能感兴趣.{0,6}|你可能(?:还)?喜欢.{0,4}|编辑推荐|栏目推荐|本周热点|本月热点|24小时热.{0,4}"
    r"|网友评论|最新评论|发表评论|我要评论|友情链接|网站链接|相关附件|推荐|热点专题|专题专栏|分享到|上一篇|下一篇)\W*(?:更多|more)?\W*"
)
_CRUMBS = regex(r"(?:[^。>»›]{1,24}\s*[>»›]+\s*)+")
_CRUMB_START = regex(r"(?:(?:您|你)?(?:现在|当前)?(?:所在|的)*位置\s*(?:[是为])?\s*:?\s*)?")
_TWO_COLUMNS = regex(r"[一-鿿]{2,14}\s+[>»›]+\s+[一-鿿]{2,14}")  # 新闻动态 > 基层之声
_MASTHEAD = regex(
    r"\(?(?:\d{4}年)?\s*(?:总)?第\s*[a-d]?[\d一二三四五六七八九十百]{1,5}\s*[期版](?:\s*\(?总第\s*\d+\s*期\)?)?(?:\s*:?\s*第\d{1,3}版)?(?:\s*:\s*[一-鿿]{0,12})?\)?"
)
_OTHER_DAY = regex(r"(?:民国|农历|阴历|旧历)[一二三四五六七八九十百零〇\d]+年.{1,4}月.{1,4}")
_LINK = regex(r"\[?\(?(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?\)?\]?$")
_BULLET = regex(r"[·•■◆▪●○◇□▶►>»›]")
_LIST_BAR = regex(r"[^|。]{1,12}(?:\s*\|\s*[^|。]{1,12}){2,}")


def is_noise(line: Line) -> bool:
    """Whether a line belongs to the page and not to a report. Fields (来源：…) are not noise: see `fields`."""
    plain = line.plain
    if is_tool_bar(plain) or is_breadcrumb(plain) or _LIST_BAR.fullmatch(plain[: _LONGEST_BAR + 1]):
        return True
    if _OWNERSHIP.search(plain[: _LONGEST_BAR * 2]) and ("。" not in plain or len(plain) <= _LONGEST_BAR):
        return True
    is_short = len(plain) <= _LONGEST_BAR and ("。" not in plain or len(plain) <= _SHORT_SENTENCE)
    return bool(is_short and (_STARTS.match(plain) or _BANNER.match(plain))) or is_disclaimer(plain)


def is_disclaimer(plain: str) -> bool:
    """Whether a line is the site's word on copyright; a report's own sentence is longer or says something else."""
    return len(plain) <= _LONGEST_BAR * 3 and _DISCLAIMER.search(plain) is not None


def is_tool_bar(plain: str) -> bool:
    """Whether a line (shadow) is made of the words of links and tools alone."""
    return len(plain) <= _LONGEST_BAR and not _SEPARATORS.sub("", _TOOL.sub("", plain))


def is_site_name(line: Line) -> bool:
    """Whether a line may be the site's name, which stands above headlines: 清溪党建网, 清溪县人民政府."""
    return re.fullmatch(r"[一-鿿]{3,16}", line.plain) is not None and _OFFICE.search(line.plain) is not None


def is_tail_marker(line: Line) -> bool:
    """Whether a line heads a list of other things to read: 相关阅读, 精选专题, 上一篇."""
    return len(line.plain) <= 20 and _MARKERS.fullmatch(line.plain) is not None


def is_link(line: Line) -> bool:
    """Whether a short line looks like an entry of a list of links: a bullet in front or a day behind."""
    return len(line.plain) <= 80 and bool(_BULLET.match(line.plain) or _LINK.search(line.plain))


def is_masthead(plain: str) -> bool:
    """Whether a line (shadow) names the issue or the page of a bulletin or newspaper: 第 17 期, 第03版:县域新闻."""
    return _MASTHEAD.fullmatch(plain) is not None


def is_other_day(plain: str) -> bool:
    """Whether a line is a day of another calendar, which is never a headline: 民国一百零一年三月五日."""
    return _OTHER_DAY.fullmatch(plain) is not None


def is_breadcrumb(plain: str) -> bool:
    if len(plain) > _LONGEST_BAR or not re.search(r"[>»›]", plain):
        return False
    items = [item.strip() for item in re.split(r"[>»›]+", plain)]
    is_path = "首页" in items[0] or "位置" in items[0] or len(items) > 2 or plain.endswith(">")
    is_path = is_path or _TWO_COLUMNS.fullmatch(plain) is not None
    return is_path and all(len(item) <= 40 and "。" not in item for item in items)


# --- who the site belongs to -------------------------------------------------------------------------------------

_NAME = r"([^\s|,。;:©<>()\[\]a-z\d]{3,30})"
_OWNERS = (
    regex(rf"(?:版权所有|版权归属|版权单位)\s*[:©]?\s*(?:©|copyright|\(c\))?\s*[\d\-— ]*\s*:?\s*{_NAME}"),
    regex(rf"主办(?:单位|机构)?\s*:\s*{_NAME}"),
    regex(rf"(?:copyright|©|\(c\))[\s©\d\-—,.(c)@]*(?:by\s+)?(?:\d{{4}}年?)?\s*{_NAME}"),
    regex(rf"{_NAME}\s*(?:©\s*)?版权所有"),
    regex(rf"欢迎(?:您|你)?(?:访问|光临|来到|浏览|进入)\s*{_NAME}"),
)
_RECORD_NUMBER = regex(r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕秦甘陇青宁新](?:icp|公网安备).*")
_SITE_TAIL = regex(r"(?:版权所有|技术支持|保留.{0,4}权利|主办|承办|网站管理|官方网站|门户网站|网站|网站首页|备案).*$")
_OFFICE = regex(
    r"(?:政府|委员会|党委|[省市县区州旗]委|部|局|办公室|办|院|会|厅|中心|社|台|报|网|党建|先锋|在线|频道|纪委|工委|校|站)$"
)


def site_of(lines: Iterable[Line]) -> str | None:
    """Who the page says it belongs to: its copyright line, else its host, else where its path of links begins."""
    rows = [line for line in lines if len(line.plain) <= _LONGEST_BAR * 2]
    for pattern in _OWNERS:
        for line in rows:
            match = pattern.search(line.plain)
            name = _site_name(line, match) if match and is_noise(line) else None
            if name:
                return name
    crumbs = (line for line in rows if is_breadcrumb(line.plain))
    return next((name for name in map(_first_crumb, crumbs) if name), None)


def _site_name(line: Line, match: re.Match[str]) -> str | None:
    plain = _SITE_TAIL.sub("", _RECORD_NUMBER.sub("", match[1] + line.plain[match.end() : match.end() + 10]))
    plain = plain[: len(match[1])].rstrip(" 、,-—·")
    return line.text[match.start(1) : match.start(1) + len(plain)] if len(plain) >= 3 else None


def _first_crumb(line: Line) -> str | None:
    lead = _CRUMB_START.match(line.plain)
    start = lead.end() if lead else 0
    item = re.split(r"[>»›]", line.plain[start:], maxsplit=1)[0]
    name = line.text[start : start + len(_SITE_TAIL.sub("", item).rstrip())]
    return name.strip() if _OFFICE.search(Line.of(name.strip()).plain) and len(name.strip()) >= 3 else None
