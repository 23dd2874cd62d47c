"""Assesses incidents: who says what on whose word, ranges, disagreements, sums, and a grade with its reasons."""

from claimtrail.assess.assessing import METHODOLOGY, assess

__all__ = ["METHODOLOGY", "assess"]
