"""Bytes to text: byte order marks, UTF-8, the charset a page declares, and a guess that must be confident."""

import codecs
import re
from dataclasses import dataclass

from claimtrail.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})|<\?xml[^>]{0,200}encoding=["']([\w.:-]+)""", re.I
)
_SAMPLE = 200_000  # bytes that a guess looks at
_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_REMEDY = "save it as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and, where it was not plain UTF-8, the encoding it was read with."""

    text: str
    encoding: str | None = None


def decode(content: bytes) -> Decoded:
    """The text of `content` without its byte order mark. Raises InputError when no encoding is likely."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, None if encoding == "utf-8" else encoding)
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _declared(content) or _damaged(content) or _guess(content)


def marked(content: bytes) -> str | None:
    """The encoding that the byte order mark names, if there is one."""
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)


def storable(text: str) -> tuple[str, int]:
    """The text with NUL and lone surrogates as U+FFFD, one for one so that offsets hold, and how many there were."""
    return _UNSAFE.subn("\ufffd", text)


def _strict(content: bytes, encoding: str, shown: str | None) -> Decoded:
    try:
        return Decoded(content.decode(encoding), shown)
    except UnicodeDecodeError as problem:
        raise InputError(f"says it is {encoding} but is not (byte {problem.start}); {_REMEDY}") from problem


def _declared(content: bytes) -> Decoded | None:
    """By the charset that a web page names in its head."""
    found = _DECLARED.search(content[:4096])
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii").lower()
    try:
        name = codecs.lookup(name).name
        name = "cp1252" if name == "iso8859-1" else name  # as browsers do
        return Decoded(content.decode(name), name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _damaged(content: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: clearly more good sequences of two and more bytes than broken ones."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - broken
    if good > 10 * broken:
        return Decoded(text, f"utf-8, {broken} broken")
    return None


def _guess(content: bytes) -> Decoded:
    from charset_normalizer import from_bytes  # costs 50 ms to import, and most inputs are UTF-8

    best = from_bytes(content[:_SAMPLE]).best()
    if best is None or best.chaos > 0.1 or best.encoding.startswith(("utf_16", "utf_32")):
        raise InputError(f"is not UTF-8 and its encoding cannot be told; {_REMEDY}")
    return _strict(content, best.encoding, best.encoding)
