"""The code tables of the fonts before Unicode, as they look when their bytes are taken for Latin-1.

TCVN 5712:1993 (the third set, .VnTime), VISCII (RFC 1456) and VPS give one code to a letter. VNI for Windows writes the
letter and then its marks, so one letter takes one code or two. TCVN3 has no capitals with a tone: a capital font
(.VnTimeH) draws the small letters as capitals, and what is a capital is not in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from unicodedata import normalize

#: The 67 small letters of Vietnamese that ASCII lacks, in the order of the rows below.
_SMALL = (
    "à á ả ã ạ â ầ ấ ẩ ẫ ậ ă ằ ắ ẳ ẵ ặ đ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ì í ỉ ĩ ị"
    " ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ ù ú ủ ũ ụ ư ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ"
)
_LETTERS = tuple(_SMALL.split())

_TCVN3_SMALL = (
    "B5 B8 B6 B7 B9 A9 C7 CA C8 C9 CB A8 BB BE BC BD C6 AE CC D0 CE CF D1 AA D2 D5 D3 D4 D6 D7 DD D8 DC DE"
    " DF E3 E1 E2 E4 AB E5 E8 E6 E7 E9 AC EA ED EB EC EE EF F3 F1 F2 F4 AD F5 F8 F6 F7 F9 FA FD FB FC FE"
)
_TCVN3_CAPITAL = {"Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7}
_VISCII_SMALL = (
    "E0 E1 E4 E3 D5 E2 A5 A4 A6 E7 A7 E5 A2 A1 C6 C7 A3 F0 E8 E9 EB A8 A9 EA AB AA AC AD AE EC ED EF EE B8"
    " F2 F3 F6 F5 F7 F4 B0 AF B1 B2 B5 BD B6 BE B7 DE FE F9 FA FC FB F8 DF D7 D1 D8 E6 F1 CF FD D6 DB DC"
)
_VISCII_CAPITAL = (
    "C0 C1 C4 C3 80 C2 85 84 86 06 87 C5 82 81 02 05 83 D0 C8 C9 CB 88 89 CA 8B 8A 8C 8D 8E CC CD 9B CE 98"
    " D2 D3 99 A0 9A D4 90 8F 91 92 93 B4 96 95 97 B3 94 D9 DA 9C 9D 9E BF BB BA BC FF B9 9F DD 14 19 1E"
)
_VPS_SMALL = (
    "E0 E1 E4 E3 E5 E2 C0 C3 C4 C5 C6 E6 A2 A1 A3 A4 A5 C7 E8 E9 C8 EB CB EA 8A 89 8B CD 8C EC ED CC EF CE"
    " F2 F3 D5 F5 86 F4 D2 D3 B0 87 B6 D6 A9 A7 AA AB AE F9 FA FB DB F8 DC D8 D9 BA BB BF FF 9A 9B CF 9C"
)
#: VPS has no code of its own for some capitals ("--"): the font draws the small letter.
_VPS_CAPITAL = (
    "80 C1 81 82 -- C2 84 83 85 -- -- 88 8E 8D 8F F0 -- F1 D7 C9 DE FE -- CA 93 90 94 95 -- B5 B4 B7 B8 --"
    " BC B9 BD BE -- D4 97 96 98 99 -- F7 9E 9D 9F A6 -- A8 DA D1 AC -- D0 AF AD B1 -- -- B2 DD -- B3 --"
)

# VNI: the mark of a tone behind a plain letter, and behind a with its breve or circumflex
_VNI_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_BREVE = {"ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ"}
_VNI_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}

Table = Mapping[str, str]
#: What Windows-1252 makes of some codes and what stays what it is: quotation marks, dashes, the hard space.
_SIGNS = "\u201c\u201d\u2018\u2019\u2013\u2014\u2026\u2022\xa0"


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Table]:
    """Name of a table → what stands in the text (one character, or two for VNI) → the letter it is."""
    return MappingProxyType(
        {
            "TCVN3": _single(_TCVN3_SMALL, "", _TCVN3_CAPITAL),
            "VNI": MappingProxyType(dict(_vni())),
            "VISCII": _single(_VISCII_SMALL, _VISCII_CAPITAL, {}),
            "VPS": _single(_VPS_SMALL, _VPS_CAPITAL, {}),
        }
    )


def _single(small: str, capital: str, further: Mapping[str, int]) -> Table:
    """One code, one letter. A code from 80 to 9F also stands as what Windows-1252 makes of it, if that is no sign."""
    found: dict[str, str] = {}
    for codes, letters in ((capital, [c.upper() for c in _LETTERS]), (small, _LETTERS)):
        pairs = zip(codes.split(), letters, strict=bool(codes))
        found |= {chr(int(code, 16)): letter for code, letter in pairs if code != "--"}
    found |= {chr(code): letter for letter, code in further.items()}
    found |= {_as_windows(code): letter for code, letter in found.items() if "\x80" <= code <= "\x9f"}
    return MappingProxyType({code: letter for code, letter in found.items() if code and code not in _SIGNS})


def _as_windows(code: str) -> str:
    try:
        return bytes([ord(code)]).decode("cp1252")
    except UnicodeDecodeError:
        return ""


def _vni() -> Iterator[tuple[str, str]]:
    for small, letter in _vni_small():
        yield small, letter
        yield small.upper(), letter.upper()
        if len(small) > 1:  # a capital typed with the small mark
            yield small[0].upper() + small[1:], letter.upper()


def _vni_small() -> Iterator[tuple[str, str]]:
    yield from _VNI_ALONE.items()
    for vowel in "aeouyôö":
        for mark, tone in _VNI_TONES.items():
            yield vowel + mark, normalize("NFC", _VNI_ALONE.get(vowel, vowel) + tone)
    for vowel in "aeo":
        for mark, tone in _VNI_CIRCUMFLEX.items():
            yield vowel + mark, normalize("NFC", f"{vowel}\u0302{tone}")
    for mark, letter in _VNI_BREVE.items():
        yield f"a{mark}", letter
