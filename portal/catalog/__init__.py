"""The records that several rooms read, and the words they use."""
