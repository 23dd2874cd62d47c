"""Bytes to documents: one file a format, and the only room that opens inputs."""

from claimtrail.read.reader import read, storable_name

__all__ = ["read", "storable_name"]
