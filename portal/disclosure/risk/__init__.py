"""Whether someone could be recognised without being named."""
