"""One moving line on a terminal for what takes longer than two seconds; nothing anywhere else."""

import sys
import time
from types import TracebackType

PATIENCE = 2.0  # seconds before the first line
EVERY = 0.2  # seconds between lines


class Progress:
    """Called with what is being done and how many are done. Use it in a `with`: it wipes its line at the end."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty() and sys.stdout.isatty()
        self._begin = self._last = time.monotonic()
        self._shown = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

    def __call__(self, what: str, done: int) -> None:
        """Shows "reading reports: 1,250 (83 a second)" when there is a terminal and it is time."""
        now = time.monotonic()
        if not self._on or now - self._begin < PATIENCE or now - self._last < EVERY:
            return
        self._last, self._shown = now, True
        rate = f" ({done / (now - self._begin):,.0f} a second)" if what.startswith("reading") else ""
        count = f": {done:,}{rate}" if done else ""
        sys.stderr.write(f"\r\033[K{what}{count} …")
        sys.stderr.flush()
