"""Claims to incidents: blocking keys, pair score, clusters; every link has its reasons."""
