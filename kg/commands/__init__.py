"""The commands of `kg`: one module for each family; each parses, makes one call and prints."""
