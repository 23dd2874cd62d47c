"""Sentences, places, dates, quantities, actors and sources, with offsets and normalised values."""
