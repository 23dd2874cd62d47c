"""Runs the stages: on all cores of this machine, or on Apache Spark."""
