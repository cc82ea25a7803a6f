"""Articles to measure on, made anew each time from a seed: shuffled from the project's own texts, or from templates."""

from __future__ import annotations

import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_END = re.compile(r"(?<=[。！？])|\n+")


def sentences() -> list[str]:
    """The sentences of the seeds and of the development texts, as they stand in the files."""
    files = [
        *(ROOT / "seeds").glob("*.txt"),
        *(p for p in (ROOT / "tests/dev").iterdir() if p.suffix in {".txt", ".md"}),
    ]
    found = []
    for path in sorted(files):
        if path.name != "negative.txt":
            found += [s.strip() for s in _END.split(path.read_text("utf-8", errors="replace")) if len(s.strip()) > 5]
    return found


def shuffled(folder: Path, *, megabytes: float, seed: int = 1, each: int = 3000) -> list[str]:
    """Fill `folder` with about so many megabytes of articles of `each` bytes; returns their texts."""
    chosen, pool = random.Random(seed), sentences()
    texts: list[str] = []
    while sum(len(text.encode()) for text in texts[-1:]) + each * len(texts) < megabytes * 1e6:
        lines: list[str] = []
        while sum(len(line.encode()) for line in lines) < each:
            at = chosen.randrange(len(pool))
            lines.append("".join(pool[at : at + chosen.randint(1, 5)]))
        texts.append("\n\n".join(lines) + "\n")
    write(folder, texts)
    return texts


def templated(folder: Path, *, articles: int, seed: int = 1, lines: int = 4) -> list[str]:
    """Fill `folder` with short articles about invented people; the number of people grows with that of articles."""
    from kg.lexicons import load_table

    chosen = random.Random(seed)
    surnames = [row["surname"] for row in load_table("surnames") if float(row["freq"]) > 0.001]
    given = [row["char"] for row in load_table("given_chars") if int(row["first"]) > 20 and int(row["second"]) > 20]
    schools = [row["name"] for row in load_table("orgs") if row["kind"] == "university"]
    companies = [row["name"] for row in load_table("orgs") if row["kind"] == "company"]
    models = [row["name"] for row in load_table("models")]
    rows = (ROOT / "bench/data/templates.txt").read_text("utf-8").splitlines()
    templates = [row for row in rows if row and not row.startswith("#")]
    texts = []
    for _ in range(articles):
        people = [chosen.choice(surnames) + chosen.choice(given) + chosen.choice(given) for _ in range(2)]
        values = {
            "p": people[0],
            "q": people[1],
            "u": chosen.choice(schools),
            "c": chosen.choice(companies),
            "m": chosen.choice(models),
            "y": str(chosen.randint(2005, 2024)),
        }
        texts.append("\n".join(line.format(**values) for line in chosen.sample(templates, lines)) + "\n")
    write(folder, texts)
    return texts


def write(folder: Path, texts: list[str]) -> None:
    """Write each text to a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:06}.txt").write_text(text, "utf-8")
