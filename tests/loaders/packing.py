"""Small files of many formats for the tests, made anew each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

PLAN = """ỦY BAN NHÂN DÂN TỈNH GIA LAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 112/KH-UBND
Gia Lai, ngày 12 tháng 8 năm 2025

KẾ HOẠCH
Triển khai thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị

1. Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ tham mưu UBND tỉnh trước ngày 30/9/2025.
"""


def packed(files: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def page(body: str, head: str = "") -> bytes:
    """A web page with furniture around ``body``."""
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'>{head}</head><body>"
        "<nav><ul><li><a href='/'>Trang chủ</a></li><li><a href='/tin'>Tin tức</a></li></ul></nav>"
        f"{body}<footer><p>Bản quyền thuộc về Cổng thông tin</p></footer></body></html>"
    ).encode()


def message(body: str, files: Mapping[str, bytes] | None = None, subtype: str = "plain") -> bytes:
    """An e-mail message."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Văn phòng UBND tỉnh <vp@example.vn>", "so@example.vn"
    mail["Subject"], mail["Date"] = "Gửi kế hoạch số 112/KH-UBND", "Tue, 12 Aug 2025 08:00:00 +0700"
    mail.set_content(body, subtype=subtype)
    for name, data in (files or {}).items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def write(path: Path, data: bytes | str) -> Path:
    """Writes a file, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def pdf(pages: int = 1, words: str = "Ke hoach 15/KH-UBND", extra: str = "", trailer: str = "") -> bytes:
    """A PDF whose pages share one stream of words (Latin letters only)."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{' '.join(f'{n + 5} 0 R' for n in range(pages))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    ]
    one = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    )
    objects += [one] * pages
    if extra:
        objects.append(extra)
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    data += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode(
        "latin-1"
    )
    return bytes(data)


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    keys = f"/O <{'11' * 32}> /U <{'22' * 32}>"
    extra = f"<< /Filter /Standard /V 1 /R 2 /P -44 {keys} >>"
    return pdf(extra=extra, trailer=f"/Encrypt 6 0 R /ID [<{'00' * 16}> <{'00' * 16}>]")


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN = "application/vnd.openxmlformats-officedocument"


def docx(words: str, *, before: str = "", parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """A Word document of one paragraph; ``before`` stands before its root element."""
    body = (
        f"{before}<w:document xmlns:w='{_WORD}'><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"
    )
    kind = f"{_OPEN}.wordprocessingml.document.main+xml"
    return _office("word/document.xml", body, kind, parts)


def xlsx(rows: int, *, macro: bool = False) -> bytes:
    """A workbook with one sheet of numbers and words; with a macro in it, if wanted."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["STT", "Số ký hiệu", "Ngày ban hành", "Trích yếu"])
    for n in range(1, rows + 1):
        sheet.append([n, f"{n}/KH-UBND", "12/8/2025", "V/v triển khai thực hiện Nghị quyết số 57-NQ/TW"])
    stream = io.BytesIO()
    book.save(stream)
    if not macro:
        return stream.getvalue()
    with zipfile.ZipFile(stream) as archive:
        files: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    kinds = bytes(files["[Content_Types].xml"]).decode() if isinstance(files["[Content_Types].xml"], bytes) else ""
    main = f"{_OPEN}.spreadsheetml.sheet.main+xml"
    files["[Content_Types].xml"] = kinds.replace(main, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    files["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    return packed(files)


def _office(name: str, body: str, kind: str, parts: Mapping[str, bytes | str] | None) -> bytes:
    kinds = (
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        f"<Override PartName='/{name}' ContentType='{kind}'/></Types>"
    )
    relation = f"<Relationship Id='r1' Type='{_OFFICE}/officeDocument' Target='{name}'/>"
    relations = f"<Relationships xmlns='{_RELATIONS}'>{relation}</Relationships>"
    return packed({"[Content_Types].xml": kinds, "_rels/.rels": relations, name: body, **(parts or {})})
