"""Guards: what is denied, planned, asked or supposed gives no fact; reports and doubts leave their mark."""

from __future__ import annotations

import pytest
from relations_support import read

P, C, M = "[Person:林知远]", "[Org:墨潭科技|company]", "[Model:Quillon|model]"


def verdicts(text: str) -> list[tuple[str, str | None]]:
    """Certainty and party of what a marked text says of the person and the company or model."""
    return sorted({(p.certainty, p.attributed_to) for p in read(text) if p.object}, key=str)


SAID = [("asserted", None)]


@pytest.mark.parametrize(
    "text",
    [
        f"{P}并未加入{C}。",
        f"{P}没有加入{C}。",
        f"{P}从未加入{C}。",
        f"{P}不再任职于{C}。",
        f"{P}否认加入{C}。",
        f"{P}拒绝加入{C}。",
        f"{P}不曾参与{M}。",
        f"{P}未参与{M}。",
    ],
)
def test_what_is_denied_is_no_fact(text):
    assert verdicts(text) == []


@pytest.mark.parametrize("text", [f"网传{P}加入{C}，该公司予以否认。", f"{P}自称任职于{C}，但公司查无此人。"])
def test_what_is_denied_afterwards_by_a_verb_is_no_fact(text):
    assert verdicts(text) == []


@pytest.mark.parametrize("text", [f"乙公司拟聘请任职于{C}的{P}。", f"乙公司没有邀请任职于{C}的{P}。"])
def test_whom_somebody_means_to_fetch_is_what_the_relative_clause_says(text):
    assert verdicts(text) == SAID


@pytest.mark.parametrize("text", [f"尚未毕业便加入{C}的{P}来了。", f"{P}没毕业就加入{C}。"])
def test_what_was_done_before_the_end_of_studies_is_not_denied(text):
    assert verdicts(text) == SAID


@pytest.mark.parametrize(
    "text",
    [
        f"所谓“{P}加入{C}”的说法并不属实。",
        f"{P}加入{C}的传闻是假的。",
        f"网传{P}加入{C}，该消息不实。",
        f"有人说{P}加入了{C}，纯属谣言。",
        f"“{P}加入了{C}，还带走十人”的说法不实。",
    ],
)
def test_what_is_refuted_afterwards_is_no_fact(text):
    assert verdicts(text) == []


@pytest.mark.parametrize(
    "text",
    [f"{P}加入{C}，负责核查不实的消息。", f"{P}加入{C}的消息不久传开，属实。", f"{P}加入{C}，裁员的传闻是假的。"],
)
def test_what_is_untrue_is_something_else(text):
    assert len(verdicts(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{P}将加入{C}。",
        f"{P}即将加入{C}。",
        f"{P}计划加入{C}。",
        f"{P}有望加入{C}。",
        f"{P}想加入{C}。",
        f"{P}准备参与{M}。",
        f"{P}正在考虑加入{C}。",
    ],
)
def test_what_is_planned_is_no_fact(text):
    assert verdicts(text) == []


@pytest.mark.parametrize(
    "text", [f"{P}是否加入了{C}？", f"{P}加入了{C}吗？", f"谁说{P}加入了{C}？", f"{P}是否加入{C}不得而知。"]
)
def test_what_is_asked_is_no_fact(text):
    assert verdicts(text) == []


@pytest.mark.parametrize("text", [f"如果{P}加入了{C}，一切都会不同。", f"假如{P}参与了{M}，它会更强。"])
def test_what_is_supposed_is_no_fact(text):
    assert verdicts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{P}不仅参与了{M}，还写了论文。",
        f"{P}毕业不久加入{C}。",
        f"毫不意外，{P}加入了{C}。",
        f"{P}后来加入{C}。",
        f"{P}在重要会议之后加入{C}。",
        f"{P}无疑参与了{M}。",
        f"{P}应邀加入{C}。",
    ],
)
def test_words_that_hold_a_mark_of_denial_or_plan_are_none(text):
    assert verdicts(text) == SAID


@pytest.mark.parametrize(
    "text",
    [
        f"{P}没有犹豫，加入了{C}。",
        f"他不肯，{P}加入了{C}。",
        f"会议将召开；{P}加入了{C}。",
        f"天气不好。{P}参与了{M}。",
    ],
)
def test_a_denial_or_plan_reaches_no_further_than_its_clause(text):
    assert verdicts(text) == SAID


@pytest.mark.parametrize(
    "text",
    [
        f"{P}可能参与了{M}。",
        f"{P}或许参与了{M}。",
        f"{P}似乎加入了{C}。",
        f"传闻{P}加入了{C}。",
        f"{P}加入了{C}，尚未得到官方证实。",
        f"{P}疑似参与了{M}。",
    ],
)
def test_a_doubt_hedges(text):
    assert verdicts(text) == [("hedged", None)]


def test_possibility_of_a_plan_is_a_plan():
    assert verdicts(f"{P}可能会加入{C}。") == []


@pytest.mark.parametrize(
    "text", [f"据报道，{P}加入了{C}。", f"据知情人士透露，{P}加入了{C}。", f"有消息称，{P}加入了{C}。"]
)
def test_a_report_is_attributed_to_nobody_in_particular(text):
    assert verdicts(text) == [("attributed", None)]


@pytest.mark.parametrize(
    "text",
    [
        f"[Org:青澜日报|media]报道称，{P}加入了{C}。",
        f"据[Org:青澜日报|media]报道，{P}加入了{C}。",
        f"[Org:青澜日报|media]透露，{P}加入了{C}。",
    ],
)
def test_a_report_is_attributed_to_its_source(text):
    assert verdicts(text) == [("attributed", "青澜日报")]


def test_what_somebody_says_is_attributed_to_him():
    assert verdicts(f"[Person:苏明哲]表示，{P}加入了{C}。") == [("attributed", "苏明哲")]
    assert verdicts(f"[Person:苏明哲]说：“{P}已经加入了{C}，一直在训练新的模型。”") == [("attributed", "苏明哲")]


@pytest.mark.parametrize("verb", ["称", "指", "透露"])
def test_what_is_said_needs_no_comma(verb):
    assert verdicts(f"[Person:苏明哲]{verb}{P}加入了{C}。") == [("attributed", "苏明哲")]


@pytest.mark.parametrize("verb", ["说服", "指派", "指导学生"])
def test_a_verb_that_begins_like_one_of_saying_is_none(verb):
    assert verdicts(f"[Person:苏明哲]{verb}{P}加入了{C}。") == SAID


def test_a_report_does_not_reach_the_next_sentence():
    assert verdicts(f"据报道，天气很好。{P}加入了{C}。") == SAID


def test_a_report_with_a_doubt_is_hedged_and_keeps_its_source():
    assert verdicts(f"[Org:青澜日报|media]报道称，{P}可能参与了{M}。") == [("hedged", "青澜日报")]


@pytest.mark.parametrize("plan", ["将推出", "计划推出", "有望发布", "拟开发", "希望打造"])
def test_what_a_firm_plans_is_no_fact_where_the_plan_stands_behind_its_name(plan):
    assert verdicts(f"{C}{plan}{M}。") == []


@pytest.mark.parametrize("deed", ["推出", "将自研的", "计划推出了"])
def test_what_only_looks_like_a_plan(deed):
    tail = "开源" if deed.startswith("将") else ""
    assert verdicts(f"{C}{deed}{M}{tail}。") == SAID


@pytest.mark.parametrize(
    "text", [f"网传{P}已加入{C}，公司方面对此予以否认。", f"有传言说{P}加入{C}，[PersonRef:他|him]已经否认。"]
)
def test_a_rumour_denied_afterwards_is_no_fact(text):
    assert verdicts(text) == []


def test_who_denies_something_else_denies_nothing():
    assert verdicts(f"{P}加入{C}，他否认抄袭。") == SAID


@pytest.mark.parametrize(
    "text", [f"{P}将离开[Org:蓝鹭科技|company]，加入{C}。", f"{P}将以[Role:科学家]的身份加入{C}。"]
)
def test_a_plan_reaches_the_next_post(text):
    assert [p for p in read(text) if p.object and p.object.name == "墨潭科技"] == []


def test_a_plan_given_up_reaches_no_further():
    assert verdicts(f"{P}计划离开[Org:蓝鹭科技|company]，后来加入了{C}。") == SAID
