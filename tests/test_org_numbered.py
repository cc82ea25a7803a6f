"""Secondary schools that a city numbers, and what only looks like one."""

from __future__ import annotations

import pytest

from kg.mentions import recognise
from kg.normalise import normalise
from kg.text import Source


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("林知远就读于合肥45中。", ["合肥45中"]),
        ("林知远毕业于厦门六中，苏明哲毕业于广州第87中学。", ["厦门六中", "广州第87中学"]),
        ("上海3中心启用，北京占5席。", []),
        ("林知远在前45中排名第三。", []),
        ("合肥45中国企业参展。", []),
    ],
)
def test_a_city_with_a_number(text: str, found: list[str]) -> None:
    mentions = recognise(normalise(Source("x.txt", text))[0])
    assert [m.text for m in mentions if m.type == "Org"] == found
