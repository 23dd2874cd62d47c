"""Bytes to documents: one file a format, and the only room that opens inputs."""

from claimtrail.read.reader import read

__all__ = ["read"]
