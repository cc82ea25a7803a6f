"""Fields of research inside a phrase, not behind a cue: 做过某某研究, 对某某颇有研究, 以某某研究闻名."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.field_items import YEARS, items, nominal, subjects
from kg.mentions.patterns import compiled
from kg.schema import Mention

_WORDS = r"(?P<field>(?!<field-versed>)[\u4e00-\u9fffA-Za-z0-9\-、与和及]{2,30}?)"
_KIND = r"(?:等|的|<study-kind>)*"
#: What follows the study where the phrase ends with it.
_ENDS = r"(?=[，。；、的上中里时]|长达|\d|逾|近|多年|数年|十|二|三|$|\n)"
_FRAMES = tuple(
    compiled(frame)
    for frame in (
        # 选择了某学科作为研究方向
        rf"<chosen-front>{_WORDS}<chosen-as>(?:<chosen-whose>)*<chosen-thing>",
        # 八年图像分割研究经验
        rf"{YEARS}的?{_WORDS}(?:<field-veteran>)*的?<experience>",
        # 对密码学颇有研究, 对生成模型做过深入的研究
        rf"对{_WORDS}<field-versed>(?:<field-depth>|[、而又且])*的?<field-mastery>",
        # 做图像分割出身, 研究图像分割出身
        rf"(?:做|研究|搞){_WORDS}(?:研究)?(?:<trained>)",
        # 做过语音编码的研究, 开始了语义分割的研究
        rf"<study-deed>{_WORDS}{_KIND}<study-noun>{_ENDS}",
        # 在近似算法研究上
        rf"在{_WORDS}的?{_KIND}研究(?:工作)?(?:上|中(?!心)|方面|领域)",
        # 研究了二十年信息检索
        rf"研究(?:了|过){YEARS}的?{_WORDS}(?=[，。；、\n]|$)",
        # 以图像跟踪研究闻名
        rf"(?:以|因|凭|凭借)(?:其|在|他在|她在)?{_WORDS}{_KIND}(?:<study-noun>|工作|贡献)[，而]*<study-fame>",
        # 以对贝叶斯推断的研究闻名
        rf"(?:以|因|凭|凭借)<field-to>{_WORDS}的?{_KIND}(?:<study-noun>|贡献)[，而]*(?:<study-fame>|获|当选|入选)",
        # 围绕知识图谱开展了一系列研究
        rf"围绕{_WORDS}(?:等)?(?:<field-many>)?(?:<field-area>)?，?(?:<study-round>)(?:<study-series>)*的?(?:<study-noun>|工作)",
    )
)
#: 一直在探索类脑计算: only what is the name of a field.
_PROBES = compiled(rf"<study-probe>{_WORDS}(?=<field-after>|{YEARS}|[，。；、与和及]|$|\n)")


def framed_fields(text: str) -> Iterator[Mention]:
    """The fields inside such phrases: what sounds like one."""
    for frame in _FRAMES:
        for match in frame.finditer(text):
            yield from (f for f in _of(text, match) if nominal(f.text))
    for match in _PROBES.finditer(text):
        yield from (f for f in _of(text, match) if f.text in subjects())


def _of(text: str, match: re.Match[str]) -> Iterator[Mention]:
    return items(text, *match.span("field"), doubtful=True)
