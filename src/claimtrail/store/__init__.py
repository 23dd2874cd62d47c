"""Keeps everything: a Writer and a View, migrations, the append-only log."""
