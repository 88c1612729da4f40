"""Archives and messages: what lies inside is read like any file; what could do harm is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packing import PLAN, message, packed, write

from graph.store import Store
from graph.stores import open_store
from loaders.containers import members
from loaders.files import FileRef, read_file
from loaders.limits import Limits
from loaders.load import load
from loaders.readers.table import FORMATS
from loaders.report import LoadReport

OTHER = PLAN.replace("112/KH", "113/KH")


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    yield opened
    opened.close()


def locators(store: Store) -> list[str]:
    return [source.locator for source in store.sources()]


def reasons(report: LoadReport) -> dict[str, str]:
    return {outcome.place: outcome.reason for outcome in report.failed}


class TestAnArchive:
    def test_is_a_folder_that_needs_no_unpacking(self, store: Store, tmp_path: Path) -> None:
        files = {"kh/a.txt": PLAN, "b.txt": OTHER, "kh/": "", "README.md": "x", ".x/c.txt": "x", "__MACOSX/b.txt": "x"}
        write(tmp_path / "in" / "vb.zip", packed(files))
        report = load(store, [tmp_path / "in"])
        assert locators(store) == ["in/vb.zip!/b.txt", "in/vb.zip!/kh/a.txt"]
        assert (report.new, report.failed) == (2, ())

    def test_is_known_by_its_content(self, store: Store, tmp_path: Path) -> None:
        load(store, [write(tmp_path / "vb.dat", packed({"a.txt": PLAN}))])
        assert locators(store) == ["vb.dat!/a.txt"]

    def test_is_not_read_again_where_nothing_changed(self, store: Store, tmp_path: Path) -> None:
        path = write(tmp_path / "vb.zip", packed({"a.txt": PLAN, "b.txt": OTHER}))
        load(store, [path])
        write(path, packed({"a.txt": PLAN, "b.txt": OTHER + "2. Sở Y tế báo cáo.\n"}))
        report = load(store, [path])
        assert (report.new, report.changed, report.unchanged) == (0, 1, 1)

    def test_leaves_out_what_is_plainly_no_document(self, store: Store, tmp_path: Path) -> None:
        report = load(store, [write(tmp_path / "vb.zip", packed({"a.txt": PLAN, "style.css": "p {}"}))])
        assert report.failed == ()
        assert [place for place, _ in report.skipped] == [f"{tmp_path}/vb.zip!/style.css"]

    def test_gives_claims_with_the_words_of_its_files(self, tmp_path: Path) -> None:
        path = write(tmp_path / "vb.zip", packed({"a.txt": PLAN}))
        source = read_file(FileRef(path, "vb.zip").member("a.txt"))
        assert (source.text, source.locator, source.name) == (PLAN, "vb.zip!/a.txt", "a.txt")


def hostile() -> dict[str, tuple[bytes, str, str]]:
    """What is wrong → (archive, place in it, the reason)."""
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    locked = bytearray(packed({"a.txt": PLAN}, zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + offset] |= 1
    broken = bytearray(packed({"a.txt": PLAN}, zipfile.ZIP_STORED))
    broken[broken.index("KẾ HOẠCH".encode())] ^= 0xFF
    return {
        "absolute": (packed({"/etc/a.txt": PLAN}), "!//etc/a.txt", "has an absolute path"),
        "drive": (packed({"C:/a.txt": PLAN}), "!/C:/a.txt", "has an absolute path"),
        "upwards": (packed({"a/../../b.txt": PLAN}), "!/a/../../b.txt", "has a path that leads out of the archive"),
        "nested": (packed({"in.zip": packed({"a.txt": PLAN})}), "!/in.zip", "is an archive inside an archive"),
        "link": (stream.getvalue(), "!/link.txt", "is a link, which may lead anywhere"),
        "encrypted": (bytes(locked), "!/a.txt", "is encrypted"),
        "damaged": (bytes(broken), "!/a.txt", "cannot be unpacked"),
        "bomb": (packed({"a.txt": b"\n" * 50_000_000}), "!/a.txt", "as only a bomb does"),
        "truncated": (packed({"a.txt": PLAN})[:-30], "", "is an archive that cannot be opened"),
    }


class TestAHostileArchive:
    @pytest.mark.parametrize("kind", hostile())
    def test_is_refused_with_its_reason_and_the_rest_is_loaded(self, store: Store, tmp_path: Path, kind: str) -> None:
        data, place, reason = hostile()[kind]
        write(tmp_path / "in" / "bad.zip", data)
        write(tmp_path / "in" / "good.txt", PLAN)
        report = load(store, [tmp_path / "in"])
        assert locators(store) == ["in/good.txt"]
        assert list(reasons(report)) == [f"in/bad.zip{place}"]
        assert reason in reasons(report)[f"in/bad.zip{place}"]
        assert f"{tmp_path}/in/bad.zip" in reasons(report)[f"in/bad.zip{place}"]

    def test_of_two_files_with_one_name_gives_the_first(self, store: Store, tmp_path: Path) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("a.txt", PLAN)
            with pytest.warns(UserWarning, match="Duplicate name"):
                archive.writestr("a.txt", OTHER)
        report = load(store, [write(tmp_path / "vb.zip", stream.getvalue())])
        assert locators(store) == ["vb.zip!/a.txt"]
        assert "stands twice" in reasons(report)["vb.zip!/a.txt"]

    def test_of_too_many_files_is_not_looked_into(self, store: Store, tmp_path: Path) -> None:
        data = packed({f"{n}.txt": "x" for n in range(30)})
        report = load(store, [write(tmp_path / "vb.zip", data)], limits=Limits(max_entries=20))
        assert "holds 30 files, and the limit is 20" in reasons(report)["vb.zip"]

    def test_of_many_small_bombs_is_stopped_at_the_sum(self) -> None:
        data = packed({f"{n}.txt": bytes(900_000) for n in range(10)})
        found = list(members(data, FORMATS["zip"], Limits(max_unpacked=2_000_000)))
        told = [member.problem.what for member in found if member.problem is not None]
        assert len(told) == 8
        assert "more than 2,000,000 bytes unpacked" in told[0]


class TestAMessage:
    def test_is_read_with_subject_sender_and_day_as_facts(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.eml", message(PLAN))
        source = read_file(FileRef(path, "a.eml"))
        assert "Sở Khoa học và Công nghệ chủ trì" in source.text
        assert dict(source.facts)["title"] == "Gửi kế hoạch số 112/KH-UBND"
        assert dict(source.facts)["owner"] == "Văn phòng UBND tỉnh"
        assert dict(source.facts)["date"] == "2025-08-12"

    def test_and_its_attached_files_are_sources_each(self, store: Store, tmp_path: Path) -> None:
        inner = message("Kính gửi Sở Nội vụ.", {"b.txt": OTHER.encode()})
        files = {"kế hoạch.txt": PLAN.encode(), "vb.zip": packed({"c.txt": PLAN + "."}), "cũ.eml": inner}
        report = load(store, [write(tmp_path / "a.eml", message("Gửi kèm 3 văn bản.", files))])
        names = ["", "!/cũ.eml", "!/cũ.eml!/b.txt", "!/kế hoạch.txt", "!/vb.zip!/c.txt"]
        assert locators(store) == [f"a.eml{name}" for name in names]
        assert report.failed == ()

    def test_with_a_page_for_a_body_is_read_as_one(self, tmp_path: Path) -> None:
        body = "<html><body><p>Sở Nội vụ báo cáo UBND tỉnh</p><p>trước ngày 30/9/2025.</p></body></html>"
        source = read_file(FileRef(write(tmp_path / "a.eml", message(body, subtype="html")), "a.eml"))
        assert source.text.split("\n")[:2] == ["Sở Nội vụ báo cáo UBND tỉnh", "trước ngày 30/9/2025."]

    def test_two_attached_files_of_one_name_are_told_apart(self, tmp_path: Path) -> None:
        mail = message("Gửi kèm.", {"a.txt": b"1"}).decode()
        part = mail[mail.index("--===") : mail.rindex("--===")].split("\n--===")[-1]
        twice = mail.replace(part, f"{part}\n--==={part}", 1)
        found = [member.name for member in members(twice.encode(), FORMATS["eml"], Limits())]
        assert found == ["2-a.txt", "a.txt"]


class TestCopies:
    def test_are_read_once_and_each_is_a_source(self, store: Store, tmp_path: Path) -> None:
        for name in ("a.txt", "sub/b.txt"):
            write(tmp_path / "in" / name, PLAN)
        write(tmp_path / "in" / "c.zip", packed({"d.txt": PLAN}))
        report = load(store, [tmp_path / "in"])
        assert locators(store) == ["in/a.txt", "in/c.zip!/d.txt", "in/sub/b.txt"]
        assert [(o.place, o.same_as) for o in report.read] == [
            ("in/a.txt", ""),
            ("in/c.zip!/d.txt", "in/a.txt"),
            ("in/sub/b.txt", "in/a.txt"),
        ]

    def test_give_the_same_graph_as_files_loaded_one_by_one(self, tmp_path: Path) -> None:
        paths = [write(tmp_path / name, PLAN) for name in ("a.txt", "b.txt")]
        together, apart = open_store("memory:"), open_store("memory:")
        load(together, paths)
        for path in reversed(paths):
            load(apart, [path])
        assert list(together.export()) == list(apart.export())

    def test_of_another_format_are_read_by_themselves(self, store: Store, tmp_path: Path) -> None:
        report = load(store, [write(tmp_path / "a.txt", PLAN), write(tmp_path / "a.md", PLAN)])
        assert {outcome.reader for outcome in report.read} == {"text", "markdown"}
        assert not any(outcome.same_as for outcome in report.read)
