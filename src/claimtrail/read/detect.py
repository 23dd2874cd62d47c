"""Which format an input has, by its content first and its name second."""

import json
import re
from typing import Literal

from claimtrail.errors import InputError
from claimtrail.read.columns import KNOWN
from claimtrail.read.decode import marked

Kind = Literal["text", "html", "jsonl", "json", "csv"]

_MAGIC = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a zip archive or an office document"), (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"), (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"), (b"RIFF", "a media file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"), (b"\x7fELF", "a program"), (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"), (b"BZh", "an archive"), (b"\xfd7zXZ", "an archive"), (b"\x28\xb5\x2f\xfd", "an archive"),
    (b"SQLite format 3", "a database"), (b"OggS", "a media file"), (b"ID3", "a media file"), (b"{\\rtf", "an RTF file"),
)  # fmt: skip
_REMEDY = "give its text as .txt, .html, .jsonl or .csv"
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_COMMENTS = rb"(?>\s*<!--.{0,2000}?-->)*+\s*"  # atomic: a thousand comments must not be tried in every grouping
_PAGE = re.compile(_COMMENTS + rb"(<\?xml[^>]*>)?" + _COMMENTS + rb"<(!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAG = re.compile(rb"<(p|div|br|article|body|h1|span|a)\b[^<>]*>", re.I)
_OUR_REPORT = b'<meta name="generator" content="claimtrail'
_XML = re.compile(rb"\s*<\?xml\b.{0,400}?<([\w:]+)", re.S)


def kind_of(head: bytes, name: str) -> Kind:
    """The format of an input whose first bytes are `head`. Raises InputError for what is no text at all."""
    if not head.strip(b"\xef\xbb\xbf \t\r\n\x0b\x0c"):
        raise InputError("is empty; give a file with text")
    encoding = marked(head)
    if encoding not in (None, "utf-8"):
        head = head.decode(encoding, "ignore").encode("utf-8", "ignore")
    _refuse_binary(head)
    head = head.removeprefix(b"\xef\xbb\xbf").removeprefix("\ufeff".encode())
    suffix = name.rpartition(".")[2].lower()
    if _PAGE.match(head) or (suffix in ("html", "htm", "xhtml") and _TAG.search(head)):
        if _OUR_REPORT in head[:4096]:
            raise InputError("is a report that claimtrail wrote and no source; leave it out")
        return "html"
    if (xml := _XML.match(head)) is not None:
        raise InputError(f"is XML ({xml[1].decode('ascii', 'replace')}), which is not read; {_REMEDY}")
    if (records := _json_kind(head, suffix)) is not None:
        return records
    return "csv" if _is_csv(head, suffix) else "text"


def _refuse_binary(head: bytes) -> None:
    for magic, what in _MAGIC:
        if head.startswith(magic) and (b"\x00" in head or _CONTROL.search(head) or magic in (b"%PDF", b"{\\rtf")):
            raise InputError(f"is {what}; {_REMEDY}")
    plain = _json_escapes_aside(head)
    if b"\x00" in plain or len(_CONTROL.findall(plain)) > max(3, len(plain) // 50):
        raise InputError(f"is a binary file; {_REMEDY}")


def _json_escapes_aside(head: bytes) -> bytes:
    """A stray NUL in one line of a file of records must not refuse the others: only the first line decides then."""
    return head.split(b"\n", 1)[0] if head.lstrip()[:1] in (b"{", b"[") and b"\n" in head else head


def _json_kind(head: bytes, suffix: str) -> Kind | None:
    named = suffix in ("jsonl", "ndjson", "json")
    start = head.lstrip()[:1]
    if start not in (b"{", b"[") and not named:
        return None
    if start == b"[" and suffix not in ("jsonl", "ndjson"):
        return "json" if named or re.match(rb"\[\s*(\{\s*\"|\])", head.lstrip()) else None
    lines = head.lstrip().split(b"\n")[:6]
    if any(_is_object(line) for line in lines):
        return "jsonl"
    if start == b"{" and len(head.lstrip().split(b"\n", 1)[0]) >= 1000 and b'"' in lines[0][:3]:
        return "jsonl"  # a first record longer than what detection sees
    if named:
        return "jsonl" if suffix != "json" else "json"
    return "json" if re.match(rb"\{\s*\"[^\"\n]{1,60}\"\s*:", head.lstrip()) else None


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_csv(head: bytes, suffix: str) -> bool:
    if suffix in ("csv", "tsv"):
        return True
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    if len(first) > 2000:
        return False
    cells = {cell.strip(' "\r').lower() for cell in first.split(delimiter(first))}
    return len(cells & KNOWN) >= 2 and bool(cells & {"text", "html"})


def delimiter(first_line: str) -> str:
    """The character that separates the columns of a header line: comma, semicolon or tab."""
    return max(",;\t", key=lambda c: (first_line.count(c), -",;\t".index(c)))
