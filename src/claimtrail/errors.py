"""What can go wrong in a way that a user can mend: one base error and its few children.

Every message is one plain line that names the input and says what to do.
"""


class ClaimtrailError(Exception):
    """The base of all errors that the command prints as one line instead of a traceback."""


class InputError(ClaimtrailError):
    """An input cannot be read; the rest of the run goes on."""


class StoreError(ClaimtrailError):
    """A store cannot be opened, written or trusted."""


class EngineError(ClaimtrailError):
    """The engine that was asked for cannot start, or broke off: says what is missing, or which worker is unlike."""


class LexiconError(ClaimtrailError):
    """A lexicon file is wrong: names the file, the entry and the field."""


class EvidenceError(ClaimtrailError):
    """A value does not stand in the text it points to."""
