"""From a source to clean text: markup, damage, script, punctuation, furniture, metadata."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.normalise import normalise, tidy
from kg.text import Source, TextMap

T2S = opencc.OpenCC("t2s")
BODY = "苏晚晴毕业于浙江大学，2021年加入云杉科技，负责大模型的训练，团队里还有她的同学。"
MORE = "云杉科技成立于2019年，总部在杭州，目前有两百多名员工，创始人是她的导师，一位教授。"


def article(text, name="a.txt"):
    made, _ = normalise(Source(name, text))
    TextMap(made.map.raw, made.map.clean, made.map.starts, made.map.ends)
    assert "\n".join(made.text[b.start : b.end] for b in made.blocks) == made.text
    return made


def lines(text, name="a.txt"):
    made = article(text, name)
    return [(b.kind, made.text[b.start : b.end]) for b in made.blocks]


def clean(text, name="a.txt"):
    return article(text, name).text


def raw_of(made, words):
    at = made.text.index(words)
    span = made.map.to_raw(at, at + len(words))
    return made.source.text[span.start : span.end]


# script, width, punctuation


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("她畢業於國立臺灣大學,專攻機器學習(ML)。", "她毕业于国立台湾大学，专攻机器学习（ML）。"),
        ("價格為1,000元,比例2:1,時間16:18", "价格为1,000元，比例2:1，时间16:18"),
        ("他說:「這是『好』模型!」", "他说：“这是‘好’模型！”"),
        ('她说"不会"再来', "她说“不会”再来"),
        ("ＤｅｅｐＭｉｎｄ　２０２３年", "DeepMind 2023年"),
        ("約翰‧史密斯和李•明", "约翰·史密斯和李·明"),
        ("〈论文〉發表在U.S.期刊", "《论文》发表在U.S.期刊"),
        ("中\u200b国\u00ad人\u202e工", "中国人工"),
        ("张三  李四 王五", "张三 李四 王五"),
        ("中 国 人 工 智 能", "中国人工智能"),
        ("加入 DeepMind 团队， 负责 2 个模型。", "加入DeepMind团队，负责2个模型。"),
        ("采用 Group Relative Policy Optimization (GRPO)。", "采用Group Relative Policy Optimization（GRPO）。"),
        ("OpenAl和xAl,做Al的人,Alan", "OpenAI和xAI，做AI的人，Alan"),
        ("徐乾的著作", "徐乾的著作"),
        ("見面,他說", "见面，他说"),
    ],
)
def test_one_script_and_one_punctuation(raw, expected):
    assert tidy(raw) == expected


def test_glosses_go_and_keep_their_place():
    made = article("這家初創(chuàng)企業(yè)的網(wǎng)站介紹了人工智能（AI）。" + BODY)
    assert made.text.startswith("这家初创企业的网站介绍了人工智能（AI）。")
    assert raw_of(made, "初创企业的网站") == "初創(chuàng)企業(yè)的網(wǎng)站"


def test_glosses_without_tone_marks_go_where_they_are_a_reading():
    made = article("她在新竹從事研究(jiu)工作，用的是绿(lü)色語音(yin)庫和模型(bert)、工具(ju)箱。" + BODY)
    assert made.text.startswith("她在新竹从事研究工作，用的是绿色语音库和模型（bert）、工具箱。")


# damage


def test_utf8_read_as_gbk_or_latin_is_read_again():
    for encoding in ("gbk", "cp1252"):
        wrong = "研究员。".encode().decode(encoding, errors="ignore")
        text = clean(f"{BODY}\n她是一名{wrong}\n{MORE}")
        assert "研究" in text


def test_gbk_one_byte_out_of_step_is_put_back():
    good = "她表示：“项目进展顺利。”《科技日报》评论说，这是重要的一步。他说：“很好。”"
    data = good.encode("gbk")
    at = data.index("。".encode("gbk"))
    wrong = (data[:at] + b"?" + data[at + 1 :]).decode("gbk", errors="replace").replace("\ufffd", "?")
    assert wrong != good
    made = article("\n".join([BODY, wrong, "他说：“不错。”", MORE]))
    assert "项目进展顺利。”《科技日报》" in made.text


def test_an_honest_question_mark_is_no_damage():
    text = "这是谁的主意?外交部回应了。什么?!他不信。" + BODY
    assert clean(text).startswith("这是谁的主意？外交部回应了。什么？！他不信。")


def test_damage_is_reported():
    _, problems = normalise(Source("a.txt", BODY + "\ufffd\ufffd" + MORE))
    assert [p.code for p in problems] == ["damaged-text"]
    _, problems = normalise(Source("a.txt", "<script>x</script>"))
    assert [p.code for p in problems] == ["no-text"]


# Markdown and plain text


def test_markdown_marks_go_and_blocks_have_kinds():
    text = f"""# 云杉科技的年轻人

{BODY[:12]}**{BODY[12:20]}**{BODY[20:]}

> 引用的话在这里，她说得很清楚。

