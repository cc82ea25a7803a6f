"""Learn the weights of a chain that recognises names and write `kg/lexicon/org_sequence.tsv` or `person_sequence.tsv`.

    pip install python-crfsuite
    python tools/train_sequence.py org|person TRAIN.jsonl … [--marked FILE …]

The files are those of `tools/train_names.py`. The method is L-BFGS with an L1 and an L2 penalty (elastic net), so that
most weights are none; the same input gives the same weights.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite
import rjieba

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from train_names import Sentence, read_jsonl, read_marked  # noqa: E402

LABELS = ("begin", "inside", "end", "single")
OUTSIDE = "outside"
LEXICON = ROOT / "kg" / "lexicon"
TYPES = {"org": "ORG", "person": "PER"}
REMARK = (
    "# Learnt by tools/train_sequence.py from Universal NER, Chinese GSD (CC BY-SA 4.0), and own sentences; this table "
    "is CC BY-SA 4.0.\n"
    "# What a value weighs for a word that begins a name, stands inside, ends it, is all of it, against a word outside."
)


def chain(sentence: Sentence, type_: str) -> tuple[list[list[str]], list[str]]:
    """The features and the label of each word of a sentence; names of `type_` that cut words are left out."""
    from kg.mentions.org_lexicon import find_hits
    from kg.mentions.sequence_cells import cell, lexicon_marks, values
    from kg.mentions.words import cut

    text, names = sentence
    words = cut(text)
    cells = [*map(cell, words.words, words.tags, lexicon_marks(words, find_hits(text)))]
    labels = [OUTSIDE] * len(words)
    for start, end, kind in names:
        if kind == type_ and words.begins(start) and words.begins(end):
            first, last = words.at[start], words.at[end - 1]
            labels[first : last + 1] = ["inside"] * (last + 1 - first)
            labels[first], labels[last] = ("begin", "end") if first < last else ("single", "single")
    return [[f"{t}\t{v}" for t, v in found] for found in values(cells)], labels


def learn(sentences: Iterable[Sentence], type_: str, *, sparse: float, small: float, rounds: int) -> tuple[dict, dict]:
    """The weights of the steps and of the features: (from, to) and (feature, label) to a number."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": sparse, "c2": small, "max_iterations": rounds, "feature.possible_transitions": True})
    for sentence in sentences:
        trainer.append(*chain(sentence, type_))
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        return dict(info.transitions), dict(info.state_features)


def names_somebody(template: str, value: str) -> bool:
    """Whether a value is a word that the tagger takes for a person's name: a name is to be found, never remembered."""
    tagged = rjieba.tag(value) if len(value) > 1 and template.endswith(("/word", "/last-two")) else []
    return len(tagged) == 1 and tagged[0][1].startswith("nr")


def write(table: Path, steps: dict, features: dict, *, least: float) -> int:
    """Write the table, without what weighs less than `least`; gives the number of its rows."""
    rows: dict[tuple[str, str], list[float]] = {}
    for (feature, label), weight in features.items():
        template, value = feature.split("\t", 1)
        if value.isprintable() and not names_somebody(template, value):
            row = rows.setdefault((template, value), [0.0] * len(LABELS))
            for i, name in enumerate(LABELS):
                row[i] += weight if name == label else -weight if label == OUTSIDE else 0.0
    lines = [REMARK, "\t".join(("template", "value", *LABELS))]
    for (a, b), weight in sorted(steps.items()):
        lines.append(f"step\t{a} {b}\t{weight:.2f}\t\t\t")
    for (template, value), row in sorted(rows.items()):
        if max(map(abs, row)) >= least:
            lines.append("\t".join((template, value, *(f"{w:.2f}" if abs(w) >= 0.005 else "" for w in row))))
    table.write_text("\n".join(lines) + "\n", "utf-8")
    return len(lines)


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=tuple(TYPES))
    parser.add_argument("train", nargs="*", type=Path)
    parser.add_argument("--marked", nargs="*", type=Path, default=[])
    parser.add_argument("--sparse", type=float, default=0.1, help="penalty on the weights' sizes")
    parser.add_argument("--small", type=float, default=0.05, help="penalty on their squares")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--least", type=float, default=0.05, help="weight below which a row is left out")
    args = parser.parse_args()
    sentences = [s for path in args.train for s in read_jsonl(path)]
    sentences += [s for path in args.marked for s in read_marked(path)]
    steps, features = learn(sentences, TYPES[args.model], sparse=args.sparse, small=args.small, rounds=args.rounds)
    table = LEXICON / f"{args.model}_sequence.tsv"
    print(f"{len(sentences)} sentences, {write(table, steps, features, least=args.least)} rows")


if __name__ == "__main__":
    main()
