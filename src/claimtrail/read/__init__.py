"""Bytes to documents: the only room that opens inputs. One file a format, chosen by content."""

from claimtrail.read.reader import read

__all__ = ["read"]
