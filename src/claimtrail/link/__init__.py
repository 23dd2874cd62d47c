"""Links claims to incidents: same act, place and time, even where numbers, culprits or names differ."""

from claimtrail.link.linking import Linked, link, link_all

__all__ = ["Linked", "link", "link_all"]
