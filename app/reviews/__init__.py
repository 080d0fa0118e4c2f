"""Review conversations 面谈 on cycles: both sides, what was agreed, the signed record, calibration, level changes."""
