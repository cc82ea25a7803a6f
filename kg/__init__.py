"""A talent knowledge graph of AI people from Chinese news, where every fact quotes its source."""
