"""Finding, reading and decoding files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import sources
from kg.errors import UsageError
from kg.sources.encoding import decode
from kg.sources.markup import tokenise

SENTENCE = "苏晚晴毕业于浙江大学计算机学院，现任某人工智能实验室的研究员，负责大模型训练。她的导师是一位教授。\n"


def write(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def test_folders_are_walked_in_order_and_other_files_left(tmp_path, monkeypatch):
    for name in ("b.txt", "a.md", "sub/c.HTML", "README.md", "readme.txt", ".hidden.txt", ".git/x.txt", "d.json"):
        write(tmp_path, f"in/{name}", SENTENCE)
    monkeypatch.chdir(tmp_path)
    found, problems = sources.expand(["in/", "in/b.txt", "./in/d.json"])
    assert found == ["in/a.md", "in/b.txt", "in/d.json", "in/sub/c.HTML"]
    assert problems == []


def test_loops_broken_links_and_missing_paths_are_problems(tmp_path, monkeypatch):
    write(tmp_path, "in/a.txt", SENTENCE)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    monkeypatch.chdir(tmp_path)
    found, problems = sources.expand(["in", "nowhere"])
    assert found == ["in/a.txt"]
    assert [(p.file, p.code) for p in problems] == [
        ("in/gone.txt", "missing-file"), ("in/loop", "symlink-loop"), ("nowhere", "missing-file"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_encodings_are_told(tmp_path, encoding):
    text = (
        SENTENCE if encoding != "big5" else "蘇晚晴畢業於浙江大學，現任人工智慧實驗室的研究員，負責大型模型訓練。\r\n"
    )
    source, problems = sources.read(write(tmp_path, "a.txt", text.encode(encoding)))
    assert problems == []
    assert source is not None
    assert source.text == text
    assert not source.text.startswith("\ufeff")
    assert len(source.sha256) == 64


def test_line_ends_stay(tmp_path):
    source, _ = sources.read(write(tmp_path, "a.txt", b"a\r\nb\rc\n"))
    assert source is not None
    assert source.text == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty-file"), (b" \n", "empty-file"), (b"\xef\xbb\xbf", "empty-file"), (b"%PDF-1.4 x", "binary-file"),
     (bytes(range(32)) * 40, "binary-file")],
)  # fmt: skip
def test_what_is_no_text_is_a_problem(tmp_path, data, code):
    source, problems = sources.read(write(tmp_path, "a.txt", data))
    assert source is None
    assert [p.code for p in problems] == [code]


def test_a_missing_a_large_and_a_strange_file(tmp_path, monkeypatch):
    assert sources.read(str(tmp_path / "no.txt"))[1][0].code == "missing-file"
    assert sources.read(str(tmp_path))[1][0].code == "not-a-file"
    monkeypatch.setattr(sources, "MAX_BYTES", 3)
    assert sources.read(write(tmp_path, "a.txt", "abcd"))[1][0].code == "file-too-large"


def test_some_wrong_bytes_are_reported_where_they_stand(tmp_path):
    source, problems = sources.read(write(tmp_path, "a.txt", SENTENCE.encode() * 3 + b"\xff" + SENTENCE.encode()))
    assert source is not None
    assert source.encoding == "utf-8"
    assert [(p.code, p.line, p.column) for p in problems] == [("damaged-encoding", 4, 1)]


def test_the_encoding_can_be_named(tmp_path):
    path = write(tmp_path, "a.txt", SENTENCE.encode("gb18030"))
    source, _ = sources.read(path, encoding="gbk")
    assert source is not None
    assert source.text == SENTENCE
    with pytest.raises(UsageError):
        sources.read(path, encoding="gbkk")


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_not_but_never_fail(data):
    decoded = decode(data)
    assert decoded is None or isinstance(decoded[0], str)


@given(st.text(alphabet="<>/!-='\"&;pdivscriptabr \n中", max_size=120), st.booleans())
def test_tokens_lie_end_to_end(raw, strict):
    at = 0
    for index, token in enumerate(tokens := tokenise(raw, strict=strict)):
        assert token.start == at
        assert token.end > at
        assert token.match == -1 or index < token.match < len(tokens)
        at = token.end
    assert at == len(raw)