- [苏晚晴](https://example.org/a_(b))：负责人
- 林知远：研究员

| 姓名 | 学校 |
|---|:--:|
| 苏晚晴 | 浙江大学 |

小标题
------

{MORE}
"""
    assert lines(text, "a.md") == [
        ("heading", "云杉科技的年轻人"), ("paragraph", BODY), ("quote", "引用的话在这里，她说得很清楚。"),
        ("item", "苏晚晴：负责人"), ("item", "林知远：研究员"), ("row", "姓名\t学校"), ("row", "苏晚晴\t浙江大学"),
        ("heading", "小标题"), ("paragraph", MORE),
    ]  # fmt: skip


def test_a_picture_ends_the_block_and_its_credit_makes_a_caption():
    text = f"{BODY}![图片](https://example.org/x)▲苏晚晴在会场（图源：社交平台）{MORE}"
    assert lines(text)[-3:] == [
        ("paragraph", BODY),
        ("caption", "▲苏晚晴在会场（图源：社交平台）"),
        ("paragraph", MORE),
    ]


def test_hard_wrapped_lines_are_one_block_and_other_lines_are_not():
    wrapped = "苏晚晴毕业于浙江大学，二〇二一年加入云杉科\n技，负责大模型的训练，团队里还有她的同学和\n她的导师。"
    assert clean(wrapped) == wrapped.replace("\n", "")
    assert len(lines(f"{BODY}\n{MORE}")) == 2
    assert clean("She joined the company in the spring of that\nyear and led the team.") == (
        "She joined the company in the spring of that year and led the team."
    )


def test_a_caption_that_repeats_the_text_goes():
    text = f"{BODY}\n\n![云杉科技的办公室外景]({'u'})\n\n云杉科技的办公室外景\n\n{MORE}\n\n![{MORE}](u)\n\n{MORE}\n"
    assert lines(text, "a.md") == [("paragraph", BODY), ("caption", "云杉科技的办公室外景"), ("paragraph", MORE)]


# HTML

PAGE = f"""<!DOCTYPE html><html lang="zh-CN"><head><title>云杉科技换帅 - 某某网</title>
<meta property="article:published_time" content="2024-05-06T08:00:00+08:00"><style>p{{}}</style></head>
<body><nav><a href="/">首页</a></nav><div class="share-bar">分享到微博</div>
<h1>云杉科技换帅</h1><p>{BODY[:10]}<a href="#">{BODY[10:14]}</a>{BODY[14:]}</p>
<ul><li>苏晚晴&nbsp;&amp; 林知远</ul>
<table><tr><th>姓名<th>学校</tr><tr><td>苏晚晴</td><td>浙江<br>大学</td></tr></table>
<blockquote><p>这是一句引用的话。</p></blockquote><figure><img src="x"><figcaption>会场一角</figcaption></figure>
<p>{MORE}<script>var a = "<p>假的</p>";</script></p><div id="comments"><p>读者说了很多话，但不算数。</p></div>
<footer>版权所有</footer></body></html>"""


def test_a_page_keeps_its_text_and_loses_its_furniture():
    assert lines(PAGE, "a.html") == [
        ("heading", "云杉科技换帅"), ("paragraph", BODY), ("item", "苏晚晴 & 林知远"), ("row", "姓名\t学校"),
        ("row", "苏晚晴\t浙江 大学"), ("quote", "这是一句引用的话。"), ("caption", "会场一角"), ("paragraph", MORE),
    ]  # fmt: skip
    made = article(PAGE, "a.html")
    assert raw_of(made, "苏晚晴 & 林知远") == "苏晚晴&nbsp;&amp; 林知远"
    assert made.metadata.title == "云杉科技换帅"
    assert (made.metadata.date, made.metadata.language) == ("2024-05-06", "zh-CN")


def test_a_fragment_in_a_text_file_is_html_and_a_formula_is_not():
    text = f"<!--1737546740000-->\n[云杉科技换帅了](https://example.org/1)\n----\n\n<p>{BODY}</p><p>{MORE}</p>"
    assert lines(text) == [("heading", "云杉科技换帅了"), ("paragraph", BODY), ("paragraph", MORE)]
    assert article(text).metadata.date == "2025-01-22"
    assert article(text).metadata.address == "https://example.org/1"
    assert "当a<b时" in clean(f"当a<b时，c>d。{BODY}")


def test_an_archive_card_goes_and_its_labels_are_metadata():
    card = "<div>档案卡</div><b>标题：</b>云杉科技换帅<br><b>作者：</b>林知远<br>"
    card += "<b>发表日期：</b>2024.5.6<br><b>来源：</b>某报"
    made = article(f"<p>{BODY}</p><div>{card}</div><p>{MORE}</p>")
    assert made.text == f"{BODY}\n{MORE}"
    assert (made.metadata.author, made.metadata.date, made.metadata.outlet) == ("林知远", "2024-05-06", "某报")


# furniture and metadata of plain text


def test_the_end_of_a_page_goes():
    tail = """责任编辑: 林知远
某国会议闭幕
2024-05-06 10:00 国际
某地大雪
2024-05-06 09:00 社会
相关推荐
某人当选
《云杉科技换帅》有2条评论
  1. 苏晚晴真厉害，从哈佛大学毕业的，我认识她。
    回复
发表评论"""
    assert clean(f"{BODY}\n{MORE}\n{tail}") == f"{BODY}\n{MORE}"


def test_comments_announced_at_the_top_end_nothing():
    assert clean(f"云杉科技换帅\n发表评论\n{BODY}\n{MORE}").endswith(f"{BODY}\n{MORE}")


def test_references_notices_and_sources_go():
    tail = "参考链接：\n[1]https://example.org/a\n[2]https://example.org/b\n本文仅供参考，不构成投资建议。\n来源：某报"
    made = article(f"{BODY}\n{MORE}\n{tail}")
    assert made.text == f"{BODY}\n{MORE}"
    assert made.metadata.outlet == "某报"


def test_a_title_repeated_between_paragraphs_stands_once():
    title = "云杉科技为何掀起热潮?"
    assert clean("\n\n".join([title, BODY, title, MORE, title])) == f"云杉科技为何掀起热潮？\n{BODY}\n{MORE}"


@pytest.mark.parametrize(
    ("head", "author", "outlet", "date"),
    [
        ("最后更新: 2024-05-06 16:18:24【文/某某网 林知远】", "林知远", "某某网", "2024-05-06"),
        ("2024年5月6日 记者 林知远", "林知远", None, "2024-05-06"),
        ("作者：林知远  来源：某报  发布时间：2024/5/6 10:00", "林知远", "某报", "2024-05-06"),
        ("【記者林知遠/杭州報導】2024-05-06", "林知远", None, "2024-05-06"),
    ],
)
def test_lines_that_tell_of_the_article(head, author, outlet, date):
    made = article(f"云杉科技换帅记\n{head}\n{BODY}\n{MORE}")
    assert made.text == f"云杉科技换帅记\n{BODY}\n{MORE}"
    told = made.metadata
    assert (told.title, told.author, told.outlet, told.date) == ("云杉科技换帅记", author, outlet, date)


def test_front_matter_is_metadata():
    head = '---\ntitle: "雲杉科技換帥"\ndate: "2024-05-06 10:00:00"\nlang:\n  - "zh-HK"\n---\n'
    text = f"{head}\n{BODY}\n\n[qq](https://example.org/2)\n"
    made = article(text)
    assert made.text == BODY
    told = made.metadata
    assert (told.title, told.date, told.language) == ("云杉科技换帅", "2024-05-06", "zh-HK")
    assert told.address == "https://example.org/2"


def test_interviews_and_résumés_lose_nothing():
    talk = "记者：您怎么看？先说说自己。\n苏晚晴：我不看好。\n记者：为什么呢？\n苏晚晴：没有为什么。"
    assert clean(f"{BODY}\n{talk}").count("\n") == 4
    table = "姓名：苏晚晴\n籍贯：浙江杭州\n2010.09—2014.07 浙江大学，本科\n2016年 某某奖，一等奖"
    assert [kind for kind, _ in lines(table)] == ["paragraph"] * 4


# laws

pieces = st.lists(
    st.sampled_from(
        ["苏晚晴", "畢業", "於", "国", "。", "，", ",", " ", "\n", "\n\n", "(wǎng)", "網(wǎng)", "&nbsp;", "&amp;",
         "<p>", "</p>", "<div class='share'>", "</div>", "<b>", "</b>", "<br>", "<table><tr><td>", "</table>", "<li>",
         "<script>", "</script>", "<!--", "-->", "**", "# ", "- ", "> ", "|", "![", "](", ")", "[", "---\n", "\t",
         "?", "！庇碇懙?", "\ufffd", "\u200b", "OpenAl", '"', "'", "「", "」", "来源：", "参考链接：",
         "2024-05-06 10:00",
         "\r\n", "&#20013;",
         "▲", "（图源：x）", "相关推荐", "7条评论", "锛", "銆", "https://a.b/c", "`", "title: x", "<a href=\"x", "<"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(pieces, st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_mixture_of_markup_keeps_the_laws(raw, name):
    made = article(raw, name)
    for index, char in enumerate(made.text):
        span = made.map.to_raw(index, index + 1)
        if "\u4e00" <= char <= "\u9fff" and len(span) == 1:
            assert char in (raw[span.start], T2S.convert(raw[span.start]))
    for block in made.blocks:
        words = made.text[block.start : block.end]
        assert words == words.strip()
        assert "\n" not in words


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_text_is_read(raw, name):
    article(raw, name)


@pytest.mark.parametrize(
    "unit", ['<a "', "[a](", "![", "(中", "<!--", "*a", " ", "中 ", "\n", "▲中", "| a |\n", "<div>", "?中"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_long_lines_take_linear_time(unit, name):
    article(unit * (60_000 // len(unit)), name)
