"""Review cycles 评估周期: their stages, who takes part, and who assesses whom."""
