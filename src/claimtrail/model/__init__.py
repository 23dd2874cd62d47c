"""What is passed along: frozen, small records without behaviour beyond their invariants."""
