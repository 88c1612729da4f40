from pathlib import Path

from loaders.version import digest, grammar_version


def test_the_version_of_the_grammar_changes_with_any_rule(tmp_path: Path) -> None:
    (tmp_path / "verbs.py").write_text("ROLE = 'chủ trì'\n", encoding="utf-8")
    (tmp_path / "titles.txt").write_text("Luật Đất đai\n", encoding="utf-8")
    before = digest(tmp_path.iterdir())
    (tmp_path / "notes.md").write_text("no rule", encoding="utf-8")
    assert digest(tmp_path.iterdir()) == before
    (tmp_path / "titles.txt").write_text("Luật Nhà ở\n", encoding="utf-8")
    assert digest(tmp_path.iterdir()) != before


def test_the_version_is_the_same_whatever_the_line_ends(tmp_path: Path) -> None:
    (tmp_path / "verbs.py").write_bytes(b"A = 1\nB = 2\n")
    before = digest(tmp_path.iterdir())
    (tmp_path / "verbs.py").write_bytes(b"A = 1\r\nB = 2\r\n")
    assert digest(tmp_path.iterdir()) == before
    assert len(grammar_version()) == 16
