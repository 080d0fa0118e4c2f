"""The plan 个人发展计划: goals made from gaps, the check of the whole plan, the ten pieces of advice."""
