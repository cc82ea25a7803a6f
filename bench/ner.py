"""Score the recognisers of persons and organisations: exact spans, F1, and characters of UTF-8 a second.

    python bench/ner.py [--errors] [FILE.jsonl | FILE.txt …]

Without files: the dev and test splits of Universal NER in `bench/data`, and the project's own marked sentences in
`tests/names`. Each sentence of the former, and each paragraph between blank lines of
the latter, is read as an article of its own, converted to simplified script character by character.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import opencc

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
MARK = re.compile(r"【([A-Z]):([^】]*)】")
LABELS = {"P": "PER", "O": "ORG"}
Sentence = tuple[str, set[tuple[int, int, str]]]


def read(path: Path) -> list[Sentence]:
    """The sentences of a JSON Lines or a marked file with their names."""
    simplify = opencc.OpenCC("t2s").convert
    lines = [line for line in path.read_text("utf-8").split("\n") if not line.startswith("#")]
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in lines if line]
        return [(simplify(r["text"]), {(s, e, t) for s, e, t in r["ents"]}) for r in rows]
    sentences: list[Sentence] = []
    for line in "\n".join(lines).strip("\n").split("\n\n"):
        text, names, done = "", set(), 0
        for match in MARK.finditer(line):
            text += line[done : match.start()]
            names.add((len(text), len(text) + len(match[2]), LABELS[match[1]]))
            text, done = text + match[2], match.end()
        sentences.append((simplify(text + line[done:]), names))
    return sentences


def show(text: str, start: int, end: int) -> str:
    """The stretch with a little of what stands around it."""
    return f"{text[max(0, start - 5) : start]}[{text[start:end]}]{text[end : end + 5]}".replace("\n", "/").replace(
        "\t", "/"
    )


def measure(path: Path, *, errors: bool) -> None:
    """Print the figures of one file."""
    from kg.mentions.orgs import find_orgs
    from kg.mentions.persons import find_persons

    sentences = read(path)
    found: list[set[tuple[int, int, str]]] = []
    warm = sentences[0][0]
    find_persons(warm + "Tom Smith加入了Google。", find_orgs(warm + "Tom Smith加入了Google。"), blocks=())
    begin = time.perf_counter()
    for text, _ in sentences:
        orgs = find_orgs(text)
        persons = find_persons(text, orgs, blocks=())
        found.append({(m.start, m.end, "ORG") for m in orgs} | {(m.start, m.end, "PER") for m in persons})
    seconds = time.perf_counter() - begin
    size = sum(len(text.encode()) for text, _ in sentences) / 1e6
    print(f"{path.name}: {len(sentences)} articles, {size / seconds:.2f} MB/s")
    for label in ("PER", "ORG"):
        pairs = [
            ({n for n in gold if n[2] == label}, {n for n in got if n[2] == label})
            for (_, gold), got in zip(sentences, found, strict=True)
        ]
        right = sum(len(g & f) for g, f in pairs)
        precision = 100 * right / max(1, sum(len(f) for _, f in pairs))
        recall = 100 * right / max(1, sum(len(g) for g, _ in pairs))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {label}  P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}  ({sum(len(g) for g, _ in pairs)} names)")
        if errors:
            for sign, rows in (("+", [f - g for g, f in pairs]), ("-", [g - f for g, f in pairs])):
                wrong = [
                    show(t, s, e) for (t, _), names in zip(sentences, rows, strict=True) for s, e, _ in sorted(names)
                ]
                print(f"    {sign} " + " | ".join(wrong))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the files given, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true", help="show what was wrong (+) and what was missed (-)")
    options = parser.parse_args(arguments)
    files = options.files or [
        *sorted((ROOT / "bench" / "data").glob("*.jsonl")),
        *sorted((ROOT / "tests" / "names").glob("*.txt")),
    ]
    for path in files:
        measure(path, errors=options.errors)


if __name__ == "__main__":
    main()
