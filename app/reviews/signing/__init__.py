"""Signing 签署: the frozen record, acknowledgement, dissent, amendments, reconsideration."""
