"""Exporters: one module for each format, each with a function that yields the file piece by piece."""
