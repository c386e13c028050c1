"""What a page says about a report, in every way of saying it, and nothing that it does not say."""

from datetime import date

import pytest

from rag.reports.clean import clean
from rag.reports.metadata import metadata_of, publisher_of
from rag.reports.split import split

TEXT = "清溪镇今年突出抓好基层组织建设，整顿后进村党支部3个，2001年1月1日新建活动室5处。"
TITLE = "清溪镇抓班子带队伍"


def said(above="", below=""):
    page = clean(f"{TITLE}\n{above}\n{TEXT}\n{below}")
    found = split(page)
    return metadata_of(found.sections[0], found.shared, page.site)


@pytest.mark.parametrize(
    ("behind", "authors"),
    [
        ("记者 刘民", ("刘民",)),
        ("清溪日报社全媒体记者 刘民返回搜狐，查看更多责任编辑：", ("刘民",)),
        ("清溪晚报/双江新闻记者刘民 王晓春", ("刘民", "王晓春")),
        ("干部们笑了", ()),
    ],
)
def test_who_signed_behind_the_last_sentence(behind, authors):
    found = split(clean(f"{TITLE}\n{TEXT}{behind}"))
    assert metadata_of(found.sections[0], found.shared, None).authors == authors


@pytest.mark.parametrize(
    "line",
    [
        "作者:刘民 发布时间:2011-09-14 09:09 来源:县委组织部",
        "作者：刘民　　时间：2011年9月14日　　信息来源：县委组织部　　点击：12",
        "【作者】刘民 【日期】2011/9/14 【稿源】县委组织部",
        "[作 者：刘民] [来 源：县委组织部] [日期：2011.9.14]",
        "2011-09-14 09:09:00 来源：县委组织部 作者：刘民",
        "2011年09月14日09:09 来源：县委组织部 作者：记者 刘民",
        "来源：县委组织部 2011年09月14日 09:09 作者：刘 民",
        "供稿：县委组织部\n作者：刘民\n二〇一一年九月十四日",
        "发布：县委组织部 发布于：2011-09-14 本报记者：刘民",
        "來源：县委组织部 發布時間：2011-09-14 撰稿：刘民",
    ],
)
def test_one_meaning_in_many_layouts(line):
    found = said(line)
    assert (found.title, found.authors, found.publisher) == (TITLE, ("刘民",), "县委组织部")
    assert found.published == date(2011, 9, 14)


def test_names_keep_their_script():
    found = said("作者：劉民 來源：縣委組織部", "【責任編輯：魏代瓊】")
    assert (found.authors, found.publisher, found.editor) == (("劉民",), "縣委組織部", "魏代瓊")


def test_keys_run_together_and_left_empty():
    found = said("作者： 来源：点击：", "责任编辑:总编室校对:总编室最后修改:")
    assert (found.authors, found.publisher, found.editor, found.published) == ((), None, "总编室", None)


@pytest.mark.parametrize("above", ["欢迎访问清溪党建网，今天是2024年09月23日，星期一", "2024年9月23日 星期一"])
def test_a_calendar_is_no_day_of_publication(above):
    page = clean(f"{above}\n{TITLE}\n{TEXT}\n最后修改：2020-01-01")
    found = split(page)
    assert metadata_of(found.sections[0], found.shared, page.site).published is None


@pytest.mark.parametrize(
    "line", ["发布时间：2025-02-30", "发布时间：2999-01-01", "发布时间：", "时间：9月14日", "日期：民国2011年9月14日"]
)
def test_a_day_that_cannot_be_is_none(line):
    assert said(line).published is None


@pytest.mark.parametrize("name", ["佚名", "admin", "无", "-", "管理员"])
def test_placeholders_name_nobody(name):
    found = said(f"作者：{name} 来源：县委组织部", f"责任编辑：{name}")
    assert (found.authors, found.editor) == ((), None)


@pytest.mark.parametrize("value", ["本站", "本站原创", "原创", "本网", "zzb", "本网讯"])
def test_a_site_that_names_itself(value):
    assert publisher_of(value, "中共清溪县委组织部") == "中共清溪县委组织部"
    assert publisher_of(value, None) == value
    assert said(f"来源：{value}", "版权所有：中共清溪县委组织部 陕ICP备11007109号").publisher == "中共清溪县委组织部"


def test_a_named_source_is_kept():
    assert publisher_of("清溪日报", "中共清溪县委组织部") == "清溪日报"
    assert publisher_of("", "中共清溪县委组织部") is None


def test_url_only_if_the_page_states_it():
    assert said("", "本文链接：http://www.example.com/a/1.html").url == "http://www.example.com/a/1.html"
    assert said("来源：县委组织部").url is None


def test_notices_keep_their_own_times():
    page = clean(f"{TITLE}\n{TEXT}\n时间：5月1日上午\n地点：县政府三楼会议室，请各单位准时参加。")
    assert "时间：5月1日上午" in [line.text for line in split(page).sections[0].body] or page.rows
