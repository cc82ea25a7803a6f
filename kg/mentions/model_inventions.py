"""Methods with Chinese names that somebody is said to have invented (发明了某某算法, 某某算法的奠基人, 某某网络
由张三提出), and series of devices (某某系列听写机).

That an algorithm is spoken of names nothing: most are called by what they do (推荐算法, 图像分割算法). A name is one
only where its inventor is told and its words say more than a task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from kg.mentions.model_lexicon import forms
from kg.mentions.patterns import compiled
from kg.mentions.words import in_dictionary
from kg.schema import Mention

_NAME = r"(?P<name>(?:(?![是为称誉作即])[\u4e00-\u9fff]){2,9}?(?P<head><method-head>))"
#: 发明了著名的某某算法; what is only proposed needs fame or its letters beside it.
_INVENTED = compiled(
    rf"(?:(?:<invent-verb>)[了过出]?(?:<method-fame>的?)?|(?:<propose-verb>)[了过出]?<method-fame>的?){_NAME}"
    r"(?=[，。；、（和与及并\n]|等|的<method-work>|$)"
)
_GLOSSED = compiled(rf"(?:<propose-verb>)[了过出]?(?:<method-fame>的?)?{_NAME}(?=（[A-Z][A-Za-z\- ]+[，,）])")
#: 某某算法的奠基人, 被誉为某某网络之父
_OF = compiled(rf"(?:(?<=[是为称誉作即，。；：、“\n])|^){_NAME}(?=”?(?:（[^（）]{{1,40}}）)?(?:的?<method-author>))")
#: 某某算法最早由张三于2014年提出
_BY = compiled(
    rf"(?:(?<=[，。；：\n])|^){_NAME}(?=(?:（[^（）]{{1,40}}）)?(?:<method-when>)*由[^，。；]{{2,24}}?(?:<invent-verb>|<propose-verb>)"
    r"(?:的|出来)?(?:[，。；\n]|$))"
)
#: What a name does not begin with or hold.
_NO_NAME = compiled("^(?:<method-not-front>)|[的了着过和与及或、]|一种|一类|<method-not-in>")
_TASKS = compiled("^(?:<method-task>)+$")
#: Who invented an algorithm is told of it by its task as well (推荐算法的发明者).
_INVENTOR = re.compile("”?的?[^，。；、的]{0,6}发明[者人]")
#: 研发雁声系列语音听写机
_SERIES = compiled(
    r"(?:<model-make>|<series-verb>)[了过出]?“?(?P<name>[\u4e00-\u9fff]{2,4})”?系列[\u4e00-\u9fff]{0,8}?(?P<head><series-head>)(?![\u4e00-\u9fff]{0,2}(?:<holder-end>))"
)


def find_inventions(text: str) -> Iterator[Mention]:
    """The methods and series of the clean text that are told so."""
    for pattern in (_INVENTED, _GLOSSED, _OF, _BY):
        for match in pattern.finditer(text):
            name, end = match["name"], match.end("name")
            if _particular(name, match["head"], task=_INVENTOR.match(text, end) is not None):
                kind = forms("head").get(match["head"], "algorithm")
                yield Mention(end - len(name), end, "Model", name, name, kind, by="invented")
    for match in _SERIES.finditer(text) if "系列" in text else ():
        name = match["name"]
        if not _common(name):
            kind = forms("head").get(match["head"], "product")
            yield Mention(match.start("name"), match.end("name"), "Model", name, name, kind, by="released")


def _particular(name: str, head: str, *, task: bool) -> bool:
    """Whether the words of a method's name are more than its task (which is enough where `task`) and its head."""
    stem = name.removesuffix(head)
    if not stem or len(stem) < 2 or _NO_NAME.search(stem):
        return False
    tagged = rjieba.tag(stem)
    if any(tag[:1] in ("r", "p", "c", "u", "d") for _, tag in tagged):
        return False
    return task or _TASKS.fullmatch(stem) is None


def _common(name: str) -> bool:
    """Whether a series is told by its price or use (高端系列机器人)."""
    return _TASKS.fullmatch(name) is not None or (
        in_dictionary(name) and rjieba.tag(name)[0][1][:1] not in ("n", "s") and len(rjieba.tag(name)) == 1
    )
