"""Where it hides: documents, workbooks, packages and their metadata, taken apart into what is scanned."""
