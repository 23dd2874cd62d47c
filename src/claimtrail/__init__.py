"""claimtrail: who claims what about which incident, on whose word.

The public verbs, each loaded when it is first used:

- `read(inputs)`: files and folders to documents
- `extract(documents)`: documents to claims
- `link(claims)`: claims to incidents
- `assess(incidents, claims)`: incidents to ranges, disagreements and grades
- `run(inputs, store, report)`: all of it into a store
- `open_store(name)`: a store, to read what it holds
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimtrail.assess import assess
    from claimtrail.engine.run import extract, run
    from claimtrail.link import link
    from claimtrail.read import read
    from claimtrail.store import open_store

__version__ = "0.1.0"
__all__ = ["assess", "extract", "link", "open_store", "read", "run"]

_VERBS = {
    "read": "claimtrail.read",
    "extract": "claimtrail.engine.run",
    "link": "claimtrail.link",
    "assess": "claimtrail.assess",
    "run": "claimtrail.engine.run",
    "open_store": "claimtrail.store",
}


class _Room(ModuleType):
    """A room that answers to its verb: `claimtrail.read(...)` works beside `claimtrail.read.text`."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - it stands for any verb
        return _verb(self.__name__.rpartition(".")[2])(*args, **kwargs)


class _Package(ModuleType):
    """This package. Four verbs bear the name of a room, and Python binds a room here once it is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _VERBS and type(value) is ModuleType:
            value.__class__ = _Room
        super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - it stands for any verb
        if name not in _VERBS:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return _verb(name)


def _verb(name: str) -> Any:  # noqa: ANN401 - it stands for any verb
    return getattr(import_module(_VERBS[name]), name)


sys.modules[__name__].__class__ = _Package
