"""Ground truth of disclosure: files made by seeded scripts, and what is planted in each.

Two sets that share nothing but `model`: `building` to build detectors on, `reporting` to report on. The reporting set
was written from the facts alone, before the first detector, and changes only for a proven error (its README lists
them).
"""
