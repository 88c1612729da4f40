"""Files become source texts, or one clear line each: what was wrong, where, what to do."""

from __future__ import annotations

import codecs
import hashlib
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceError
from loaders import files
from loaders.decoding import decode
from loaders.files import FileRef, read_file
from loaders.limits import Limits
from loaders.listing import list_files

TEXT = "KẾ HOẠCH\r\nSố: 15/KH-UBND\n\nỦy ban nhân dân tỉnh giao Sở Nội vụ chủ trì.\n"
SHARED = Path(__file__).parents[2].parent / "shared"

# What text is made of: every code point but surrogates and the zero that marks binary data.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def write(path: Path, data: bytes | str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def failure(path: Path, limits: Limits | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_file(FileRef(path, path.name), limits)
    error = caught.value
    assert error.where == str(path)
    assert error.what
    assert error.remedy
    assert "\n" not in str(error)
    return error


class TestDecodingGivesTheBytesBack:
    @pytest.mark.parametrize(
        ("mark", "encoding"),
        [
            (b"", "utf-8"),
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
            (b"", "utf-16-le"),
            (b"", "utf-16-be"),
        ],
    )
    def test_in_every_encoding_with_and_without_mark(self, tmp_path: Path, mark: bytes, encoding: str) -> None:
        data = mark + TEXT.encode(encoding)
        source = read_file(FileRef(write(tmp_path / "a.txt", data), "a.txt"))
        assert source.text == ("\ufeff" if mark else "") + TEXT
        assert source.encoding == encoding
        assert source.text.encode(source.encoding) == data
        assert source.content_hash == hashlib.sha256(data).hexdigest()

    @given(words)
    def test_whatever_the_words(self, text: str) -> None:
        data = codecs.BOM_UTF8 + b"." + text.encode()
        assert decode(data, where="x") == (data.decode(), "utf-8")

    @given(st.binary(max_size=200))
    def test_or_the_bytes_are_refused(self, data: bytes) -> None:
        try:
            text, encoding = decode(data, where="x")
        except SourceError as error:
            told = error
        else:
            # eight words of Vietnamese in an old font do not come about in two hundred bytes of chance
            assert text.encode(encoding) == data
            return
        assert told.where == "x"
        assert told.remedy

    def test_offsets_count_the_mark_as_a_character(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.txt", codecs.BOM_UTF8 + b"abc")
        assert read_file(FileRef(path, "a.txt")).text == path.read_text(encoding="utf-8")


class TestWhatCannotBeRead:
    @pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, "\u00a0\n".encode()])
    def test_an_empty_file(self, tmp_path: Path, data: bytes) -> None:
        assert "is empty" in failure(write(tmp_path / "a.txt", data)).what

    def test_bytes_that_are_no_utf8_are_named_with_their_offset(self, tmp_path: Path) -> None:
        error = failure(write(tmp_path / "a.txt", b"S\xe8: 15/KH-UBND"))
        assert "0xe8 at offset 1" in error.what
        assert "UTF-8" in error.remedy

    def test_half_a_pair_of_utf16(self, tmp_path: Path) -> None:
        assert "UTF-16" in failure(write(tmp_path / "a.txt", codecs.BOM_UTF16_LE + b"a\0b")).what

    def test_zeros_make_a_file_binary(self, tmp_path: Path) -> None:
        assert "binary: a zero stands at character 2" in failure(write(tmp_path / "a.txt", b"ab\0\0c" * 20)).what

    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (b"\x89PNG\r\n\x1a\n", "a picture"),
            (b"{\\rtf1\\ansi", "an RTF document"),
            (b"7z\xbc\xaf\x27\x1c", "an archive"),
        ],
    )
    def test_formats_that_are_not_read_are_known_by_their_content(self, tmp_path: Path, data: bytes, kind: str) -> None:
        assert failure(write(tmp_path / "a.txt", data)).what == f"is {kind}, which is not read"

    @pytest.mark.parametrize("suffix", [".pdf", ".docx", ".jpg", ".bin"])
    def test_a_name_does_not_make_a_text_anything_else(self, tmp_path: Path, suffix: str) -> None:
        path = write(tmp_path / f"a{suffix}")
        assert read_file(FileRef(path, path.name)).text == TEXT

    def test_a_file_too_large_is_never_opened(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = write(tmp_path / "a.txt", b"x" * 101)

        def opened(*_: object, **__: object) -> None:
            pytest.fail("the file was opened")

        monkeypatch.setattr(Path, "open", opened)
        error = failure(path, Limits(max_bytes=100))
        assert "has 101 bytes, and the limit is 100" in error.what

    def test_a_file_of_just_the_limit_is_read(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.txt", b"x" * 100)
        assert len(read_file(FileRef(path, "a.txt"), Limits(max_bytes=100)).text) == 100

    def test_a_file_that_grows_past_the_limit(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = write(tmp_path / "a.txt", b"x" * 101)
        monkeypatch.setattr(files, "_check", lambda *_: None)
        assert "more than 100 bytes" in failure(path, Limits(max_bytes=100)).what

    def test_no_rights(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")  # root may read everything, so the system is spoken for

        path = write(tmp_path / "a.txt")
        monkeypatch.setattr(Path, "open", refuse)
        assert "may not be read" in failure(path).what

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        assert "no such file" in failure(tmp_path / "none.txt").what

    def test_links_in_a_circle(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").symlink_to("b.txt")
        (tmp_path / "b.txt").symlink_to("a.txt")
        assert "cannot be read" in failure(tmp_path / "a.txt").what

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.txt")
        assert "neither a file nor a folder" in failure(tmp_path / "a.txt").what


class TestListing:
    def test_a_folder_is_walked_in_order_and_named_from_its_own_name(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", ".git/d.txt", "README.md", "e"):
            write(tmp_path / "corpus" / name)
        listing = list_files([tmp_path / "corpus"])
        names = ["corpus/a.md", "corpus/b.txt", "corpus/e", "corpus/sub/c.txt"]
        assert [file.locator for file in listing.files] == names
        assert listing.refused == ()
        assert listing.skipped == ()

    def test_a_file_is_named_by_its_name_alone(self, tmp_path: Path) -> None:
        path = write(tmp_path / "corpus" / "a.txt")
        assert [file.locator for file in list_files([path]).files] == ["a.txt"]

    def test_the_machines_folders_are_in_no_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        found = []
        for clone in ("one", "two"):
            write(tmp_path / clone / "texts" / "a.txt")
            monkeypatch.chdir(tmp_path / clone)
            ways = (Path("texts"), Path("./texts/"), Path(tmp_path / clone / "texts"), Path("../" + clone + "/texts"))
            found += [file.locator for way in ways for file in list_files([way]).files]
        assert set(found) == {"texts/a.txt"}

    def test_the_folder_one_stands_in_has_no_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path / "texts" / "a.txt")
        monkeypatch.chdir(tmp_path)
        assert [file.locator for file in list_files([Path()]).files] == ["texts/a.txt"]

    def test_the_order_of_paths_makes_no_difference(self, tmp_path: Path) -> None:
        paths = [write(tmp_path / name).parent for name in ("x/a.txt", "y/b.txt", "x/z/c.txt")]
        paths.append(tmp_path / "x" / "a.txt")
        assert list_files(paths) == list_files(paths[::-1])

    def test_a_file_given_twice_is_one_file_under_its_fuller_name(self, tmp_path: Path) -> None:
        path = write(tmp_path / "x" / "a.txt")
        assert [file.locator for file in list_files([path, tmp_path / "x", path]).files] == ["x/a.txt"]

    def test_two_files_with_one_name_are_both_refused(self, tmp_path: Path) -> None:
        one, two = write(tmp_path / "x" / "a.txt"), write(tmp_path / "y" / "a.txt")
        listing = list_files([one, two])
        assert listing.files == ()
        assert [refusal.place for refusal in listing.refused] == [str(one), str(two)]
        assert str(two) in listing.refused[0].error.what
        assert "--root" in listing.refused[0].error.remedy

    def test_a_root_tells_them_apart(self, tmp_path: Path) -> None:
        paths = [write(tmp_path / "x" / "a.txt"), write(tmp_path / "y" / "a.txt")]
        assert [file.locator for file in list_files(paths, root=tmp_path).files] == ["x/a.txt", "y/a.txt"]

    def test_a_path_outside_of_the_root_is_refused(self, tmp_path: Path) -> None:
        path = write(tmp_path / "x" / "a.txt")
        assert "does not lie under" in list_files([path], root=tmp_path / "y").refused[0].error.what

    def test_names_are_composed_so_that_systems_agree(self, tmp_path: Path) -> None:
        write(tmp_path / "c" / "Quye\u0302\u0301t.txt")
        assert [file.locator for file in list_files([tmp_path / "c"]).files] == ["c/Quy\u1ebft.txt"]

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name themselves")
    def test_a_name_that_is_no_utf8_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "c").mkdir()
        Path(os.fsdecode(os.fsencode(tmp_path / "c") + b"/\xff.txt")).write_text(TEXT)
        refusal = list_files([tmp_path / "c"]).refused[0]
        assert "not plain UTF-8" in refusal.error.what
        assert str(refusal.error).encode()

    def test_documents_are_taken_and_data_left_out(self, tmp_path: Path) -> None:
        for name in ("a.txt", "b.pdf", "c.json"):
            write(tmp_path / "c" / name)
        listing = list_files([tmp_path / "c"])
        assert [file.locator for file in listing.files] == ["c/a.txt", "c/b.pdf"]
        assert [Path(place).name for place, _ in listing.skipped] == ["c.json"]

    def test_a_link_to_a_folder_above_is_left_out_with_a_note(self, tmp_path: Path) -> None:
        write(tmp_path / "c" / "a.txt")
        (tmp_path / "c" / "again").symlink_to(tmp_path / "c")
        listing = list_files([tmp_path / "c"])
        assert [file.locator for file in listing.files] == ["c/a.txt"]
        assert "a link to a folder" in listing.skipped[0][1]

    def test_what_a_browser_saved_beside_a_page_is_left_out(self, tmp_path: Path) -> None:
        for name in ("a.html", "a_files/logo.png", "b_files/c.txt"):
            write(tmp_path / "c" / name)
        listing = list_files([tmp_path / "c"])
        assert [file.locator for file in listing.files] == ["c/a.html", "c/b_files/c.txt"]
        assert [Path(place).name for place, _ in listing.skipped] == ["a_files"]

    def test_a_folder_without_texts_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        assert "holds no document" in list_files([tmp_path / "empty"]).refused[0].error.what

    def test_a_path_that_is_not_there_is_refused_and_the_rest_listed(self, tmp_path: Path) -> None:
        listing = list_files([tmp_path / "none", write(tmp_path / "a.txt")])
        assert len(listing.files) == len(listing.refused) == 1
        assert "no such file" in listing.refused[0].error.what

    def test_a_closed_folder_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def scandir(path: str) -> None:
            raise PermissionError(13, "Permission denied", str(path))  # root may enter every folder

        (tmp_path / "c").mkdir()
        monkeypatch.setattr(os, "scandir", scandir)
        assert "may not be read" in list_files([tmp_path / "c"]).refused[0].error.what


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus is not beside the repository")
def test_every_text_of_the_corpus_is_read_as_it_is() -> None:
    listing = list_files([SHARED / "corpus" / "text", SHARED / "corpus" / "word"])
    plain = 0
    for file in listing.files:
        if file.path.suffix in (".txt", ".md"):
            source = read_file(file)
            if source.is_plain:
                assert source.text.encode(source.encoding) == file.path.read_bytes()
                plain += 1
    assert plain > 30
