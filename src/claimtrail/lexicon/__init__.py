"""Language and world knowledge as data (TOML), with the code that loads and matches it."""
