"""How much of an input is read: beyond these limits it is reported, never loaded."""

MEBIBYTE = 1024 * 1024
LINE_BYTES = 10 * MEBIBYTE  # one record of JSONL or CSV, one line of a text
WHOLE_BYTES = 20 * MEBIBYTE  # a file that must be held as a whole: a text, a web page, a JSON array
HEAD_BYTES = 64 * 1024  # what detection looks at
HTML_DEPTH = 1000  # elements inside elements; saved pages stay below 100
