"""Follow-ups that point at what was shown, ask for more of it, or ask what its place does besides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.questions.followups.asking_more import asks_more
from rag.questions.followups.pointed import pointed, rows
from rag.types import Answer, Status, Turn

PAGES = {
    "a.txt": """砚川县柳沟镇：三色台账亮家底
2012年9月3日 来源：砚川县人民政府网
　　今年以来，柳沟镇推行“三色台账”，把困难户分成红、黄、绿三种颜色记录。柳沟镇党委书记王建设说，台账让干部心里有数。
　　年底，柳沟镇还要建一个蔬菜交易市场。""",
    "b.txt": """砚川县石泉镇：“三色台账”管到户
2012年10月8日 来源：砚川县人民政府网
　　石泉镇全面推行“三色台账”，每户一册，每月更新一次。
　　明年，石泉镇计划建设一座农产品冷库。""",
    "c.txt": """临水县白鹿镇开展“三色台账”工作
2012年11月2日 来源：临水县人民政府网
　　白鹿镇开展了“三色台账”，村干部逐户登记。村口贴出了登记的结果，谁家有变动当天就改。白鹿镇组织党员走访登记过的人家。
　　台账每季度核对一次，由包村干部签字。镇里安排专人抽查台账，查出的错漏当场改正。抽查的结果在公开栏公示三天。
　　白鹿镇落实台账经费2万元，为各村配备了电脑。""",
}
LIST = "哪些镇开展了三色台账？"


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def conversation(pile: Library, *questions: str) -> Answer:
    """The answer to the last of several questions asked one after the other."""
    history: list[Turn] = []
    for question in questions:
        answer = pile.ask(question, history)
        history += (Turn("user", question), Turn("assistant", answer.text))
    return answer


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("第一个镇是怎么做的？", "白鹿镇三色台账是怎么做的？"),
        ("那第二个镇是怎么做的？", "柳沟镇三色台账是怎么做的？"),
        ("第三个镇的书记是谁？", "石泉镇的书记是谁？"),
        ("最后一个是什么时候开始的？", "石泉镇三色台账是什么时候开始的？"),
        ("前两个镇有什么不同？", "白鹿镇和柳沟镇三色台账有什么不同？"),
        ("第二个呢？", "柳沟镇开展了三色台账？"),
        ("头一个镇怎么做的？", "白鹿镇三色台账怎么做的？"),
        ("一共几个？", LIST),
        ("只要砚川县的", f"砚川县{LIST}"),
        ("临水县的镇有哪些？", f"临水县{LIST}"),
    ],
)
def test_a_number_means_the_row_that_was_shown(pile: Library, question: str, meant: str) -> None:
    assert conversation(pile, LIST, question).question_resolved == meant


def test_numbers_go_on_from_one_row_to_the_next(pile: Library) -> None:
    answer = conversation(pile, LIST, "第一个镇是怎么做的？", "第三个呢？")
    assert answer.question_resolved == "石泉镇三色台账是怎么做的？"


def test_rows_of_one_sentence_are_several() -> None:
    text = (
        "共查 2 篇报道，3 个乡镇开展了：\n柳沟镇、石泉镇（砚川县）、白鹿镇（临水县）：全面推行。[1]\n松塘乡：推行。[2]"
    )
    assert rows(text) == ("柳沟镇", "石泉镇", "白鹿镇", "松塘乡")


@pytest.mark.parametrize("question", ["第一个开展三色台账的是哪个镇？", "第四个镇是怎么做的？"])
def test_a_number_of_its_own_or_of_no_row_points_at_nothing(pile: Library, question: str) -> None:
    assert conversation(pile, LIST, question).question_resolved == question


def test_the_former_and_the_latter_are_the_two_compared(pile: Library) -> None:
    asked = ("柳沟镇和石泉镇的三色台账有什么不同？", "前者是什么时候开始的？", "后者呢？")
    assert conversation(pile, *asked[:2]).question_resolved == "柳沟镇三色台账是什么时候开始的？"
    assert conversation(pile, *asked).question_resolved == "石泉镇三色台账是什么时候开始的？"


def test_where_no_answer_was_shown_a_question_is_left_as_it_is() -> None:
    assert pointed("第二个镇是怎么做的？", (), ()) == "第二个镇是怎么做的？"
    assert rows("3 篇报道里没有关于“第二”的内容。") == ()


@pytest.mark.parametrize(
    "question", ["还有呢？", "还有别的镇吗", "就这些吗？", "没有了吗？", "其他的呢？", "Anything else?"]
)
def test_more_is_asked_in_many_ways(question: str) -> None:
    assert asks_more(question)


@pytest.mark.parametrize(
    "question", ["还有多少户没有脱贫？", "还有哪些困难要解决？", "有没有开展三色台账？", "这个镇呢？"]
)
def test_a_question_of_its_own_asks_for_no_more(question: str) -> None:
    assert not asks_more(question)


def test_a_whole_list_has_no_more(pile: Library) -> None:
    answer = conversation(pile, LIST, "还有吗？")
    assert answer.text.startswith("没有查到别的，就是前面这些：\n共查 3 篇报道")
    assert answer.listing is not None and len(answer.listing.items) == 3


def test_an_account_goes_on_where_it_ended(pile: Library) -> None:
    first = conversation(pile, "白鹿镇怎么做三色台账？")
    second = conversation(pile, "白鹿镇怎么做三色台账？", "还有呢？")
    third = conversation(pile, "白鹿镇怎么做三色台账？", "还有呢？", "还有吗？")
    told = [citation.quote for citation in first.citations]
    assert second.status is Status.ANSWERED
    assert second.citations and not {citation.quote for citation in second.citations} & set(told)
    assert third.text.startswith("没有查到别的")


@pytest.mark.parametrize("question", ["它计划搞什么？", "明年打算建什么？", "它明年要建什么？"])
def test_whatever_a_place_plans_is_asked_without_the_topic_before(pile: Library, question: str) -> None:
    answer = conversation(pile, "石泉镇怎么做三色台账？", question)
    assert "三色台账" not in answer.question_resolved
    assert "冷库" in answer.text


def test_what_follows_a_list_of_one_is_about_that_one(make_library: Callable[..., Library]) -> None:
    library = make_library(
        {
            "a.txt": "柳溪镇办起农民夜校\n2021年8月3日\n近日，禾岭县柳溪镇办起农民夜校，由农技员王小山教课。"
            "柳溪镇干部表示，夜校受欢迎。",
            "b.txt": "白鹿镇修路\n2021年8月5日\n8月4日，禾岭县白鹿镇修通公路三公里。白鹿镇的村民十分高兴。",
        }
    )
    answer = conversation(library, "哪些乡镇办了夜校？", "是谁教的课？")
    assert answer.question_resolved.startswith("柳溪镇")
    assert "王小山" in answer.text
    more = conversation(library, "哪些乡镇办了夜校？", "还有别的吗？")
    assert more.question_resolved == "哪些乡镇办了夜校？"


def test_which_village_is_not_asked_of_the_village_before(make_library: Callable[..., Library]) -> None:
    library = make_library(
        {
            "a.txt": "石门村发放助学金\n2021年8月5日\n8月4日，禾岭县白鹿镇石门村给大学生发放助学金。"
            "石门村的村民十分高兴。",
            "b.txt": "南坡村发放助学金\n2021年8月6日\n8月5日，禾岭县白鹿镇南坡村给大学生发放助学金。"
            "南坡村一本考上四人。",
        }
    )
    answer = conversation(library, "石门村给大学生发钱了吗？", "哪些村一本考上了四人？")
    assert answer.question_resolved == "哪些村一本考上了四人？"
    within = conversation(library, "白鹿镇给大学生发钱了吗？", "哪些村一本考上了四人？")
    assert within.question_resolved.startswith("白鹿镇")
