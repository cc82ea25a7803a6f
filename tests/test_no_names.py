"""Nothing in the program knows the people of the gold: no name of one of them stands in any file of `kg/`."""

from __future__ import annotations

import csv
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HAN = re.compile(r"[\u3400-\u9fff]")

# Lists of organisations and prizes, which may be named after people: there only a whole cell counts.
NAMED_AFTER = {"kg/lexicon/orgs.tsv", "kg/lexicon/awards.tsv"}
# Surface forms of people that are words of the language, each with the reason why it may stand in a list.
WORDS = {
    "大师": "a word (master) by which an article calls a person once",
}


def names() -> dict[str, str]:
    """Each name and alias of a person in the gold, of two Han characters and more or with a space, and its file."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "tests/gold").glob("*.entities.tsv")):
        lines = (line for line in path.read_text("utf-8").split("\n") if line and not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["type"] == "Person":
                for name in (row["name"], *(row["aliases"] or "").split("|")):
                    if len(HAN.findall(name)) >= 2 or " " in name.strip():
                        found.setdefault(name.strip(), path.name)
    return found


def test_no_person_of_the_gold_stands_in_the_program():
    wanted = {name: file for name, file in names().items() if name not in WORDS}
    assert len(wanted) > 20
    bad = []
    for path in sorted((ROOT / "kg").rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            text = path.read_text("utf-8").casefold()
            here = path.relative_to(ROOT).as_posix()
            for name, file in wanted.items():
                whole = rf"(?<![^\t|\n]){re.escape(name.casefold())}(?![^\t|\n])"
                match = re.search(whole if here in NAMED_AFTER else re.escape(name.casefold()), text)
                if match:
                    line = text.count("\n", 0, match.start()) + 1
                    bad.append(f"{here}:{line}: {name} (a person of {file})")
    assert bad == []


def test_every_exception_is_needed():
    known = names()
    assert [word for word in WORDS if word not in known] == []
