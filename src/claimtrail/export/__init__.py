"""What leaves the program: the JSON lines and the HTML report."""
