"""Relations: rules as data, applied to tapes, with their subjects, qualifiers and guards."""
