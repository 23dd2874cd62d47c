"""Events, attribution and claims, through the evidence gate; one file an extractor."""
