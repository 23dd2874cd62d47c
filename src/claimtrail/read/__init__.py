"""Bytes to documents: one file a format, and the only room that opens inputs."""
