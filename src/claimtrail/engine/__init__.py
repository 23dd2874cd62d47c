"""Runs the stages on all cores of this machine."""
