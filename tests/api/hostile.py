"""Documents whose texts try to become something else."""

from __future__ import annotations

from sample import BUREAU, HOME_AFFAIRS, PROVINCE, Text

SCRIPT = '</script><script>document.title="owned"</script><img src=x onerror=alert(1)>'
TURNED = "\u202eđảo\u202c \u2066chiều\u2069"
TITLES = {
    "ends its script": SCRIPT,
    "breaks its attribute": "\" onmouseover='alert(1)' x=\"",
    "turns the direction of writing": TURNED,
    "ends its line in JavaScript": "một\u2028hai\u2029ba",
    "is very long": "dài " * 250_000,
    "looks like a template": "{{ 7*7 }} {% for x in y %}",
    "holds controls": "a\x00b\x07c\x1b[31m",
    "is markup for labels": "<b>x</b> *y* _z_",
}
HOSTILE_PLAN = "ke-hoach/66-kh-ubnd/ubnd@lang-son/2025-06-01"


def hostile(title: str) -> Text:
    text = Text("<i>hostile</i>.txt")
    plan = {"type": "Kế hoạch", "number": "66/KH-UBND", "date": "2025-06-01", "issuer": PROVINCE.key}
    text.document("d1", own=True, title=title, **plan)
    text.document("d2", type="Nghị quyết", number="57-NQ/TW", date="2024-12-22", issuer=BUREAU.key)
    text.relation("d1", "IMPLEMENTS", "d2", title)
    text.task(f"làm {title}", HOME_AFFAIRS)
    return text
