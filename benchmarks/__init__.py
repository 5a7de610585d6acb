"""Benchmarks beside their peers; run by `make bench`."""
