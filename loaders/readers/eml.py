"""E-mail messages (.eml, also web pages saved as .mht): the words of the message, and the files attached to it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from graph.errors import SourceError
from loaders.extracted import Extracted
from loaders.limits import Limits
from loaders.readers.html import extract_html

_FACTS = (("title", "Subject"), ("owner", "From"), ("url", "Content-Location"))


def extract_eml(data: bytes, limits: Limits) -> Extracted:
    """The body of the message: its plain text, or its page where it has no plain text. Attached files are not in it.

    ``title`` is the subject, ``owner`` the sender, ``date`` the day it was sent.
    """
    message = _parsed(data, limits)
    body = message.get_body(("plain", "html"))
    if body is None:
        return Extracted("", facts=_facts(message), left_out=("the message has no text of its own",))
    content = body.get_content()
    words = content if isinstance(content, str) else bytes(content).decode("utf-8", "replace")
    if body.get_content_type() != "text/html":
        return Extracted(words, facts=_facts(message))
    page = extract_html(words.encode(), limits)
    known = {name for name, _ in page.facts}
    facts = (*page.facts, *(fact for fact in _facts(message) if fact[0] not in known))
    return Extracted(page.text, page.tables, facts=facts, left_out=page.left_out)


def attachments(data: bytes, limits: Limits) -> list[tuple[str, bytes]]:
    """(name, bytes) of each attached file. A name that stands twice gets a number before it."""
    found: list[tuple[str, bytes]] = []
    names: set[str] = set()
    for part in _files(_parsed(data, limits)):
        given = " ".join((part.get_filename() or _name_of(part)).replace("/", "_").replace("\\", "_").split())
        name, number = given, 1
        while name in names:
            number += 1
            name = f"{number}-{given}"
        names.add(name)
        found.append((name, _bytes(part)))
    return found


def _parsed(data: bytes, limits: Limits) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    count = sum(1 for _ in message.walk())
    if count > limits.max_entries:
        what = f"is a message of {count:,} parts, and the limit is {limits.max_entries:,}"
        raise SourceError(what, remedy="save the attached files and give them")
    return message


def _files(message: EmailMessage) -> Iterator[EmailMessage]:
    """Attached parts; pictures shown inside the message (a letterhead, a signature) are none."""
    for part in message.iter_attachments():
        shown = part.get_content_disposition() != "attachment" and part.get_content_maintype() in ("image", "text")
        if (not shown and not part.is_multipart()) or part.get_content_type() == "message/rfc822":
            yield part


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_content()
        return bytes(inner.as_bytes()) if isinstance(inner, EmailMessage) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name_of(part: EmailMessage) -> str:
    return "message.eml" if part.get_content_type() == "message/rfc822" else "attachment"


def _facts(message: EmailMessage) -> tuple[tuple[str, str], ...]:
    facts = [(name, " ".join(str(message[field]).split())) for name, field in _FACTS if message[field]]
    facts = [(name, parseaddr(value)[0] or value) if name == "owner" else (name, value) for name, value in facts]
    with contextlib.suppress(TypeError, ValueError):  # no date, or one that nobody can read
        facts.append(("date", parsedate_to_datetime(str(message["Date"])).date().isoformat()))
    return tuple(facts)
