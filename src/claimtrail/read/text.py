"""Plain text and Markdown: the text of the document is the file itself."""

from collections.abc import Iterator

from claimtrail.errors import InputError
from claimtrail.model.documents import Document
from claimtrail.read.build import digest, from_text
from claimtrail.read.decode import decode
from claimtrail.read.limits import LINE_BYTES, MEBIBYTE
from claimtrail.read.stream import Stream


def documents(stream: Stream, name: str) -> Iterator[Document]:
    """The one document of a text file. Raises InputError when it cannot be read."""
    content = stream.whole()
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        raise InputError("is a binary file; give its text as .txt, .html, .jsonl or .csv")
    if any(len(line) > LINE_BYTES for line in content.splitlines()):
        raise InputError(f"has a line over {LINE_BYTES // MEBIBYTE} MB; break the text into lines")
    decoded = decode(content)
    yield from_text(decoded.text, name, digest(content), decoded.encoding)
