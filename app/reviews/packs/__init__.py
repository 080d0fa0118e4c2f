"""Packs to read and print: preparation, the signed record, the case for the next level 述职."""
