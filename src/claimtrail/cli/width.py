"""How many columns of a terminal a text takes, and texts cut to fit."""

import unicodedata

ELLIPSIS = "…"


def width(text: str) -> int:
    """Columns on a terminal: wide characters take two, combining and invisible ones none."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def printable(text: str) -> str:
    """One line without control characters: a text of others must not steer the terminal."""
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in text).split())


def cut(text: str, columns: int) -> str:
    """The text in at most so many columns, with an ellipsis where something is missing."""
    if width(text) <= columns:
        return text
    kept, used = "", 0
    for char in text:
        used += _columns(char)
        if used > columns - 1:
            break
        kept += char
    return kept.rstrip(" ,;:-–(") + ELLIPSIS


def pad(text: str, columns: int, right: bool = False) -> str:
    """The text cut and filled with blanks to exactly so many columns; `right` puts it at the right end."""
    text = cut(text, columns)
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks
