"""Kaifang: an open-data portal that a city can answer for."""
