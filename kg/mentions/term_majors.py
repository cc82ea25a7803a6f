"""Subjects of study that no list has, by what stands beside them: 毕业于某校测控技术专业, 拿下博弈学博士学位."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.patterns import compiled
from kg.schema import Mention

#: After a name (blanked), a verb of study or taking, or a comma; up to 专业 or a degree. The last word is one that
#: subjects end with, and none of the words before tells of something else.
_NAMED = compiled(
    r"(?<=[\x00了得获取读修习是、，：（和与及])"
    r"(?P<name>(?:(?!<major-not>)[\u4e00-\u9fff]){0,10}?<major-end>)"
    r"(?=(?:专业|方向)?双?<major-degree>|专业(?!<major-runs-on>))"
)


def unlisted_majors(text: str) -> Iterator[Mention]:
    """Mentions of type Major for the subjects that their surroundings show."""
    for match in _NAMED.finditer(text):
        start, end = match.span("name")
        if end - start > 1:
            yield Mention(start, end, "Major", match["name"], match["name"], by="major-shown")
