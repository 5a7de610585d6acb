"""One module a format: what a file of that format holds, and its rows."""
