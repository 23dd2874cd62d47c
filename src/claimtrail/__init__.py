"""claimtrail: who claims what about which incident, on whose word."""

__version__ = "0.1.0"
