"""Which piece of career advice a kind of evidence serves."""

from collections.abc import Mapping

SERVES: Mapping[str, str] = {
    "project": "experience",
    "certificate": "certificates",
    "learning": "skills",
    "contact": "network",
    "responsibility": "responsibility",
    "industry_note": "industry",
    "coaching": "leadership",
    "challenge": "challenge",
}
